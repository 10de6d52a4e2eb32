package org.heapgoal.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.program.CacheSpec;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;
import org.junit.jupiter.api.Test;

/**
 * Four Ps on two cores. Oracle: the same process on four. Pacing goes by bytes, so cycles and goals stay; but the runtime
 * reads clocks, not CPU time, and a thread that shares its core with another takes twice as long for the same marking.
 *
 * <p>The heap is so large that a mark lasts many of the system's time slices.
 */
final class FewerCoresThanProcsTest {
    private static final int PROCS = 4;
    private static final long SECOND = 1_000_000_000L;

    @Test
    void fourPsOnTwoCoresCollectAsOftenAndTheirCollectorsClockTimeDoubles() {
        Run four = run(4, 12 * SECOND);
        // Half of the cores get as far in twice the time.
        Run two = run(2, 24 * SECOND);

        assertThat(two.totals.allocatedBytes())
                .as("two cores do half of the work in a second")
                .isCloseTo(four.totals.allocatedBytes(), withinPercentage(10));
        assertThat(two.cyclesPerByte())
                .as("cycles per byte allocated, " + two + " and " + four)
                .isCloseTo(four.cyclesPerByte(), withinPercentage(5));
        assertThat(two.meanGoal())
                .as("mean goal, " + two + " and " + four)
                .isCloseTo(four.meanGoal(), withinPercentage(5));
        assertThat(two.meanMarkNanos() / four.meanMarkNanos())
                .as("assists, background and idle marking by the clock, a cycle, " + two + " and " + four)
                .isBetween(1.6, 2.4);
    }

    /** What one run recorded. */
    private static final class Run implements RunProbe {
        private final List<CycleRecord> cycles = new ArrayList<>();
        private RunTotals totals = new RunTotals(0, 0, 0, 0, 0, 0);

        @Override
        public void onCycle(CycleRecord cycle) {
            cycles.add(cycle);
        }

        @Override
        public void onEnd(RunTotals end) {
            totals = end;
        }

        double cyclesPerByte() {
            return cycles.size() / (double) totals.allocatedBytes();
        }

        double meanGoal() {
            return mean(cycle -> (double) cycle.heap().goal());
        }

        double meanMarkNanos() {
            return mean(cycle -> (double) cycle.cpu().totalNanos());
        }

        /** Over the second half of the cycles: by then the cache is full. */
        private double mean(ToDoubleFunction<CycleRecord> figure) {
            return cycles.stream()
                    .skip(cycles.size() / 2)
                    .mapToDouble(figure)
                    .average()
                    .orElse(Double.NaN);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "[%d cycles, %.1f MiB allocated, mean goal %.2f MiB, mark %.3f ms: assists %.3f, background %.3f, idle"
                            + " %.3f; allocated while marking %.2f MiB]",
                    cycles.size(),
                    (double) totals.allocatedBytes() / 0x1p20,
                    meanGoal() / 0x1p20,
                    meanMarkNanos() / 1e6,
                    mean(cycle -> (double) cycle.cpu().assistNanos()) / 1e6,
                    mean(cycle -> (double) cycle.cpu().backgroundNanos()) / 1e6,
                    mean(cycle -> (double) cycle.cpu().idleNanos()) / 1e6,
                    mean(cycle -> (double) cycle.heap().liveAtEnd()
                                    - (double) cycle.heap().liveAtStart())
                            / 0x1p20);
        }
    }

    private static Run run(int cores, long durationNanos) {
        Run run = new Run();
        FullRun.run(
                new FullRun.Setup(
                        load(cores, durationNanos),
                        new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, PROCS),
                        true,
                        GoVersion.GO_1_25,
                        Godebug.DEFAULT,
                        MachineProfiles.select("", GoVersion.GO_1_25),
                        ModelSwitches.ALL_ON,
                        new StreamFactory(1, 0)),
                run,
                RunLimits.DEFAULT);
        return run;
    }

    /** Eight goroutines that never wait: 128 KiB of garbage and 32 KiB for a cache of 96 MiB in each millisecond. */
    private static ProcessLoad load(int cores, long durationNanos) {
        List<Step> steps = List.of(
                new Step.Allocate(new Distribution.Constant(9e5), "scratch", new Distribution.Constant(128 << 10)),
                new Step.Allocate(new Distribution.Constant(1e5), "entry", new Distribution.Constant(32 << 10)));
        Map<String, Site> sites = new TreeMap<>();
        sites.put("scratch", site(new Lifetime.OfIteration(), 128));
        sites.put("entry", site(new Lifetime.Cached("cache"), 512));
        return new ProcessLoad(
                durationNanos,
                1 << 18,
                sites,
                Map.of("cache", new CacheSpec(96 << 20, CacheSpec.Eviction.OLDEST)),
                Map.of("worker", new Program(steps, Program.FOREVER, 8 << 10, 2 << 10, false, false)),
                List.of(new Source.Fixed("worker", 2 * PROCS, 0, Long.MAX_VALUE)),
                List.of(),
                new MachineSpec(cores, 0, 100_000_000L, Long.MAX_VALUE, 0, ""));
    }

    private static Site site(Lifetime lifetime, long bytes) {
        return new Site(List.of(new Site.WeightedSize(bytes, 1)), 0.5, 0, lifetime, false);
    }
}
