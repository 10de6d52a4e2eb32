package org.heapgoal.recording;

import org.HdrHistogram.Histogram;

/** Lengths of pauses in memory that does not grow with their number; percentiles to three significant digits. */
public final class PauseLengths {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram nanos = new Histogram(SIGNIFICANT_DIGITS);
    private long longest;

    /** Takes a pause, nanoseconds. */
    public void add(long pauseNanos) {
        nanos.recordValue(pauseNanos);
        longest = Math.max(longest, pauseNanos);
    }

    /** The pauses so far. */
    public Percentiles percentiles() {
        return Percentiles.of(nanos, longest);
    }
}
