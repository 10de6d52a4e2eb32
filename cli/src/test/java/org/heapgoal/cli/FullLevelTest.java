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
