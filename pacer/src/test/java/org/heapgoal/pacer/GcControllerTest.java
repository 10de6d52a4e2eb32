package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.TriggerBound;
import org.junit.jupiter.api.Test;

class GcControllerTest {
    private static final long MIB = 1L << 20;

    private static GcController controller(int gcPercent, long limit, long globals) {
        return new GcController(GoVersion.GO_1_25, gcPercent, limit, globals);
    }

    private static GcController controller(int gcPercent) {
        return controller(gcPercent, Long.MAX_VALUE, 0);
    }

    private static void finishCycle(GcController controller, long bytesMarked, long elapsedNanos, int procs) {
        controller.endCycle(elapsedNanos, procs);
        controller.resetLive(bytesMarked);
        assertThat(controller.heapLive()).isEqualTo(bytesMarked);
        controller.commit(false);
    }

    @Test
    void aNewProcessWaitsFor61Of64OfTheMinimumHeap() {
        GcController controller = controller(100);
        // 4194304 / 64 · 61
        assertThat(controller.trigger()).isEqualTo(3997696);
        assertThat(controller.explainTrigger().bound()).isEqualTo(TriggerBound.UPPER_61_64);
        assertThat(controller.heapGoal()).isEqualTo(4194304);
        assertThat(controller.explainHeapGoal()).isEqualTo(new HeapGoal(4194304, GoalRule.MINIMUM_HEAP, 0));
        assertThat(controller.triggered()).isEqualTo(GcController.UNSET);
    }

    @Test
    void globalsAboveTheMinimumHeapSetTheFirstGoal() {
        assertThat(controller(100, Long.MAX_VALUE, 8 * MIB).explainHeapGoal())
                .isEqualTo(new HeapGoal(8 * MIB, GoalRule.GOGC, 0));
    }

    @Test
    void anUnfinishedSweepKeepsGoalAndTriggerOneMebibyteAway() {
        GcController controller = controller(0);
        controller.resetLive(10 * MIB);
        controller.commit(false);
        assertThat(controller.explainTrigger())
                .isEqualTo(new Trigger(
                        11 * MIB,
                        TriggerBound.SWEEP_DISTANCE,
                        new HeapGoal(11 * MIB, GoalRule.SWEEP_DISTANCE, 11 * MIB)));
        // GOGC=0 set after sweeping: goal and trigger are the live heap.
        controller.commit(true);
        assertThat(controller.explainTrigger())
                .isEqualTo(new Trigger(10 * MIB, TriggerBound.GOAL, new HeapGoal(10 * MIB, GoalRule.GOGC, 0)));
    }

    @Test
    void theGoalStays64KibAboveTheStartOfTheRunningCycle() {
        GcController controller = controller(100);
        controller.addHeapLive(5_000_000);
        controller.startCycle(0, 4, CycleCause.HEAP);
        assertThat(controller.explainHeapGoal()).isEqualTo(new HeapGoal(5_065_536, GoalRule.TRIGGER_RUNWAY, 0));
        controller.resetLive(1);
        assertThat(controller.heapGoal()).isEqualTo(4194304);
    }

    @Test
    void theSmallerOfTheTwoGoalsCountsAndTheLimitLetsTheTriggerComeBeforeSweepingIsDone() {
        GcController controller = controller(100, 100 * MIB, 0);
        controller.resetLive(60 * MIB);
        controller.commit(false);
        // GOGC asks for 120 MiB; the limit allows 104857600 − 3 · 1048576 = 101711872.
        HeapGoal goal = new HeapGoal(101711872, GoalRule.MEMORY_LIMIT, 0);
        assertThat(controller.explainHeapGoal()).isEqualTo(goal);
        // (101711872 − 62914560) / 64 = 606208; · 61 + 62914560 = 99893248; goal − 4 MiB = 97517568 is lower.
        assertThat(controller.explainTrigger()).isEqualTo(new Trigger(99893248, TriggerBound.UPPER_61_64, goal));
        controller.setMemoryLimit(20 * MIB);
        controller.commit(false);
        assertThat(controller.explainTrigger())
                .isEqualTo(new Trigger(
                        60 * MIB, TriggerBound.GOAL, new HeapGoal(60 * MIB, GoalRule.CLAMPED_TO_LIVE_HEAP, 0)));
    }

