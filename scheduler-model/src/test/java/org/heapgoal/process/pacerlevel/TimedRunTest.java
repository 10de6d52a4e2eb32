package org.heapgoal.process.pacerlevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.process.load.TimedLoad.Demand;
import org.heapgoal.process.load.TimedLoad.MarkCost;
import org.heapgoal.process.load.TimedLoad.Marking;
import org.heapgoal.process.load.TimedLoad.Memory;
import org.heapgoal.process.load.TimedLoad.Segment;
import org.heapgoal.process.load.TimedLoad.StopCost;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.TriggerBound;
import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracles: steady states and conservation laws worked out by hand, in the comments. */
final class TimedRunTest {
    private static final long MIB = Recorder.MIB;
    private static final long NO_LIMIT = GcSettings.NO_MEMORY_LIMIT;
    private static final StopCost SHORT_STOP = new StopCost(1_000, 0);

    /** Marking so cheap that next to nothing is allocated meanwhile. */
    private static final MarkCost CHEAP = new MarkCost(0, 0, 1e-5);

    @ParameterizedTest
    @CsvSource({"50, 13", "100, 18", "200, 28"})
    void stacksAndGlobalsCountAsWorkNotAsHeap(int gogc, long goalMiB) {
        // Goal = live + (live + stacks + globals) · GOGC/100 with 8, 1 and 1 MiB.
        TimedLoad load = load(Demand.paced(1, 1), 8 * MIB, 5, 20 * MIB, 8 * MIB, MIB, MIB, 1, CHEAP, Memory.NONE);
        Recorder run = Recorder.run(load, new GcSettings(gogc, NO_LIMIT, 4));
        assertThat(run.cycles).hasSizeGreaterThan(3);
        assertThat(run.last().heap().goal() / (double) MIB).isEqualTo((double) goalMiB, within(0.01));
        assertThat(run.last().pacing().goalRule()).isEqualTo(GoalRule.GOGC);
    }

    @ParameterizedTest
    @CsvSource({"100, 13.3, 4", "400, 2.67, 16"})
    void tinyHeapsCollectAtTheScaledMinimum(int gogc, double perSecond, long goalMiB) {
        // Live 1 MiB, 40 MiB/s, goal 4 MiB · GOGC/100: 40/(4 − 1) and 40/(16 − 1) cycles a second, and more because the
        // trigger lies below the goal by at most 3/64 of the way.
        TimedLoad load = load(Demand.paced(1, 1), MIB, 20, 40 * MIB, MIB, 0, 0, 1, CHEAP, Memory.NONE);
        Recorder run = Recorder.run(load, new GcSettings(gogc, NO_LIMIT, 4));
        assertThat(run.last().heap().goal()).isEqualTo(goalMiB * MIB);
        assertThat(run.last().pacing().goalRule()).isEqualTo(GoalRule.MINIMUM_HEAP);
        assertThat(run.cycles.size() / 20.0).isBetween(perSecond * 0.99, perSecond * 64 / 61 * 1.02);
    }

    @Test
    void whatIsMarkedIsTheReachableHeapPlusWhatWasAllocatedMeanwhile() {
        // 4 Ps: one dedicated worker, so a program that wants all 4 gets 3. Marking 100 MiB at 1 ns a byte takes that
        // worker 104.8576 ms; meanwhile 80 MiB/s · 3/4 are allocated: 6.291456 MiB.
        TimedLoad load = load(
                Demand.saturated(4), 100 * MIB, 20, 80 * MIB, 100 * MIB, 0, 0, 1, new MarkCost(0, 0, 1), Memory.NONE);
        Recorder run = Recorder.run(load, new GcSettings(100, NO_LIMIT, 4));
        CycleRecord last = run.last();
        assertThat(last.cpu().assistNanos()).isLessThan(1_000);
        assertThat(last.cpu().idleNanos()).isZero();
        assertThat(last.timing().markNanos() / 1e6).isEqualTo(104.8576, within(0.01));
        assertThat(last.heap().marked() / (double) MIB).isEqualTo(106.291456, within(0.01));
        assertThat(last.heap().goal() / (double) MIB).isEqualTo(2 * 106.291456, within(0.02));
    }

