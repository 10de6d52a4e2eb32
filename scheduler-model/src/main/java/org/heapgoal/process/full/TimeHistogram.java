package org.heapgoal.process.full;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.recording.MetricValue;

/**
 * Counts durations in four equal buckets to each power of two, and in four of 64 ns below 256 ns ({@code histogram.go:
 * timeHistogram}). Negative durations and those of 2^47 ns and more have a bucket each.
 */
final class TimeHistogram {
    private static final int PARTS = 4;
    private static final int FIRST_POWER = 8;
    private static final int END_POWER = 47;
    private static final int BUCKETS = (END_POWER - FIRST_POWER + 1) * PARTS;
    private static final double NANOS_PER_SECOND = 1e9;

    private final long[] counts = new long[BUCKETS];
    private long negative;
    private long tooLong;

    /** Counts a duration. */
    void record(long nanos) {
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        if (nanos < 0) {
            negative++;
        } else if (power >= END_POWER) {
            tooLong++;
        } else if (power < FIRST_POWER) {
            counts[(int) (nanos >> (FIRST_POWER - 2))]++;
        } else {
            int part = (int) (nanos >> (power - 2)) - PARTS;
            counts[(power - FIRST_POWER + 1) * PARTS + part]++;
        }
    }

    /** How many durations there were. */
    long total() {
        return toMetric().total();
    }

    /** The distribution, in seconds. */
    MetricValue.Histogram toMetric() {
        List<Double> bounds = new ArrayList<>(BUCKETS + 3);
        List<Long> all = new ArrayList<>(BUCKETS + 2);
        bounds.add(Double.NEGATIVE_INFINITY);
        all.add(negative);
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            bounds.add((double) lowerBound(bucket) / NANOS_PER_SECOND);
            all.add(counts[bucket]);
        }
        bounds.add((double) (1L << END_POWER) / NANOS_PER_SECOND);
        all.add(tooLong);
        bounds.add(Double.POSITIVE_INFINITY);
        return new MetricValue.Histogram(bounds, all);
    }

    private static long lowerBound(int bucket) {
        int row = bucket / PARTS;
        long part = bucket % PARTS;
        return row == 0 ? part << (FIRST_POWER - 2) : (PARTS + part) << (FIRST_POWER - 3 + row);
    }
}
