package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.program.CacheSpec;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.workload.log.LineKind;
import org.heapgoal.workload.log.LogReader;
import org.heapgoal.workload.log.LogReport;
import org.heapgoal.workload.log.LogSource;
import org.heapgoal.workload.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole processes as the command line runs them. */
final class FullLevelTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path directory;

    /** Oracle: the reader of real programs' logs, which knows the runtime's formats, and the run's own MemStats. */
    @Test
    void everyTraceLineIsReadBackAndTheCyclesAreAllThere() throws Exception {
        EnumMap<GodebugSetting, Integer> godebug = new EnumMap<>(GodebugSetting.class);
        godebug.put(GodebugSetting.GCTRACE, 1);
        godebug.put(GodebugSetting.GCPACERTRACE, 1);
        godebug.put(GodebugSetting.SCAVTRACE, 1);
        godebug.put(GodebugSetting.SCHEDTRACE, 1000);
        StringWriter lines = new StringWriter();
        List<MemStats> last = new ArrayList<>();
        RunProbe keeper = new RunProbe() {
            @Override
            public void onMemStats(long timeNanos, MemStats stats) {
                last.add(stats);
            }
        };
        Simulation simulation = simulation(new Godebug(godebug), 10 * SECOND);
        simulation.run(new TracePrinter(new PrintWriter(lines, true)).and(keeper), nanos -> {});
        Path file = Files.writeString(directory.resolve("trace.log"), lines.toString());
        LogReport report = LogReader.read(LogSource.file(file), line -> {});

        assertThat(report.malformed()).as(String.valueOf(report.examples())).isZero();
        assertThat(report.otherLines()).isZero();
        long cycles = last.get(last.size() - 1).gc().numGC();
        assertThat(cycles).isGreaterThan(10);
        assertThat(report.count(LineKind.GC_CYCLE)).isEqualTo(cycles);
        assertThat(report.count(LineKind.PACER_START)).isBetween(cycles, cycles + 1);
        // A cycle during which nothing was allocated ends without a line (mgcpacer.go: endCycle).
        assertThat(report.count(LineKind.PACER_END)).isBetween(cycles * 8 / 10, cycles);
        assertThat(report.count(LineKind.SCHED)).isBetween(9L, 11L);
        assertThat(report.count(LineKind.SCAVENGE)).isBetween(cycles - 1, cycles);
    }

    /** Oracle: 64 MiB a second that never die pass 40 MiB before a second is over. */
    @Test
    void aProcessThatPassesItsContainersLimitIsKilledAndSaysWhen() throws Exception {
        Path file = scenario("leak.yaml", "lifetime: immortal", "memoryLimit: 40MiB");
        Invocation text = Invocation.of("run", file);
        assertThat(text.status()).as(text.err()).isZero();
        assertThat(text.out()).contains("Killed by the container's memory limit of 40.0 MiB at ");
        JsonNode json = json("run", file);
        assertThat(json.get("outcome").asString()).isEqualTo("OOM_KILLED");
        assertThat(json.get("summary").get("durationSeconds").asDouble()).isBetween(0.1, 1.0);
        assertThat(json.get("memStats").get("HeapAlloc").asLong()).isBetween(20L << 20, 40L << 20);
    }

    @Test
    void aDurationReplacesTheScenariosBeItShorterOrLonger() throws Exception {
        Path file = scenario("short.yaml", "lifetime: goroutine", "outsideGo: 1MiB");
        for (String duration : List.of("500ms", "3s")) {
            JsonNode json = json("run", file, "--duration", duration);
            assertThat(json.get("summary").get("durationSeconds").asDouble())
                    .isEqualTo(duration.equals("3s") ? 3.0 : 0.5);
            assertThat(json.get("warnings").size()).isZero();
        }
    }

    /** Oracle: the same process run alone. */
    @Test
    void runsOfAWhatIfSideBySideAreThoseThatRunAlone() throws Exception {
        Path file = scenario("short.yaml", "lifetime: goroutine", "outsideGo: 1MiB");
        JsonNode table = json("what-if", file, "GOGC=50,100,200,400");
        assertThat(table.get("candidates").size()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            JsonNode candidate = table.get("candidates").get(i);
            String gogc = "GOGC=" + candidate.get("settings").get("GOGC").asInt();
            JsonNode alone = json("run", file, gogc);
            assertThat(candidate.get("eventDigest")).as(gogc).isEqualTo(alone.get("eventDigest"));
            assertThat(candidate.get("summary")).isEqualTo(alone.get("summary"));
        }
        JsonNode replicated = json("run", file, "--replications", "3");
        assertThat(replicated.get("replications").asInt()).isEqualTo(3);
        assertThat(replicated
                        .get("confidence95HalfWidth")
                        .get("requestLatencySeconds.p99")
                        .asDouble())
                .isPositive();
    }

    /** Oracle: Go 1.25's rule for containers, and that nothing else may change with the reason. */
    @Test
    void whatSetGomaxprocsIsSaid() throws Exception {
        Path file = scenario("quota.yaml", "lifetime: goroutine", "cpuQuota: 2");
        assertThat(machine(file)).isEqualTo("2 chosen by Go 1.25: the CPU quota of 2 bounds it");
        assertThat(machine(file, "GODEBUG=containermaxprocs=0"))
                .isEqualTo("4 chosen by Go 1.25: one for each core, whatever the CPU quota of 2");
        assertThat(machine(file, "--go", "1.24"))
                .isEqualTo("4 chosen by Go 1.24: one for each core, whatever the CPU quota of 2");
        assertThat(machine(file, "GOMAXPROCS=3")).isEqualTo("3 set on the command line");
    }

    private static String machine(Object... arguments) {
        Object[] all = Stream.concat(Stream.of("run"), Stream.of(arguments)).toArray();
        JsonNode json = json(all);
        return json.get("settings").get("GOMAXPROCS").asInt() + " "
                + json.get("machine").get("maxProcsSetBy").asString();
    }

    private static JsonNode json(Object... arguments) {
        Object[] all = Stream.concat(Stream.of(arguments), Stream.of("--format", "json"))
                .toArray();
        Invocation result = Invocation.of(all);
        assertThat(result.status()).as(result.err()).isZero();
        return JsonMapper.shared().readTree(result.out());
    }

    /** A second of 64 requests with a mebibyte each on four cores. */
    private Path scenario(String name, String lifetime, String machine) throws Exception {
        return Files.writeString(
                directory.resolve(name), """
                name: small
                process:
                  duration: 1s
                  machine: {cores: 4, MACHINE}
                  sites:
                    object: {sizes: [{size: 128, weight: 1}], pointers: 0.5, LIFETIME}
                  programs:
                    request:
                      request: true
                      steps:
                        - allocate: {site: object, bytes: 1MiB, cpu: 1ms}
                        - network: {exponential: 2ms}
                  sources:
                    - poisson: {program: request, rate: 64}
                """.replace("MACHINE", machine).replace("LIFETIME", lifetime));
    }

    private static Simulation simulation(Godebug godebug, long durationNanos) {
        GcSettings settings = new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 4);
        Scenario scenario = new Scenario(
                "service", "", "", GoVersion.GO_1_25, settings, false, List.of(new Scenario.ProcessBody(service())));
        return new Simulation(
                scenario, settings, false, GoVersion.GO_1_25, godebug, 1, 0, ModelSwitches.ALL_ON, durationNanos);
    }

    /** A hundred requests a second on four cores, 512 KiB of garbage each, and a cache of 16 MiB. */
    private static ProcessLoad service() {
        Map<String, Site> sites = new TreeMap<>();
        sites.put("scratch", site(new Lifetime.OfGoroutine(), 96));
        sites.put("entry", site(new Lifetime.Cached("cache"), 512));
        Map<String, CacheSpec> caches = new TreeMap<>();
        caches.put("cache", new CacheSpec(16 << 20, CacheSpec.Eviction.OLDEST));
        Program request = new Program(
                List.of(
                        new Step.Allocate(
                                new Distribution.Exponential(1e6), "scratch", new Distribution.Constant(512 << 10)),
                        new Step.Network(new Distribution.Exponential(2e6)),
                        new Step.Allocate(
                                new Distribution.Constant(1e5), "entry", new Distribution.Constant(16 << 10))),
                1,
                8 << 10,
                2 << 10,
                false,
                true);
        Map<String, Program> programs = new TreeMap<>();
        programs.put("request", request);
        return new ProcessLoad(
                SECOND,
                1 << 18,
                sites,
                caches,
                programs,
                List.of(new Source.Poisson("request", 100, 0, Long.MAX_VALUE)),
                List.of(),
                new MachineSpec(4, 0, 100_000_000L, Long.MAX_VALUE, 10 << 20, ""));
    }

    private static Site site(Lifetime lifetime, long bytes) {
        return new Site(List.of(new Site.WeightedSize(bytes, 1)), 0.5, 0, lifetime, false);
    }
}
