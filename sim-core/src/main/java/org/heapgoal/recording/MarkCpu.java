package org.heapgoal.recording;

/**
 * CPU time of one cycle's marking by who did it, as the runtime counts it.
 *
 * @param assistNanos allocating goroutines made to help
 * @param dedicatedNanos workers that own a P for the whole mark phase
 * @param fractionalNanos workers that take a share of a P
 * @param idleNanos workers on Ps that had nothing else to do
 */
public record MarkCpu(long assistNanos, long dedicatedNanos, long fractionalNanos, long idleNanos) {
    /** Nothing marked. */
    public static final MarkCpu NONE = new MarkCpu(0, 0, 0, 0);

    /** Dedicated and fractional workers together: gctrace's middle number. */
    public long backgroundNanos() {
        return dedicatedNanos + fractionalNanos;
    }

    /** Marking CPU that the mutator could have used: everything but idle-time marking. */
    public long busyNanos() {
        return assistNanos + backgroundNanos();
    }

    /** All marking CPU. */
    public long totalNanos() {
        return busyNanos() + idleNanos;
    }
}
