package org.heapgoal.pacer;

/** How much of the room under a memory limit the goal leaves free, because pacing is never exact. */
public enum LimitHeadroom {
    /** Go 1.19 and 1.20: always 1 MiB. */
    ONE_MIB {
        @Override
        long of(long room) {
            return MINIMUM;
        }
    },
    /** Since Go 1.21: 3 % of the room, at least 1 MiB. */
    THREE_PERCENT {
        @Override
        long of(long room) {
            long share = Long.divideUnsigned(room, 100) * PERCENT;
            return Long.compareUnsigned(share, MINIMUM) < 0 ? MINIMUM : share;
        }
    };

    /** The smallest headroom, {@code mgcpacer.go: memoryLimitMinHeapGoalHeadroom}. */
    static final long MINIMUM = 1L << 20;

    private static final long PERCENT = 3;

    /** The headroom for a goal that could use the given room, both unsigned bytes. */
    abstract long of(long room);
}
