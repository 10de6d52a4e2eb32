package org.heapgoal.gc;

import org.heapgoal.pacer.CycleEnd;
import org.heapgoal.pacer.Trigger;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.GoalBasis;
import org.jspecify.annotations.Nullable;

/** The running cycle's times and sizes, as gctrace tells them; each field is set once, in this order. */
final class CycleData {
    CycleCause cause = CycleCause.HEAP;

    /** 0 concurrent, 1 with the world's user goroutines stopped while marking, 2 while sweeping too. */
    int stopTheWorld;

    int stwProcs;
    int maxProcs;

    /** heapLive before the first stop. */
    long heap0;

    /** heapLive when the cycle's counters were reset, before the first stop. */
    long initialHeapLive;

    @Nullable
    Trigger trigger;

    /** What goal and trigger were computed from. */
    @Nullable
    GoalBasis basis;

    long runway;

    /** Dedicated workers of the plan. */
    int dedicatedWorkers;

    long tSweepTerm;
    long tMark;
    long tMarkTerm;
    long tEnd;
    long pauseNanos;

    /** Sum of the times that the two stops took to come about. */
    long stoppingNanos;

    /** heapLive at mark termination, bytes marked. */
    long heap1;

    long heap2;

    @Nullable
    CycleEnd end;

    Trigger trigger() {
        Trigger started = trigger;
        if (started == null) {
            throw new IllegalStateException("no cycle has started");
        }
        return started;
    }

    GoalBasis basis() {
        GoalBasis started = basis;
        if (started == null) {
            throw new IllegalStateException("no cycle has started");
        }
        return started;
    }

    CycleEnd end() {
        CycleEnd ended = end;
        if (ended == null) {
            throw new IllegalStateException("the cycle's mark has not ended");
        }
        return ended;
    }
}
