package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.MarkCpu;
import org.junit.jupiter.api.Test;

class MarkWorkersTest {
    private static GcController marking(int procs) {
        GcController controller = new GcController(GoVersion.GO_1_25, 100, Long.MAX_VALUE, 1000);
        controller.startCycle(500, procs, CycleCause.HEAP);
        return controller;
    }

    @Test
    void dedicatedWorkersAreHandedOutUntilThePlanIsFulfilled() {
        // 12 Ps: 3 dedicated workers, no fractional ones.
        MarkWorkers workers = marking(12).workers();
        for (int i = 0; i < 3; i++) {
            assertThat(workers.noneNeeded()).isFalse();
            assertThat(workers.take(100, 0)).isEqualTo(MarkWorkerMode.DEDICATED);
        }
        assertThat(workers.noneNeeded()).isTrue();
        assertThat(workers.take(100, 0)).isEqualTo(MarkWorkerMode.NONE);
        workers.stop(MarkWorkerMode.DEDICATED, 40);
        assertThat(workers.take(100, 0)).isEqualTo(MarkWorkerMode.DEDICATED);
    }

    @Test
    void aPGetsAFractionalWorkerWhileItIsNotAheadOfItsShare() {
        // 2 Ps: no dedicated worker, a quarter of each P.
        MarkWorkers workers = marking(2).workers();
        assertThat(workers.noneNeeded()).isFalse();
        assertThat(workers.take(0, 99)).isEqualTo(MarkWorkerMode.FRACTIONAL);
        assertThat(workers.take(-5, 99)).isEqualTo(MarkWorkerMode.FRACTIONAL);
        assertThat(workers.take(400, 100)).isEqualTo(MarkWorkerMode.FRACTIONAL);
        assertThat(workers.take(400, 101)).isEqualTo(MarkWorkerMode.NONE);
    }

    @Test
    void aFractionalWorkerLeavesOnceItIsAFifthAboveItsShare() {
        // 1.2 · 0.25 = 0.3 of 1000 ns is 300 ns, which is still allowed.
        assertThat(FractionalWorkers.shouldLeave(1000, 200, 100, 0.25)).isFalse();
        assertThat(FractionalWorkers.shouldLeave(1000, 200, 101, 0.25)).isTrue();
        assertThat(FractionalWorkers.shouldLeave(0, 0, 0, 0.25)).isTrue();
        assertThat(FractionalWorkers.shouldLeave(-1, 0, 0, 0.25)).isTrue();
    }

    @Test
    void timeIsBookedByKindOfWorker() {
        GcController controller = marking(4);
        assertThat(controller.workers().idle().add()).isTrue();
        controller.workers().stop(MarkWorkerMode.DEDICATED, 1);
        controller.workers().stop(MarkWorkerMode.FRACTIONAL, 20);
        controller.workers().stop(MarkWorkerMode.IDLE, 300);
        controller.time().addAssistNanos(4000);
        assertThat(controller.time().toMarkCpu()).isEqualTo(new MarkCpu(4000, 1, 20, 300));
        assertThat(controller.workers().idle().running()).isZero();
        // One was planned and never taken, so a dedicated worker that stops makes two needed.
        assertThat(controller.dedicatedMarkWorkersNeeded()).isEqualTo(2);
    }

    @Test
    void whatIsNoWorkerCannotStop() {
        assertThatThrownBy(() -> marking(4).workers().stop(MarkWorkerMode.NONE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NONE");
    }
}