    @Test
    void settersReturnWhatWasSetAndANegativeLimitChangesNothing() {
        GcController controller = controller(100, 77, 0);
        assertThat(controller.setGCPercent(-5)).isEqualTo(100);
        assertThat(controller.setGCPercent(0)).isEqualTo(-1);
        assertThat(controller.setMemoryLimit(-1)).isEqualTo(77);
        assertThat(controller.setMemoryLimit(0)).isEqualTo(77);
        assertThat(controller.memoryLimit()).isZero();
        assertThatThrownBy(() -> controller(100, -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> controller.startCycle(0, 0, CycleCause.HEAP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("procs 0");
    }

    /** Oracle: what Go 1.25.14's own controller answered to this start of a cycle. */
    @Test
    void theFirstAssistRatioIsTheRuntimesToTheLastBit() {
        GcController controller = controller(100, 7498590848L, 0);
        controller.addHeapLive(4039262);
        controller.addHeapScan(3747041);
        controller.memory().set(1807386, 7200652, 4039262, 0);
        controller.setMaxStackScan(16384);
        controller.setGlobalsScan(5563246);
        controller.startCycle(0, 12, CycleCause.HEAP);
        assertThat(Double.doubleToRawLongBits(controller.assistWorkPerByte())).isEqualTo(0x4041f0eb7eee83a0L);
        assertThat(Double.doubleToRawLongBits(controller.assistBytesPerWork())).isEqualTo(0x3f9c89afb0e98ee1L);
        assertThat(controller.dedicatedMarkWorkersNeeded()).isEqualTo(3);
        assertThat(controller.maxIdleMarkWorkers()).isEqualTo(9);
    }

    @Test
    void theEndOfACycleMeasuresConsMarkAndPlansTheRunwayByIt() {
        GcController controller = controller(100);
        controller.addHeapLive(4 * MIB);
        controller.startCycle(1000, 4, CycleCause.HEAP);
        controller.addHeapLive(MIB);
        controller.work().addHeapScanWork(1_500_000);
        controller.work().addStackScanWork(400_000);
        controller.work().addGlobalsScanWork(100_000);
        controller.time().addAssistNanos(400_000);
        controller.time().setIdleNanos(200_000);
        // A · P = 4,000,000: u = 0.25 + 0.1, idle 0.05.
        CycleEnd end = controller.endCycle(1_001_000, 4);
        double expected = (1048576 * (0.25 + 0.1 + 0.05)) / (2_000_000 * (1 - (0.25 + 0.1)));
        assertThat(end).isEqualTo(new CycleEnd(0.35, true, expected, 0, false));
        // The goal of that time: 4 MiB + 64 KiB above the start.
        assertThat(controller.lastHeapGoal()).isEqualTo(4 * MIB + 65536);
        controller.resetLive(2 * MIB);
        controller.commit(false);
        // Runway = cons/mark · 0.75 / 0.25 · (heap and stack work of this cycle).
        assertThat(controller.runway()).isEqualTo((long) (expected * 0.75 / 0.25 * 1_900_000));
        assertThat(controller.lastHeapScan()).isEqualTo(1_500_000);
        assertThat(controller.heapScan()).isEqualTo(1_500_000);
        assertThat(controller.lastStackScan()).isEqualTo(400_000);
        assertThat(controller.globalsScan()).isZero();
    }

    @Test
    void aCycleDuringWhichNothingWasAllocatedMeasuresNothing() {
        GcController controller = controller(100);
        controller.addHeapLive(4 * MIB);
        controller.startCycle(0, 4, CycleCause.HEAP);
        controller.time().addAssistNanos(1000);
        assertThat(controller.endCycle(1000, 4)).isEqualTo(new CycleEnd(0.5, false, 0, 0, false));
        assertThat(controller.consMark()).isZero();
    }

    @Test
    void aCycleWithoutDurationCountsNoAssistsAndOneWithoutWorkIsInfinitelyDear() {
        GcController controller = controller(100);
        controller.startCycle(50, 4, CycleCause.HEAP);
        controller.addHeapLive(1000);
        controller.time().addAssistNanos(1000);
        CycleEnd end = controller.endCycle(50, 4);
        assertThat(end.utilization()).isEqualTo(0.25);
        assertThat(end.measuredConsMark()).isEqualTo(Double.POSITIVE_INFINITY);
        controller.resetLive(MIB);
        controller.commit(true);
        // The infinite runway times no expected work is NaN, which converts to 2^63: more than any goal.
        assertThat(controller.runway()).isEqualTo(Long.MIN_VALUE);
        assertThat(controller.explainTrigger().bound()).isEqualTo(TriggerBound.LOWER_45_64);
    }

    @Test
    void startingACycleForgetsTheLastOnesWork() {
        GcController controller = controller(100);
        controller.startCycle(0, 4, CycleCause.HEAP);
        controller.work().addHeapScanWork(10);
        controller.work().addBgScanCredit(20);
        controller.time().addAssistNanos(30);
        finishCycle(controller, 100, 1000, 4);
        assertThat(controller.lastHeapScan()).isEqualTo(10);
        controller.startCycle(2000, 1, CycleCause.PERIODIC);
        assertThat(controller.work().total()).isZero();
        assertThat(controller.work().bgScanCredit()).isZero();
        assertThat(controller.time().assistNanos()).isZero();
        assertThat(controller.markStartTime()).isEqualTo(2000);
        assertThat(controller.maxIdleMarkWorkers()).isEqualTo(1);
        assertThat(controller.fractionalUtilizationGoal()).isEqualTo(0.25);
    }

    @Test
    void everyPMarksUnderStopTheWorldMode() {
        GcController controller = controller(100);
        controller.startCycle(0, 6, CycleCause.HEAP, true);
        assertThat(controller.dedicatedMarkWorkersNeeded()).isEqualTo(6);
        assertThat(controller.fractionalUtilizationGoal()).isZero();
        assertThat(controller.maxIdleMarkWorkers()).isZero();
    }

    @Test
    void heapScanIsFrozenWhileMarkingButTheRatioFollowsTheHeap() {
        GcController controller = controller(100, Long.MAX_VALUE, 100_000);
        controller.update(3 * MIB, 2 * MIB, false);
        assertThat(controller.heapScan()).isEqualTo(2 * MIB);
        controller.startCycle(0, 4, CycleCause.HEAP);
        // 100000 / (4 MiB − 3 MiB), then / (4 MiB − 3.5 MiB)
        assertThat(controller.assistWorkPerByte()).isEqualTo(100_000.0 / 1048576);
        controller.update(MIB / 2, MIB / 2, true);
        assertThat(controller.heapScan()).isEqualTo(2 * MIB);
        assertThat(controller.assistWorkPerByte()).isEqualTo(100_000.0 / 524288);
    }

    @Test
    void stackSizesReachTheControllerInBatchesOf8Kib() {
        GcController controller = controller(100);
        ScannableStackBatch batch = new ScannableStackBatch();
        batch.add(8191, controller);
        assertThat(controller.maxStackScan()).isZero();
        batch.add(1, controller);
        assertThat(controller.maxStackScan()).isEqualTo(8192);
        batch.add(-8191, controller);
        assertThat(batch.pending()).isEqualTo(-8191);
        batch.add(-1, controller);
        assertThat(controller.maxStackScan()).isZero();
        assertThat(batch.pending()).isZero();
    }

    /** Oracle: the JVM's own count of bytes allocated by this thread. */
    @Test
    void reviseAndTriggerAllocateNothing() {
        GcController controller = controller(100, 64 * MIB, 100_000);
        controller.addHeapLive(4 * MIB);
        controller.startCycle(0, 4, CycleCause.HEAP);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        long thread = Thread.currentThread().getId();
        long sum = 0;
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 100_000; i++) {
            controller.update(1, 0, true);
            sum += controller.trigger();
        }
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(sum).isPositive();
        // One object per round would be at least 1.6 MB.
        assertThat(allocated).isLessThan(100_000);
    }
}