    @Test
    void aBindingLowerBoundOfTheTriggerMakesTheAssistsThatItsRunwayLeaves() {
        // With the trigger at 45/64 of the way, marked heap M, GOGC 100: B = 19/64 · M is allocated while R = M − B is
        // marked, so every byte owes R/B = 45/19 of scan work. Each CPU allocates r = 0.3 bytes per byte it could scan:
        // GC takes u = ar/(ar + 1) with a = 45/19, 41.5 % instead of 25 %.
        double scanNanos = 1;
        double allocPerCpuSecond = 0.3 * 1e9 / scanNanos;
        TimedLoad load = load(
                Demand.saturated(4),
                200 * MIB,
                20,
                4 * allocPerCpuSecond,
                200 * MIB,
                0,
                0,
                1,
                new MarkCost(0, 0, scanNanos),
                Memory.NONE);
        Recorder run = Recorder.run(load, new GcSettings(100, NO_LIMIT, 4));
        CycleRecord last = run.last();
        double owed = 45.0 / 19 * 0.3;
        assertThat(last.pacing().triggerBound()).isEqualTo(TriggerBound.LOWER_45_64);
        assertThat(last.pacing().utilization()).isEqualTo(owed / (owed + 1), within(0.002));
        assertThat((double) last.heap().liveAtEnd() / last.heap().goal()).isEqualTo(1, within(0.002));
        assertThat((double) last.heap().marked() / (200 * MIB)).isEqualTo(64.0 / 45, within(0.002));
    }

    @Test
    void aSaturatedLoadKeepsItsWorkAndSpendsAllCpuOnItOrOnTheCollector() {
        TimedLoad load = load(
                Demand.saturated(4),
                0,
                10,
                500 * MIB,
                120 * MIB,
                4 * MIB,
                MIB,
                0.7,
                new MarkCost(50_000, 0.1, 0.9),
                Memory.NONE);
        double slowest = 0;
        for (int gogc : List.of(400, 200, 100, 50, 25)) {
            Recorder run = Recorder.run(load, new GcSettings(gogc, NO_LIMIT, 4));
            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(run.totals().allocatedBytes()).isBetween(5000 * MIB - 2, 5000 * MIB);
            double seconds = run.totals().durationNanos() / 1e9;
            assertThat(seconds).isGreaterThan(slowest);
            slowest = seconds;
            // 4 CPUs · time = 10 s of work on 4 CPUs + GC. The last cycle may be cut off by the end and is not
            // recorded.
            double unrecorded = 4 * seconds - 40 - run.gcCpuSeconds();
            assertThat(unrecorded).isBetween(-1e-6, 0.2);
        }
    }

    @Test
    void aPacedLoadKeepsItsTimeAndCatchesUpWhileCpuIsLeft() {
        TimedLoad load = load(
                Demand.paced(2, 4), 50 * MIB, 10, 400 * MIB, 50 * MIB, 0, MIB, 1, new MarkCost(0, 0, 1), Memory.NONE);
        for (int gogc : List.of(25, 100, 400)) {
            Recorder run = Recorder.run(load, new GcSettings(gogc, NO_LIMIT, 4));
            assertThat(run.totals().durationNanos()).isBetween(10_000_000_000L, 10_000_010_000L);
            assertThat(run.totals().allocatedBytes() / (double) MIB).isEqualTo(4000, within(20.0));
        }
        // On a single P the load of 2 CPUs gets half done at best: the time stays, the backlog remains.
        Recorder starved = Recorder.run(load, new GcSettings(100, NO_LIMIT, 1));
        assertThat(starved.totals().durationNanos()).isBetween(10_000_000_000L, 10_000_010_000L);
        assertThat(starved.totals().allocatedBytes()).isLessThan(2000 * MIB);
        assertThat(starved.last().cpu().dedicatedNanos()).isZero();
        assertThat(starved.last().cpu().fractionalNanos()).isPositive();
    }

