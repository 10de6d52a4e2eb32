package org.heapgoal.recording;

import java.util.List;

/**
 * What every P did in a window of time.
 *
 * @param fromNanos where the window begins
 * @param toNanos where it ends, after it begins
 * @param ps how many Ps there were at most
 * @param slices in order of their ends; together they cover the window on every P that existed all the time
 * @param choice why it is this window, as a clause
 */
public record ActivityWindow(long fromNanos, long toNanos, int ps, List<ActivitySlice> slices, String choice) {
    /** Copies the list. */
    public ActivityWindow {
        slices = List.copyOf(slices);
        if (toNanos <= fromNanos || ps < 1) {
            throw new IllegalArgumentException(ps + " Ps from " + fromNanos + " to " + toNanos + " ns");
        }
    }
}
