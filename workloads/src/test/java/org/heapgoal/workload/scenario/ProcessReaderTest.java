package org.heapgoal.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.process.program.CacheSpec;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Site.WeightedSize;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.recording.Level;
import org.heapgoal.sim.random.Distribution.Constant;
import org.heapgoal.sim.random.Distribution.Exponential;
import org.heapgoal.sim.random.Distribution.LogNormal;
import org.heapgoal.sim.random.Distribution.Pareto;
import org.heapgoal.sim.random.Distribution.Uniform;
import org.heapgoal.sim.random.Distribution.Weibull;
import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: the language as {@code docs/scenarios.md} states it. */
final class ProcessReaderTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Presets.schema(), InputFormat.JSON);
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    /** Each kind of line stands once, so that a test can put a mistake in its place. */
    private static final String SMALL = """
            name: s
            process:
              duration: 10s
              caches: {store: {capacity: 1MiB}}
              channels: {jobs: 3}
              sites:
                row: {sizes: 64, pointers: 1, lifetime: goroutine}
                page: {sizes: [512], pointers: 0, lifetime: {cache: store}}
              programs:
                work:
                  steps:
                    - allocate: {site: row, bytes: 4KiB}
                    - send: jobs
              sources:
                - poisson: {program: work, rate: 10}
              changes:
                - {at: 1s, gc: {}}
            """;

    @Test
    void aProcessNeedsADurationAProgramAndASource() {
        ProcessLoad load = load("""
                name: s
                process:
                  duration: 1s
                  programs: {p: {steps: [compute: 1ms]}}
                  sources: [fixed: {program: p, count: 1}]
                """);
        assertThat(load.machine()).isEqualTo(new MachineSpec(4, 0, 100 * MILLI, Long.MAX_VALUE, 0, ""));
        assertThat(load.globalsBytes()).isZero();
        assertThat(load.programs())
                .containsExactly(Map.entry(
                        "p",
                        new Program(List.of(new Step.Compute(new Constant(1e6), true)), 1, 4096, 2048, false, false)));
        assertThat(load.sources()).containsExactly(new Source.Fixed("p", 1, 0, Long.MAX_VALUE));
    }

    @Test
    void everyStepIsRead() {
        List<Step> steps = steps("""
                - compute: 120us
                - compute: {cpu: {exponential: 2ms}, preemptible: false}
                - allocate: {site: row, bytes: {uniform: {min: 1KiB, max: 4KiB}}, cpu: 30us}
                - allocate: {site: row, bytes: 100.5}
                - network: {weibull: {shape: 0.7, scale: 3ms}}
                - sleep: {pareto: {shape: 3, min: 1ms}}
                - syscall: {lognormal: {median: 50us, spread: 2}}
                - syscall: {time: {constant: 1ms}, blocks: true}
                - spawn: other
                - spawn: {program: other, count: 3}
                - send: jobs
                - receive: jobs
                - locked: {lock: mutex, steps: [compute: 1us]}
                - repeat: {times: 5, steps: [gc, yield: {}]}
                - drop: batch
                - readMemStats:
                - freeOSMemory: {}
                - setGCPercent: off
                - setGCPercent: 50
                - setMemoryLimit: 900MiB
                - setMemoryLimit: off
                - gomaxprocs: 8
                - sleep: 0.5ns
                """);
        assertThat(steps)
                .containsExactly(
                        new Step.Compute(new Constant(120_000), true),
                        new Step.Compute(new Exponential(2e6), false),
                        new Step.Allocate(new Constant(30_000), "row", new Uniform(1024, 4096)),
                        new Step.Allocate(new Constant(0), "row", new Constant(100.5)),
                        new Step.Network(new Weibull(0.7, 3e6)),
                        new Step.Sleep(new Pareto(3, 1e6)),
                        new Step.Syscall(LogNormal.ofMedian(50_000, 2), false),
                        new Step.Syscall(new Constant(1e6), true),
                        new Step.Spawn("other", 1),
                        new Step.Spawn("other", 3),
                        new Step.Send("jobs", 7),
                        new Step.Receive("jobs", 7),
                        new Step.Locked("mutex", List.of(new Step.Compute(new Constant(1000), true))),
                        new Step.Repeat(
                                5,
                                List.of(
                                        new Step.Call(new RuntimeCall.CollectGarbage()),
                                        new Step.Call(new RuntimeCall.Yield()))),
                        new Step.Drop("batch"),
                        new Step.Call(new RuntimeCall.ReadMemStats()),
                        new Step.Call(new RuntimeCall.FreeOsMemory()),
                        new Step.Call(new RuntimeCall.SetGcPercent(-1)),
                        new Step.Call(new RuntimeCall.SetGcPercent(50)),
                        new Step.Call(new RuntimeCall.SetMemoryLimit(900L << 20)),
                        new Step.Call(new RuntimeCall.SetMemoryLimit(Long.MAX_VALUE)),
                        new Step.Call(new RuntimeCall.SetMaxProcs(8)),
                        new Step.Sleep(new Constant(0.5)));
    }

    @Test
    void everySourceAndEveryChangeIsRead() {
        ProcessLoad load = load(SMALL.replace("    - poisson: {program: work, rate: 10}\n", """
                    - fixed: {program: work, count: 5, from: 1s}
                    - poisson: {program: work, rate: 0.5, until: 5s}
                    - regular: {program: work, rate: 1e3, from: 1s, until: 2s}
                    - bursty: {program: work, states: [{rate: 100, mean: 2s}, {rate: 0, mean: 1m}]}
                    - series: {program: work, at: [0, 1500ms, 2s]}
                    - closed: {program: work, clients: 20, think: {exponential: 100ms}}
                """)
                .replace("    - {at: 1s, gc: {}}\n", """
                    - {at: 3s, cpuQuota: 1.5}
                    - {at: 1s, rate: {program: work, factor: 2}}
                    - {at: 1s, volume: {site: row, factor: 0.5}}
                    - {cacheCapacity: {cache: store, capacity: 2MiB}, at: 2s}
                    - {at: 4s, setGCPercent: 200}
                    - {at: 4s, cpuQuota: off}
                    - {at: 4s, drop: batch}
                """)
                .replace("lifetime: goroutine", "lifetime: {group: batch}"));
        long end = Long.MAX_VALUE;
        assertThat(load.sources())
                .containsExactly(
                        new Source.Fixed("work", 5, SECOND, end),
                        new Source.Poisson("work", 0.5, 0, 5 * SECOND),
                        new Source.Regular("work", 1000, SECOND, 2 * SECOND),
                        new Source.Bursty(
                                "work", List.of(new Source.RateState(100, 2e9), new Source.RateState(0, 60e9)), 0, end),
                        new Source.Series("work", List.of(0L, 1500 * MILLI, 2 * SECOND), 0, end),
                        new Source.Closed("work", 20, new Exponential(1e8), 0, end));
        assertThat(load.changes())
                .as("in order of time, those of one instant as in the file")
                .containsExactly(
                        new Change.Rate(SECOND, "work", 2),
                        new Change.Volume(SECOND, "row", 0.5),
                        new Change.CacheCapacity(2 * SECOND, "store", 2 << 20),
                        new Change.CpuQuota(3 * SECOND, 1.5),
                        new Change.Call(4 * SECOND, new RuntimeCall.SetGcPercent(200)),
                        new Change.CpuQuota(4 * SECOND, 0),
                        new Change.Drop(4 * SECOND, "batch"));
    }

    @Test
    void everyLifetimeAndEveryFormOfSizesIsRead() {
        assertThat(lifetime("immortal")).isEqualTo(new Lifetime.Immortal());
        assertThat(lifetime("transient")).isEqualTo(new Lifetime.Transient());
        assertThat(lifetime("goroutine")).isEqualTo(new Lifetime.OfGoroutine());
        assertThat(lifetime("iteration")).isEqualTo(new Lifetime.OfIteration());
        assertThat(lifetime("{exponential: 5s}")).isEqualTo(new Lifetime.Random(new Exponential(5e9)));
        assertThat(lifetime("{constant: 5s}")).isEqualTo(new Lifetime.Random(new Constant(5e9)));
        assertThat(lifetime("{weibull: {shape: 0.5, scale: 1s}}"))
                .isEqualTo(new Lifetime.Random(new Weibull(0.5, 1e9)));
        assertThat(lifetime("{cache: store}")).isEqualTo(new Lifetime.Cached("store"));
        assertThat(lifetime("{group: batch}")).isEqualTo(new Lifetime.Group("batch"));
        assertThat(sizes("64")).containsExactly(new WeightedSize(64, 1));
        assertThat(sizes("[64, 4KiB]")).containsExactly(new WeightedSize(64, 1), new WeightedSize(4096, 1));
        assertThat(sizes("[{size: 64, weight: 3}, 128]"))
                .containsExactly(new WeightedSize(64, 3), new WeightedSize(128, 1));
        // 2 to 16 bytes of pointer-free objects lie in the classes of 8 and 16 bytes, with means of 5 and 12.
        assertThat(sizes("{uniform: {min: 2, max: 16}}", "0"))
                .extracting(WeightedSize::bytes)
                .containsExactly(5L, 12L);
    }

    @Test
    void theMachineAndTheRestOfAProcessAreRead() {
        Scenario scenario = ScenarioReader.read("s.yaml", """
                name: s
                process:
                  duration: 24h
                  globals: 1MiB
                  machine:
                    {cores: 16, cpuQuota: 1.5, cpuPeriod: 20ms, memoryLimit: 2GiB, outsideGo: 30MiB, profile: green-tea}
                  caches: {a: {capacity: 5MiB, evict: random}, b: {capacity: 0}, c: {capacity: 1MiB, partHolds: 32}}
                  sites: {f: {sizes: 4KiB, pointers: 0.25, element: 32, lifetime: {cache: a}, finalizer: true}}
                  programs:
                    p:
                      {repeat: forever, stack: 64KiB, stackUsed: 1KiB, lockThread: true, request: true, steps: [sleep: 1s]}
                  sources: [fixed: {program: p, count: 2}]
                """);
        ProcessLoad load = ((Scenario.ProcessBody) scenario.body()).load();
        assertThat(scenario.level()).isEqualTo(Level.FULL);
        assertThat(load.durationNanos()).isEqualTo(86_400 * SECOND);
        assertThat(load.globalsBytes()).isEqualTo(1 << 20);
        assertThat(load.machine()).isEqualTo(new MachineSpec(16, 1.5, 20 * MILLI, 2L << 30, 30L << 20, "green-tea"));
        assertThat(load.caches().values())
                .containsExactly(
                        new CacheSpec(5 << 20, CacheSpec.Eviction.RANDOM),
                        new CacheSpec(0, CacheSpec.Eviction.OLDEST),
                        new CacheSpec(1 << 20, CacheSpec.Eviction.OLDEST, 32));
        assertThat(load.sites().values())
                .containsExactly(
                        new Site(List.of(new WeightedSize(4096, 1)), 0.25, 32, new Lifetime.Cached("a"), true));
        assertThat(load.programs().values())
                .containsExactly(new Program(
                        List.of(new Step.Sleep(new Constant(1e9))), Program.FOREVER, 65536, 1024, true, true));
    }

    @Test
    void withoutGomaxprocsTheRuntimeChoosesByVersionQuotaAndGodebug() {
        Scenario scenario =
                ScenarioReader.read("s.yaml", "go: 1.25\n" + SMALL + "  machine: {cores: 8, cpuQuota: 2.5}\n");
        Godebug blind = new Godebug(Map.of(GodebugSetting.CONTAINERMAXPROCS, 0));
        assertThat(scenario.defaultMaxProcs()).isTrue();
        assertThat(scenario.settings().maxProcs()).isEqualTo(3);
        assertThat(scenario.settings(blind).maxProcs()).isEqualTo(8);
        assertThat(scenario.withGo(GoVersion.GO_1_24).settings().maxProcs()).isEqualTo(8);
        Scenario set = scenario.withSettings(new GcSettings(50, GcSettings.NO_MEMORY_LIMIT, 7));
        assertThat(set.withGo(GoVersion.GO_1_24).settings().maxProcs()).isEqualTo(7);
        assertThat(ScenarioReader.read("s.yaml", SMALL + "settings: {GOMAXPROCS: 5}\n")
                        .settings()
                        .maxProcs())
                .isEqualTo(5);
    }

    @Test
    void aProfilesFileIsFoundFromTheScenariosFolder(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("s.yaml");
        Files.writeString(file, SMALL + "  machine: {profile: mine.yaml}\n");
        Scenario.Body body = ScenarioReader.read(file).body();
        assertThat(((Scenario.ProcessBody) body).load().machine().profile())
                .isEqualTo(folder.resolve("mine.yaml").toString());
    }

    @Test
    void aNameThatNobodyDeclaredIsAnErrorWithTheOneMeant() {
        assertThat(error(SMALL.replace("site: row", "site: rwo")))
                .isEqualTo("s.yaml:12:28: site is \"rwo\"; allowed is one of row, page; did you mean \"row\"?");
        assertThat(error(SMALL.replace("cache: store", "cache: stor")))
                .isEqualTo("s.yaml:8:57: cache is \"stor\"; allowed is one of store; did you mean \"store\"?");
        assertThat(error(SMALL.replace("send: jobs", "send: job")))
                .isEqualTo("s.yaml:13:17: channel is \"job\"; allowed is one of jobs; did you mean \"jobs\"?");
        assertThat(error(SMALL.replace("send: jobs", "gc")))
                .isEqualTo("s.yaml:5:14: no step sends to channel jobs or receives from it");
        assertThat(error(SMALL.replace("poisson: {program: work", "poisson: {program: wrok")))
                .isEqualTo("s.yaml:15:26: program is \"wrok\"; allowed is one of work; did you mean \"work\"?");
        assertThat(error(SMALL.replace("send: jobs", "spawn: other")))
                .contains("spawn is \"other\"; allowed is one of work");
        assertThat(error(SMALL.replace("gc: {}", "drop: batch")))
                .isEqualTo(
                        "s.yaml:17:22: drop is \"batch\", but the process has no groups (a site's lifetime names one)");
        assertThat(error(SMALL.replace("gc: {}", "volume: {site: rows, factor: 2}")))
                .contains("did you mean \"row\"?");
    }

    @Test
    void misspeltAndMissingKeysAreErrorsAtTheirPlace() {
        assertThat(error(SMALL.replace("- send", "- sned")))
                .startsWith("s.yaml:13:11: unknown key \"sned\" in a step: allowed are compute, allocate")
                .contains("did you mean \"send\"?");
        assertThat(error(SMALL.replace("- send: jobs", "- send: jobs\n          compute: 1ms")))
                .startsWith("s.yaml:13:11: a step has exactly one key, not compute and send");
        assertThat(error(SMALL.replace("- send: jobs", "- gcc"))).contains("did you mean \"gc\"?");
        assertThat(error(SMALL.replace("poisson", "poison"))).contains("did you mean \"poisson\"?");
        assertThat(error(SMALL.replace("{at: 1s, gc: {}}", "{at: 1s}")))
                .startsWith("s.yaml:17:7: a change has the key at and exactly one more, not none");
        assertThat(error(SMALL.replace("gc: {}", "gc: 3"))).isEqualTo("s.yaml:17:20: gc takes nothing; allowed is {}");
        assertThat(error(SMALL.replace(", rate: 10", ""))).isEqualTo("s.yaml:15:16: poisson lacks the key rate");
        assertThat(error(SMALL.replace("lifetime: goroutine", "lifetime: gorutine")))
                .contains("did you mean \"goroutine\"?");
        assertThat(error(SMALL.replace("{cache: store}", "{cash: store}")))
                .contains("unknown key \"cash\" in lifetime");
        assertThat(error(SMALL.replace("sizes: 64", "sizes: {normal: {mean: 3}}")))
                .contains("unknown key \"normal\" in sizes");
        assertThat(error(SMALL.replace("bytes: 4KiB", "bytes: {exponential: 4KiB, constant: 1}")))
                .contains("bytes needs exactly one of constant, uniform");
        assertThat(error(SMALL.replace("  duration: 10s\n", "")))
                .isEqualTo("s.yaml:3:3: process lacks the key duration");
        assertThat(error(SMALL.replace(
                        "send: jobs",
                        "locked: {lock: m, steps: [repeat: {times: 2, steps: [locked: {lock: m, steps: [gc]}]}]}")))
                .contains("lock m is taken while it is held");
        assertThat(error(SMALL + "  machine: {profile: clasic}\n")).contains("did you mean \"classic\"?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duration: 10s -> duration: 1us",
                "duration: 10s -> duration: 3000h",
                "duration: 10s -> duration: 10",
                "sizes: 64 -> sizes: 0",
                "sizes: 64 -> sizes: 4",
                "sizes: 64 -> sizes: 17GiB",
                "sizes: 64 -> sizes: []",
                "sizes: 64 -> sizes: {exponential: {mean: 64}}",
                "sizes: 64 -> sizes: {uniform: {min: 64, max: 64}}",
                "sizes: 64 -> sizes: {lognormal: {median: 64, spread: 1, max: 1KiB}}",
                "sizes: 64 -> sizes: {lognormal: {median: 64, spread: 2, min: 1GiB, max: 2GiB}}",
                "sizes: 64 -> sizes: {pareto: {shape: 0, min: 8, max: 1KiB}}",
                "pointers: 1 -> pointers: 1.5",
                "bytes: 4KiB -> bytes: 65GiB",
                "bytes: 4KiB -> bytes: -1",
                "bytes: 4KiB -> bytes: {exponential: 4GiB}",
                "bytes: 4KiB -> bytes: {exponential: 0}",
                "bytes: 4KiB -> bytes: {uniform: {min: 2, max: 1}}",
                "bytes: 4KiB -> bytes: 4KB",
                "send: jobs -> sleep: 1001h",
                "send: jobs -> sleep: -1s",
                "send: jobs -> sleep: 5",
                "send: jobs -> sleep: {exponential: 100h}",
                "send: jobs -> sleep: {weibull: {shape: 0.01, scale: 1s}}",
                "send: jobs -> repeat: {times: 0, steps: [gc]}",
                "send: jobs -> repeat: {times: 5, steps: []}",
                "send: jobs -> gomaxprocs: 4097",
                "send: jobs -> setGCPercent: -2",
                "jobs: 3 -> jobs: -1",
                "capacity: 1MiB -> capacity: 65TiB",
                "capacity: 1MiB -> capacity: 1MiB, partHolds: 257",
                "capacity: 1MiB -> capacity: 1MiB, evict: random, partHolds: 2",
                "rate: 10 -> rate: 0",
                "rate: 10 -> rate: 2e6",
                "rate: 10 -> rate: 10, from: 5s, until: 5s",
                "poisson: {program: work, rate: 10} -> fixed: {program: work, count: 1000001}",
                "poisson: {program: work, rate: 10} -> series: {program: work, at: [2s, 1s]}",
                "poisson: {program: work, rate: 10} -> bursty: {program: work, states: [{rate: 0, mean: 1s}]}",
                "gc: {} -> cpuQuota: 0",
                "gc: {} -> rate: {program: work, factor: 1001}",
                "duration: 10s -> duration: 10s\n  machine: {cores: 0}",
                "duration: 10s -> duration: 10s\n  machine: {cpuQuota: 0}",
                "duration: 10s -> duration: 10s\n  machine: {cpuPeriod: 10us}",
                "duration: 10s -> duration: 10s\n  machine: {memoryLimit: 1MiB}",
                "steps: -> stack: 1GiB\n      steps:",
                "steps: -> stackUsed: 8KiB\n      steps:",
                "work: -> 9work:"
            })
    void aValueOutOfItsRangeIsRefused(String replacement) {
        String[] parts = replacement.split(" -> ", -1);
        assertThat(SMALL).contains(parts[0]);
        assertThat(error(SMALL.replace(parts[0], parts[1]))).contains("s.yaml:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duration: 10s -> duration: 10",
                "sizes: 64 -> sizes: 0",
                "sizes: 64 -> sizes: {exponential: {mean: 64}}",
                "pointers: 1 -> pointers: 1.5",
                "bytes: 4KiB -> byte: 4KiB",
                "bytes: 4KiB -> bytes: 4KB",
                "send: jobs -> sned: jobs",
                "send: jobs -> sleep: 5",
                "send: jobs -> sleep: {expo: 5s}",
                "send: jobs -> sleep: {exponential: 1s, constant: 1s}",
                "send: jobs -> repeat: {times: 0, steps: [gc]}",
                "send: jobs -> gomaxprocs: 4097",
                "jobs: 3 -> jobs: -1",
                "capacity: 1MiB -> capacity: 1MiB, partHolds: 0",
                "rate: 10 -> rate: 0",
                "rate: 10 -> rate: 10, form: 5s",
                "gc: {} -> cpuQuota: 0",
                "gc: {} -> drop: a, gc: {}",
                "gc: {} -> gc: 3",
                "duration: 10s -> duration: 10s\n  machine: {cores: 0}",
                "duration: 10s -> duration: 10s\n  machine: {profile: clasic}",
                "steps: -> repeat: never\n      steps:",
                "lifetime: goroutine -> lifetime: eternal",
                "lifetime: goroutine -> lifetime: {cache: store, group: g}",
                "work: -> 9work:"
            })
    void whatTheReaderRefusesTheSchemaRefusesToo(String replacement) {
        assertThat(SCHEMA.validate(SMALL, InputFormat.YAML)).isEmpty();
        String[] parts = replacement.split(" -> ", -1);
        String text = SMALL.replace(parts[0], parts[1]);
        assertThat(error(text)).contains("s.yaml:");
        assertThat(SCHEMA.validate(text, InputFormat.YAML)).isNotEmpty();
    }

    @Test
    void deepNestingAndLongListsHaveBounds() {
        String nested = "- gc\n".strip();
        for (int i = 0; i < 9; i++) {
            nested = "- repeat: {times: 2, steps: [" + nested.substring(2) + "]}";
        }
        assertThat(error(SMALL.replace("- send: jobs", nested)))
                .contains("steps within steps are nested more than 8 deep");
        assertThat(error(SMALL.replace("- send: jobs", "- gc\n        ".repeat(1000) + "- gc")))
                .contains("steps has to be a list of 1 to 1000 steps");
    }

    private static String error(String text) {
        try {
            ScenarioReader.read("s.yaml", text);
        } catch (BadInput e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("no error for\n" + text);
    }

    private static ProcessLoad load(String text) {
        assertThat(SCHEMA.validate(text, InputFormat.YAML)).isEmpty();
        return ((Scenario.ProcessBody) ScenarioReader.read("s.yaml", text).body()).load();
    }

    private static List<Step> steps(String steps) {
        String text = SMALL.replace("jobs: 3", "jobs: 7")
                .replace("lifetime: goroutine", "lifetime: {group: batch}")
                .replace("  programs:\n", "  programs:\n    other: {steps: [compute: 1us]}\n")
                .replace("        - allocate: {site: row, bytes: 4KiB}\n        - send: jobs\n", steps.indent(8));
        Program program = load(text).programs().get("work");
        return Objects.requireNonNull(program).steps();
    }

    private static Site site(String replaced, String by, String pointers) {
        Site site = load(SMALL.replace(replaced, by).replace("pointers: 1", "pointers: " + pointers))
                .sites()
                .get("row");
        return Objects.requireNonNull(site);
    }

    private static Lifetime lifetime(String text) {
        return site("lifetime: goroutine", "lifetime: " + text, "1").lifetime();
    }

    private static List<WeightedSize> sizes(String text) {
        return sizes(text, "1");
    }

    private static List<WeightedSize> sizes(String text, String pointers) {
        return site("sizes: 64", "sizes: " + text, pointers).sizes();
    }
}