    @Test
    void sparePsMarkAsIdleWorkersAndShortenTheMark() {
        // One busy CPU of 8: two dedicated workers and, of the five Ps left, all five may mark: 7 CPUs.
        TimedLoad load = load(
                Demand.paced(1, 1), 700 * MIB, 10, 100 * MIB, 700 * MIB, 0, 0, 1, new MarkCost(0, 0, 1), Memory.NONE);
        CycleRecord last = Recorder.run(load, new GcSettings(20, NO_LIMIT, 8)).last();
        assertThat((double) last.cpu().idleNanos() / last.cpu().dedicatedNanos())
                .isEqualTo(2.5, within(1e-3));
        // 700 MiB at 1 ns a byte on 7 CPUs.
        assertThat(last.timing().markNanos() / 1e6).isEqualTo(104.8576, within(0.1));
    }

    @ParameterizedTest
    @CsvSource({"66, GOGC", "67, MEMORY_LIMIT"})
    void aLimitLeavesItsRoomLessThreePercentToTheHeap(int gogc, GoalRule rule) {
        // Limit 900 MiB, 40 MiB beside the heap, 500 MiB live: (900 − 40) · 97 % = 834.2 MiB. GOGC=66 asks for 830 MiB,
        // GOGC=67 for 835.
        TimedLoad load = load(
                Demand.paced(1, 1), 500 * MIB, 20, 200 * MIB, 500 * MIB, 0, 0, 1, CHEAP, new Memory(40 * MIB, 0, 1, 0));
        Recorder run = Recorder.run(load, new GcSettings(gogc, 900 * MIB, 4));
        CycleRecord last = run.last();
        assertThat(last.pacing().goalRule()).isEqualTo(rule);
        assertThat(last.heap().goal() / (double) MIB).isEqualTo(rule == GoalRule.GOGC ? 830 : 834.2, within(0.05));
        assertThat(run.totals().peakMappedBytes()).isLessThan(900 * MIB);
    }

    @Test
    void fragmentationAndMetadataCountAgainstTheLimit() {
        // Beside the heap goal g the process maps 0.25 · g of fragmentation, 0.04 · 1.25 · g of metadata and 20 MiB.
        // So g = (1000 − 20 − (0.25 + 0.05) · h) · 97 % at the heap h at which it is read, the end of the mark, near g.
        TimedLoad load = load(
                Demand.paced(1, 1),
                300 * MIB,
                20,
                100 * MIB,
                300 * MIB,
                0,
                0,
                1,
                CHEAP,
                new Memory(20 * MIB, 0.04, 1.25, 0));
        Recorder run = Recorder.run(load, new GcSettings(-1, 1000 * MIB, 4));
        CycleRecord last = run.last();
        double heap = last.heap().liveAtEnd() / (double) MIB;
        assertThat(last.heap().goal() / (double) MIB).isEqualTo((980 - 0.3 * heap) * 0.97, within(0.1));
        assertThat(run.totals().peakMappedBytes() / (double) MIB).isEqualTo(20 + 1.3 * heap, within(0.5));
        assertThat(run.totals().peakMappedBytes()).isLessThan(1000 * MIB);
    }

    @Test
    void withGogcOffAndNoLimitNothingIsEverCollected() {
        TimedLoad load = load(Demand.paced(1, 1), 0, 300, 10 * MIB, 5 * MIB, 0, MIB, 1, CHEAP, Memory.NONE);
        Recorder run = Recorder.run(load, new GcSettings(-1, NO_LIMIT, 4));
        assertThat(run.cycles).isEmpty();
        assertThat(run.totals().peakHeapLiveBytes()).isBetween(3000 * MIB - 2, 3000 * MIB);
    }

    @Test
    void anIdleProcessCollectsEveryTwoMinutesAfterItsFirstCycle() {
        TimedLoad idle = load(
                Demand.paced(0.01, 1), 64 * MIB, 500, 1000, 64 * MIB, 0, MIB, 1, new MarkCost(0, 0, 1), Memory.NONE);
        Recorder run = Recorder.run(idle, new GcSettings(100, NO_LIMIT, 8));
        assertThat(run.cycles).hasSize(4).allMatch(cycle -> cycle.cause() == CycleCause.PERIODIC);
        assertThat(run.cycles.get(0).timing().startNanos()).isEqualTo(120_000_000_001L);
        // Time-triggered cycles get no idle workers when they have dedicated ones.
        assertThat(run.cycles).allMatch(cycle -> cycle.cpu().idleNanos() == 0);
        TimedLoad fresh = load(Demand.paced(0.01, 1), 0, 500, 1000, 0, 0, MIB, 1, new MarkCost(0, 0, 1), Memory.NONE);
        assertThat(Recorder.run(fresh, new GcSettings(100, NO_LIMIT, 8)).cycles).isEmpty();
        assertThat(Recorder.run(idle, new GcSettings(-1, NO_LIMIT, 8)).cycles).isEmpty();
    }

