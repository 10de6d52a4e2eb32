package org.heapgoal.recording;

/**
 * One P did one thing for a while.
 *
 * @param p the P's number, from 0
 * @param activity what it did
 * @param fromNanos when it began
 * @param toNanos when it ended, after it began
 */
public record ActivitySlice(int p, PActivity activity, long fromNanos, long toNanos) {
    /** Checks that it has a length. */
    public ActivitySlice {
        if (p < 0 || toNanos <= fromNanos) {
            throw new IllegalArgumentException("P" + p + " from " + fromNanos + " to " + toNanos + " ns");
        }
    }
}
