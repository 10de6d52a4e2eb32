package org.heapgoal.workload.phenomena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.TriggerBound;
import org.junit.jupiter.api.Test;

/**
 * Ten things that real Go programs do and a model of means does not, each at level full. The oracle is the real runtime:
 * docs/fidelity.md shows the same in recorded runs. Every test also runs the process with the cause taken away, where the
 * phenomenon must not appear, so that it fails if the mechanism has no effect.
 */
class PhenomenaTest {
    private static final double MIB = 1 << 20;
    private static final double REACHABLE = 24 * MIB;

    private static double mean(List<CycleRecord> cycles, ToDoubleFunction<CycleRecord> figure) {
        assertThat(cycles).isNotEmpty();
        return cycles.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static double black(CycleRecord cycle) {
        return cycle.heap().liveAtEnd() - cycle.heap().liveAtStart();
    }

    private static double share(List<CycleRecord> cycles, ToDoubleFunction<CycleRecord> part) {
        return mean(cycles, part) / mean(cycles, cycle -> cycle.cpu().totalNanos());
    }

    private static double assists(List<CycleRecord> cycles) {
        return share(cycles, cycle -> cycle.cpu().assistNanos());
    }

    private static double bound(List<CycleRecord> cycles, TriggerBound... bounds) {
        return mean(cycles, cycle -> List.of(bounds).contains(cycle.pacing().triggerBound()) ? 1 : 0);
    }

    private static double markCpu(List<CycleRecord> cycles) {
        return mean(cycles, cycle -> cycle.cpu().totalNanos());
    }

    private static double goal(List<CycleRecord> cycles) {
        return mean(cycles, cycle -> cycle.heap().goal());
    }

    private static List<CycleRecord> saturated(int gogc, String cpu, String duration, double from) {
        return FullScenario.of(Programs.saturated(4, 4, cpu, 0.8, duration))
                .gogc(gogc)
                .run()
                .after(from);
    }

    @Test
    void phenomenon1WhatIsAllocatedWhileMarkingCountsAsLiveAndRaisesTheGoal() {
        List<CycleRecord> base = saturated(100, "100us", "300ms", 0.1);
        List<CycleRecord> high = saturated(400, "100us", "500ms", 0.1);
        for (List<CycleRecord> cycles : List.of(base, high)) {
            double marked = mean(cycles, cycle -> cycle.heap().marked());
            assertThat(mean(cycles, PhenomenaTest::black)).isGreaterThan(0.3 * REACHABLE);
            assertThat(marked - mean(cycles, PhenomenaTest::black)).isCloseTo(REACHABLE, within(0.04 * REACHABLE));
        }
        assertThat(goal(high))
                .isGreaterThan(1.03 * 5 * mean(base, cycle -> cycle.heap().marked()));
        // The same at a twentieth of the speed: nothing to speak of is allocated meanwhile, and the rule of thumb
        // holds.
        List<CycleRecord> slowBase = saturated(100, "2ms", "1500ms", 0.3);
        List<CycleRecord> slowHigh = saturated(400, "2ms", "3s", 1);
        assertThat(goal(slowHigh))
                .isCloseTo(5 * mean(slowBase, cycle -> cycle.heap().marked()), within(0.02 * goal(slowHigh)));
    }

    @Test
    void phenomenon2TriggerBoundsBindAtLowGogcOrWithLittleToScan() {
        List<CycleRecord> low = saturated(50, "50us", "150ms", 0.05);
        assertThat(bound(low, TriggerBound.LOWER_45_64)).isGreaterThan(0.8);
        assertThat(assists(low)).isGreaterThan(0.4);
        // With more room the runway is what sets the trigger, and dedicated workers keep up.
        List<CycleRecord> high = saturated(400, "50us", "400ms", 0.1);
        assertThat(bound(high, TriggerBound.LOWER_45_64)).isZero();
        assertThat(assists(high)).isLessThan(0.1);
        // Without pointers there is little to scan: cycles could start as late as the upper bound lets them.
        List<CycleRecord> pointerFree = FullScenario.of(Programs.saturated(4, 4, "200us", 0, "400ms"))
                .run()
                .after(0.1);
        assertThat(bound(pointerFree, TriggerBound.UPPER_61_64, TriggerBound.UPPER_4_MIB))
                .isGreaterThan(0.8);
        assertThat(bound(low, TriggerBound.UPPER_61_64, TriggerBound.UPPER_4_MIB))
                .isZero();
    }

    @Test
    void phenomenon3ManyAllocatingGoroutinesAssistAlthoughCountsAndGoalsHardlyMove() {
        List<CycleRecord> few =
                FullScenario.of(Programs.crowd(20)).procs(2).run().after(0.1);
        List<CycleRecord> many =
                FullScenario.of(Programs.crowd(1_500)).procs(2).run().after(0.1);
        assertThat(assists(few)).isLessThan(0.1);
        assertThat(assists(many)).isGreaterThan(0.35);
        assertThat((double) many.size()).isCloseTo(few.size(), within(1.0));
        assertThat(goal(many)).isCloseTo(goal(few), within(0.12 * goal(few)));
        // Assists switched off, the number of goroutines is nothing to the marking.
        List<CycleRecord> without = FullScenario.of(Programs.crowd(1_500))
                .procs(2)
                .switches("assists=off")
                .run()
                .after(0.1);
        assertThat(assists(without)).isZero();
    }

    @Test
    void phenomenon4TheLimiterComesOnlyPastABandInWhichGcTakesHalfOfTheCpu() {
        FullScenario.Run band =
                FullScenario.of(Programs.full()).gogc(-1).limitMib(240).procs(2).run();
        assertThat(band.totals.limiterEnabledNanos()).isZero();
        assertThat(gcShare(band, 2)).isBetween(0.35, 0.65);
        FullScenario.Run beyond =
                FullScenario.of(Programs.full()).gogc(-1).limitMib(60).procs(2).run();
        assertThat(beyond.totals.limiterEnabledNanos()).isPositive();
        FullScenario.Run unlimited = FullScenario.of(Programs.full())
                .gogc(-1)
                .limitMib(60)
                .procs(2)
                .switches("limiter=off")
                .run();
        // While it is on nobody assists, so heaps end far above their goals, and memory far above the limit.
        assertThat(overrun(beyond)).isGreaterThan(overrun(unlimited) + 10 * MIB);
        assertThat((double) beyond.totals.peakMappedBytes()).isGreaterThan(3 * 60 * MIB);
        assertThat(gcShare(unlimited, 2)).isGreaterThan(gcShare(beyond, 2) + 0.05);
    }

    private static double gcShare(FullScenario.Run run, int procs) {
        List<CycleRecord> cycles = run.after(0.5);
        double busy = mean(cycles, cycle -> cycle.cpu().busyNanos()) * cycles.size();
        return busy / ((run.totals.durationNanos() - 500e6) * procs);
    }

    private static double overrun(FullScenario.Run run) {
        return run.all.stream()
                .mapToDouble(cycle -> cycle.heap().liveAtEnd() - cycle.pacing().goalAtStart())
                .max()
                .orElseThrow();
    }

    @Test
    void phenomenon5SpareProcsMarkInTheirIdleTimeAndShortenTheMark() {
        List<CycleRecord> spare =
                FullScenario.of(Programs.paced(4)).procs(4).run().after(0.5);
        List<CycleRecord> one =
                FullScenario.of(Programs.paced(1)).procs(1).run().after(0.5);
        assertThat(share(spare, cycle -> cycle.cpu().idleNanos())).isGreaterThan(0.6);
        assertThat(share(one, cycle -> cycle.cpu().idleNanos())).isLessThan(0.4);
        assertThat(share(
                        one,
                        cycle -> cycle.cpu().fractionalNanos() + cycle.cpu().assistNanos()))
                .isGreaterThan(0.6);
        assertThat(one).allMatch(cycle -> cycle.cpu().dedicatedNanos() == 0);
        assertThat(mean(one, cycle -> cycle.timing().markNanos()))
                .isGreaterThan(4 * mean(spare, cycle -> cycle.timing().markNanos()));
    }

    @Test
    void phenomenon6MoreProcsThanCoresInflateTheCpuThatTheRuntimeCounts() {
        // What is allocated while two ragged barriers wait for Ps without a core, here 3 ms each, is little beside the
        // goal.
        List<CycleRecord> two = FullScenario.of(Programs.saturated(2, 8, "3600us", 0.8, "4500ms"))
                .procs(2)
                .run()
                .after(0.1);
        List<CycleRecord> four = FullScenario.of(Programs.saturated(2, 8, "3600us", 0.8, "4500ms"))
                .procs(4)
                .run()
                .after(0.1);
        assertThat(markCpu(four)).isGreaterThan(1.8 * markCpu(two));
        assertThat((double) four.size()).isCloseTo(two.size(), within(1.0));
        assertThat(goal(four)).isCloseTo(goal(two), within(0.05 * goal(two)));
        // With a core for each of them, marking takes what it takes.
        List<CycleRecord> enough = FullScenario.of(Programs.saturated(4, 8, "2400us", 0.8, "1500ms"))
                .procs(4)
                .run()
                .after(0.1);
        assertThat(markCpu(enough)).isLessThan(1.2 * markCpu(two));
    }

    @Test
    void phenomenon7AfterASpikeTheGoalFallsWithTheNextCycleAndMemoryFollowsIt() {
        String drop = "changes:\n  - {at: 500ms, drop: burst}\n";
        FullScenario.Run run =
                FullScenario.of(Programs.steady("4s", 1, 64, "1ms", drop)).run();
        CycleRecord next = run.after(0.5).get(0);
        double fall = next.timing().endNanos() / 1e9;
        // 50 MiB a second against a goal of 150 MiB: the next cycle comes half a second or more after the spike's end.
        assertThat(fall).isGreaterThan(1.0);
        HeapSample before = at(run, fall - 0.05);
        assertThat((double) before.heapGoal()).isGreaterThan(120 * MIB);
        assertThat(before.mappedBytes()).isGreaterThanOrEqualTo(at(run, 0.5).mappedBytes());
        HeapSample after = at(run, fall + 2);
        assertThat((double) after.heapGoal()).isLessThan(20 * MIB);
        HeapSample last = run.samples.get(run.samples.size() - 1);
        double returned = before.mappedBytes() - (double) last.mappedBytes();
        assertThat(returned).isGreaterThan(80 * MIB);
        assertThat(before.mappedBytes() - (double) after.mappedBytes()).isGreaterThan(0.9 * returned);
        // A collection at the spike's end brings the goal down then, and the memory with it.
        FullScenario.Run collected = FullScenario.of(
                        Programs.steady("2s", 1, 64, "1ms", drop + "  - {at: 500ms, gc: {}}\n"))
                .run();
        assertThat((double) at(collected, 0.6).heapGoal()).isLessThan(20 * MIB);
        assertThat(at(collected, 1.2).mappedBytes()).isLessThan(at(run, 1.1).mappedBytes() / 2);
        // Without the drop nothing is returned.
        FullScenario.Run kept =
                FullScenario.of(Programs.steady("2s", 1, 64, "1ms", "")).run();
        assertThat(kept.samples.get(kept.samples.size() - 1).mappedBytes())
                .isGreaterThanOrEqualTo(at(kept, 0.5).mappedBytes());
    }

    /** The last sample up to an instant. */
    private static HeapSample at(FullScenario.Run run, double seconds) {
        HeapSample found = run.samples.get(0);
        for (HeapSample sample : run.samples) {
            if (sample.timeNanos() > seconds * 1e9) {
                break;
            }
            found = sample;
        }
        return found;
    }

    @Test
    void phenomenon8AStepInTheLiveHeapMakesCyclesOverrunTheirGoal() {
        FullScenario.Run step =
                FullScenario.of(Programs.steady("300ms", 3, 32, "20us", "")).run();
        assertThat(step.after(0.1)).anyMatch(PhenomenaTest::overruns);
        FullScenario.Run steady =
                FullScenario.of(Programs.steady("300ms", 3, 1, "20us", "")).run();
        assertThat(steady.after(0.1)).isNotEmpty().noneMatch(PhenomenaTest::overruns);
    }

    private static boolean overruns(CycleRecord cycle) {
        return cycle.heap().liveAtEnd() > 1.1 * cycle.pacing().goalAtStart();
    }

    @Test
    void phenomenon9PacerLinesArePrintedWithTheWorldStoppedAndLengthenPauses() {
        // With one P no stop waits for another, which differs more from stop to stop than a line takes to print.
        List<CycleRecord> plain = FullScenario.of(Programs.paced(1))
                .procs(1)
                .godebug(GodebugSetting.GCTRACE)
                .run()
                .after(0.3);
        List<CycleRecord> traced = FullScenario.of(Programs.paced(1))
                .procs(1)
                .godebug(GodebugSetting.GCTRACE, GodebugSetting.GCPACERTRACE)
                .run()
                .after(0.3);
        List<CycleRecord> untraced =
                FullScenario.of(Programs.paced(1)).procs(1).run().after(0.3);
        // Printing a line takes 13.5 µs with the default machine profile, and a cycle has two.
        assertThat(mean(traced, cycle -> cycle.timing().pauseNanos()))
                .isCloseTo(mean(plain, cycle -> cycle.timing().pauseNanos()) + 27_000, within(1_000.0));
        // A gctrace line is printed when the world runs again.
        assertThat(mean(plain, cycle -> cycle.timing().pauseNanos()))
                .isCloseTo(mean(untraced, cycle -> cycle.timing().pauseNanos()), within(1_000.0));
    }

    @Test
    void phenomenon10ACycleThatDidNotGrowPastItsTriggerLeavesConsMarkAloneAndPrintsNoPacerLine() {
        FullScenario.Run run = FullScenario.of(Programs.forced())
                .godebug(GodebugSetting.GCTRACE, GodebugSetting.GCPACERTRACE)
                .run();
        List<CycleRecord> forced = run.all.stream()
                .filter(cycle -> cycle.cause() == CycleCause.FORCED)
                .toList();
        List<CycleRecord> grown = run.all.stream()
                .filter(cycle -> cycle.cause() == CycleCause.HEAP)
                .toList();
        assertThat(forced)
                .hasSize(3)
                .allMatch(cycle -> cycle.heap().liveAtEnd() <= cycle.pacing().trigger());
        assertThat(grown)
                .isNotEmpty()
                .allMatch(cycle -> cycle.heap().liveAtEnd() > cycle.pacing().trigger());
        // The line that ends a cycle's pacing names its cons/mark; the one that begins it does not.
        assertThat(run.lines.stream().filter(line -> line.contains("cons/mark")))
                .hasSize(grown.size());
        assertThat(run.lines.stream().filter(line -> line.startsWith("gc "))).hasSize(run.all.size());
        double last = grown.get(grown.size() - 1).pacing().consMark();
        assertThat(forced).allMatch(cycle -> cycle.pacing().consMark() == last);
        // Cycles that did grow measure anew: in a program that allocates while it marks, cons/mark moves.
        List<CycleRecord> moving = saturated(100, "100us", "150ms", 0.03);
        assertThat(moving.stream().map(cycle -> cycle.pacing().consMark()).distinct())
                .hasSizeGreaterThan(2);
    }
}