    @Test
    void theLimiterKeepsAProcessAboveItsLimitRunningAndItsAbsenceDoesNot() {
        // 600 MiB live under a limit of 512 MiB: the goal is the live heap, so without the limiter assists take all
        // CPU.
        TimedLoad load = load(
                Demand.saturated(4),
                600 * MIB,
                5,
                2048 * MIB,
                600 * MIB,
                0,
                MIB,
                1,
                new MarkCost(0, 0, 1),
                Memory.NONE);
        GcSettings settings = new GcSettings(100, 512 * MIB, 4);
        RunLimits limits = RunLimits.DEFAULT.withMaxDurationNanos(20_000_000_000L);
        Recorder limited = Recorder.run(load, settings, ModelSwitches.ALL_ON, limits);
        Recorder unlimited = Recorder.run(load, settings, new ModelSwitches(true, false), limits);
        assertThat(limited.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(limited.totals().limiterEnabledNanos()).isPositive();
        assertThat(limited.cycles).anyMatch(c -> c.heap().liveAtEnd() > c.heap().goal() + MIB);
        assertThat(limited.totals().peakMappedBytes()).isGreaterThan(600 * MIB);
        assertThat(unlimited.outcome()).isEqualTo(RunOutcome.DURATION_REACHED);
        assertThat(unlimited.totals().limiterEnabledNanos()).isZero();
        assertThat(unlimited.last().pacing().utilization()).isEqualTo(0.83, within(0.01));
        // The bucket holds a CPU second per P and fills by GC less mutator time: after 1/(0.83 − 0.17) = 1.5 s.
        CycleRecord first = limited.cycles.stream()
                .filter(c -> c.pacing().limiterEnabled())
                .findFirst()
                .orElseThrow();
        assertThat(first.timing().endNanos() / 1e9).isBetween(1.4, 2.2);
    }

    @Test
    void withoutAssistsTheHeapOvershootsItsGoal() {
        TimedLoad load =
                load(Demand.saturated(4), 200 * MIB, 10, 2e9, 200 * MIB, 0, 0, 1, new MarkCost(0, 0, 1), Memory.NONE);
        GcSettings settings = new GcSettings(100, NO_LIMIT, 4);
        CycleRecord with = Recorder.run(load, settings).last();
        CycleRecord without = Recorder.run(load, settings, new ModelSwitches(false, true), RunLimits.DEFAULT)
                .last();
        assertThat((double) with.heap().liveAtEnd() / with.heap().goal()).isLessThan(1.01);
        assertThat(without.cpu().assistNanos()).isZero();
        assertThat((double) without.heap().liveAtEnd() / without.heap().goal()).isGreaterThan(1.1);
    }

    @Test
    void aLeastShareOfAssistsIsKeptAndLeavesGoalsAlone() {
        TimedLoad plain = load(
                Demand.saturated(4), 100 * MIB, 20, 80 * MIB, 100 * MIB, 0, 0, 1, new MarkCost(0, 0, 1), Memory.NONE);
        TimedLoad assisting = new TimedLoad(
                plain.demand(),
                plain.initialLiveHeapBytes(),
                plain.segments(),
                plain.globalsBytes(),
                plain.scannableFraction(),
                plain.markCost(),
                plain.sweepTermination(),
                plain.markTermination(),
                new Marking(1, 1, 0.5),
                plain.memory());
        GcSettings settings = new GcSettings(100, NO_LIMIT, 4);
        CycleRecord last = Recorder.run(assisting, settings).last();
        assertThat((double) last.cpu().assistNanos() / last.cpu().totalNanos()).isEqualTo(0.5, within(1e-3));
        assertThat((double) last.heap().goal()
                        / Recorder.run(plain, settings).last().heap().goal())
                .isEqualTo(1, within(0.05));
    }

    @ParameterizedTest
    @CsvSource({"25, true", "100, true", "400, true", "25, false", "100, false", "400, false"})
    void sixteenStepsOfAMarkPhaseAreAsGoodAsAThousand(int gogc, boolean paced) {
        // A growing and shrinking heap with pauses, so that assists, backlog, idle workers and unexpected work all
        // occur.
        TimedLoad load = new TimedLoad(
                paced ? Demand.paced(2, 4) : Demand.saturated(4),
                0,
                List.of(
                        new Segment(3, 300 * MIB, 100 * MIB, 4 * MIB),
                        new Segment(6, 300 * MIB, 180 * MIB, 8 * MIB),
                        new Segment(6, 300 * MIB, 90 * MIB, 4 * MIB)),
                MIB,
                0.8,
                new MarkCost(150_000, 0.1, 1),
                new StopCost(25_000, 2_000),
                new StopCost(35_000, 3_000),
                new Marking(0.95, 0.8, 0.01),
                new Memory(10 * MIB, 0.02, 1.1, 0));
        GcSettings settings = new GcSettings(gogc, NO_LIMIT, 4);
        Recorder coarse = Recorder.run(load, settings);
        Recorder fine = new Recorder();
        new TimedRun(load, settings, GoVersion.DEFAULT, ModelSwitches.ALL_ON, fine, 1000).run(RunLimits.DEFAULT);
        assertThat((double) coarse.cycles.size()).isEqualTo(fine.cycles.size(), within(1 + 0.01 * fine.cycles.size()));
        assertThat(coarse.gcCpuSeconds()).isEqualTo(fine.gcCpuSeconds(), within(0.025 * fine.gcCpuSeconds()));
        assertThat(meanGoal(coarse)).isEqualTo(meanGoal(fine), within(0.01 * meanGoal(fine)));
    }

    private static double meanGoal(Recorder run) {
        return run.cycles.stream().mapToLong(c -> c.heap().goal()).average().orElse(0);
    }

    @Test
    void runsEndAtTheirLimits() {
        TimedLoad load = load(Demand.paced(1, 1), 8 * MIB, 100, 40 * MIB, 8 * MIB, 0, MIB, 1, CHEAP, Memory.NONE);
        GcSettings settings = new GcSettings(100, NO_LIMIT, 4);
        Recorder cut =
                Recorder.run(load, settings, ModelSwitches.ALL_ON, new RunLimits(3, Long.MAX_VALUE, () -> false));
        assertThat(cut.outcome()).isEqualTo(RunOutcome.CYCLES_REACHED);
        assertThat(cut.cycles).hasSize(3);
        Recorder timed = Recorder.run(
                load, settings, ModelSwitches.ALL_ON, RunLimits.DEFAULT.withMaxDurationNanos(1_500_000_000L));
        assertThat(timed.outcome()).isEqualTo(RunOutcome.DURATION_REACHED);
        assertThat(timed.totals().durationNanos()).isEqualTo(1_500_000_000L);
        Recorder stopped =
                Recorder.run(load, settings, ModelSwitches.ALL_ON, RunLimits.DEFAULT.withCancelled(() -> true));
        assertThat(stopped.outcome()).isEqualTo(RunOutcome.CANCELLED);
    }

    @Test
    void aHeapThatNothingBoundsIsAnErrorNotAnOverflow() {
        TimedLoad load = load(Demand.paced(1, 1), 0, 1e6, (double) (1L << 40), 0, 0, MIB, 1, CHEAP, Memory.NONE);
        assertThatThrownBy(() -> Recorder.run(load, new GcSettings(-1, NO_LIMIT, 4)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("128 TiB after 128 s");
    }

    private static TimedLoad load(
            Demand demand,
            long initialLive,
            double seconds,
            double rate,
            long live,
            long stacks,
            long globals,
            double scannable,
            MarkCost cost,
            Memory memory) {
        return new TimedLoad(
                demand,
                initialLive,
                List.of(new Segment(seconds, rate, live, stacks)),
                globals,
                scannable,
                cost,
                SHORT_STOP,
                SHORT_STOP,
                Marking.IDEAL,
                memory);
    }
}
