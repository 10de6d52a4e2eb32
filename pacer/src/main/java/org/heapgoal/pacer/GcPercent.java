package org.heapgoal.pacer;

/** What GOGC sets: the minimum heap and the goal that grows with the live heap. Pure functions. */
public final class GcPercent {
    /** The minimum heap at GOGC=100; also how far below the goal a large heap's trigger may lie at most. */
    public static final long DEFAULT_HEAP_MINIMUM = 4L << 20;

    /** A goal that is never reached: GOGC is off. */
    public static final long NO_GOAL = -1L;

    private GcPercent() {}

    /** The value that stands for any setting: every negative one means off, which is −1. */
    public static int normalize(int gcPercent) {
        return Math.max(gcPercent, -1);
    }

    /**
     * The smallest GOGC goal: 4 MiB · GOGC / 100. Source: {@code mgcpacer.go: setGCPercent}.
     *
     * @param gcPercent GOGC; −1 is taken as 2^64−1 and the product wraps, which is harmless since the goal is then unset
     */
    public static long heapMinimum(int gcPercent) {
        return Long.divideUnsigned(DEFAULT_HEAP_MINIMUM * gcPercent, 100);
    }

    /**
     * The goal before the minimum heap is applied: the live heap plus GOGC percent of all memory that is scanned. The
     * product wraps, so a huge GOGC can give a small goal. Source: {@code mgcpacer.go: commit}.
     *
     * @return the goal, or {@link #NO_GOAL} when GOGC is off
     */
    public static long goal(int gcPercent, long heapMarked, long stackScan, long globalsScan) {
        if (gcPercent < 0) {
            return NO_GOAL;
        }
        return heapMarked + Long.divideUnsigned((heapMarked + stackScan + globalsScan) * gcPercent, 100);
    }
}
