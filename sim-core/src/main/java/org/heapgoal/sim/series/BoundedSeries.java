package org.heapgoal.sim.series;

import java.util.ArrayList;
import java.util.List;

/**
 * A quantity over time in a fixed number of equal intervals, for charts and summaries: first, last, least, greatest and
 * time-weighted mean value of each interval.
 *
 * <p>The quantity keeps each recorded value until the next one is recorded. When time goes past the last interval, each two
 * neighbours are merged, which doubles their length and makes room. Least and greatest values survive merging exactly, even
 * those that lasted no time because another value was recorded at the same instant. Means are exact up to rounding. The
 * result depends only on what was recorded, and reading changes nothing.
 *
 * <p>Interval i covers the instants from i × resolution, inclusive, to (i + 1) × resolution, exclusive. Recording costs O(1)
 * per value and interval passed. Memory: 48 bytes per interval, allocated at once.
 *
 * <p>Between calls: all intervals from the first value's to the current instant's are filled, the value before the current
 * instant is accounted for, and {@code used} is at most the capacity.
 */
public final class BoundedSeries {
    private static final int NONE = -1;

    private final double[] first;
    private final double[] last;
    private final double[] min;
    private final double[] max;
    /** The sum of value times nanoseconds. */
    private final double[] integral;

    private final long[] coveredNanos;
    private long resolutionNanos;
    private int firstUsed = NONE;
    private int used;
    private long nowNanos;
    private double value;
    private long recorded;

    /**
     * An empty series.
     *
     * @param capacity the number of intervals to keep at most, at least 2
     * @param resolutionNanos the length of an interval to begin with, at least 1
     */
    public BoundedSeries(int capacity, long resolutionNanos) {
        if (capacity < 2) {
            throw new IllegalArgumentException("a series keeps at least 2 intervals, not " + capacity);
        }
        if (resolutionNanos < 1) {
            throw new IllegalArgumentException("a resolution is at least 1 ns, not " + resolutionNanos);
        }
        this.resolutionNanos = resolutionNanos;
        this.first = new double[capacity];
        this.last = new double[capacity];
        this.min = new double[capacity];
        this.max = new double[capacity];
        this.integral = new double[capacity];
        this.coveredNanos = new long[capacity];
    }

    /**
     * From this instant on the quantity has this value.
     *
     * @param timeNanos 0 or more, and not before what was recorded so far; of several values at one instant the last stays
     * @param newValue any finite number
     * @throws IllegalArgumentException if the instant goes back or is negative, or the value is not finite
     */
    public void record(long timeNanos, double newValue) {
        if (!Double.isFinite(newValue)) {
            throw new IllegalArgumentException("at " + timeNanos + " ns: a recorded value is finite, not " + newValue);
        }
        advanceTo(timeNanos);
        int index = makeRoomFor(timeNanos);
        if (index >= used) {
            open(index, newValue);
        }
        take(index, newValue);
        value = newValue;
        recorded++;
    }

    /**
     * The quantity kept its value up to this instant, exclusive; without any value so far only the time is noted.
     *
     * @param timeNanos 0 or more, and not before what was recorded so far
     * @throws IllegalArgumentException if the instant goes back or is negative
     */
    public void advanceTo(long timeNanos) {
        if (timeNanos < nowNanos) {
            throw new IllegalArgumentException(
                    "a series goes on from " + nowNanos + " ns, so it cannot take " + timeNanos + " ns");
        }
        if (recorded > 0 && timeNanos > nowNanos) {
            makeRoomFor(timeNanos - 1);
            holdUntil(timeNanos);
        }
        nowNanos = timeNanos;
    }

    /** The present length of an interval. */
    public long resolutionNanos() {
        return resolutionNanos;
    }

    /** How many values were recorded. */
    public long recorded() {
        return recorded;
    }

    /** The instant up to which the series is known. */
    public long nowNanos() {
        return nowNanos;
    }

    /** The intervals from the first value's to the last, in order; empty if nothing was recorded. */
    public List<Interval> intervals() {
        List<Interval> intervals = new ArrayList<>();
        for (int i = Math.max(firstUsed, 0); i < used; i++) {
            double mean = coveredNanos[i] == 0 ? last[i] : integral[i] / (double) coveredNanos[i];
            // Rounding in a long sum must not put a mean outside the values that it is a mean of.
            mean = Math.max(min[i], Math.min(max[i], mean));
            intervals.add(new Interval(i * resolutionNanos, coveredNanos[i], first[i], last[i], min[i], max[i], mean));
        }
        return List.copyOf(intervals);
    }

    private void holdUntil(long endNanos) {
        long from = nowNanos;
        while (from < endNanos) {
            int index = (int) (from / resolutionNanos);
            long intervalStart = index * resolutionNanos;
            long span = Math.min(endNanos - from, resolutionNanos - (from - intervalStart));
            if (index >= used) {
                open(index, value);
                take(index, value);
            }
            integral[index] += value * (double) span;
            coveredNanos[index] += span;
            from += span;
        }
    }

    private void open(int index, double firstValue) {
        if (firstUsed == NONE) {
            firstUsed = index;
        }
        first[index] = firstValue;
        min[index] = firstValue;
        max[index] = firstValue;
        integral[index] = 0;
        coveredNanos[index] = 0;
        used = index + 1;
    }

    private void take(int index, double taken) {
        min[index] = Math.min(min[index], taken);
        max[index] = Math.max(max[index], taken);
        last[index] = taken;
    }

    /** Merges until an instant has an interval, and returns its index. */
    private int makeRoomFor(long timeNanos) {
        // Doubling never overflows: it happens only while the resolution is at most half the instant.
        while (timeNanos / resolutionNanos >= first.length) {
            halve();
        }
        return (int) (timeNanos / resolutionNanos);
    }

    private void halve() {
        resolutionNanos *= 2;
        if (firstUsed == NONE) {
            return;
        }
        int target = firstUsed / 2;
        int source = firstUsed;
        while (source < used) {
            boolean pair = source % 2 == 0 && source + 1 < used;
            merge(source, pair ? source + 1 : source, target);
            source += pair ? 2 : 1;
            target++;
        }
        firstUsed /= 2;
        used = target;
    }

    private void merge(int left, int right, int target) {
        double sum = left == right ? integral[left] : integral[left] + integral[right];
        long covered = left == right ? coveredNanos[left] : coveredNanos[left] + coveredNanos[right];
        double least = Math.min(min[left], min[right]);
        double greatest = Math.max(max[left], max[right]);
        first[target] = first[left];
        last[target] = last[right];
        min[target] = least;
        max[target] = greatest;
        integral[target] = sum;
        coveredNanos[target] = covered;
    }

    /**
     * The quantity during one interval.
     *
     * @param startNanos where the interval begins
     * @param coveredNanos for how much of it the value is known: less than its length where the series begins or ends in it
     * @param first the value with which it was entered, or the first recorded in it
     * @param last the value with which it was left
     * @param min the least value it had
     * @param max the greatest value it had
     * @param mean the time-weighted mean; {@code last} if no time is covered
     */
    public record Interval(
            long startNanos, long coveredNanos, double first, double last, double min, double max, double mean) {}

    @Override
    public String toString() {
        return "series of " + recorded + " values up to " + nowNanos + " ns in intervals of " + resolutionNanos + " ns";
    }
}
