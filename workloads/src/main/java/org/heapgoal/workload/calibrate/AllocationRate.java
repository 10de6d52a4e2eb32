package org.heapgoal.workload.calibrate;

import org.heapgoal.workload.log.GcCycleLine;
import org.heapgoal.workload.log.Interval;

/** Allocation rates that can be read off gctrace lines by hand. */
public final class AllocationRate {
    private AllocationRate() {}

    /**
     * Bytes per second between two consecutive cycles: what the heap grew by from the live heap of the first to the start of
     * the second, over the time from the first's end to the second's start.
     *
     * @throws IllegalArgumentException where the printed times leave open whether any time passed
     */
    public static Interval between(GcCycleLine first, GcCycleLine second) {
        Interval grown = second.heap().atStart().minus(first.heap().marked()).atLeastZero();
        Interval nanos = second.startNanos().minus(first.endNanos());
        return grown.over(nanos.times(1e-9));
    }
}
