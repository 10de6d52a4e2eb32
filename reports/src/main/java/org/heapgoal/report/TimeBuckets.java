package org.heapgoal.report;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Amounts of time by kind, spread over equal intervals of simulated time in a fixed amount of memory.
 *
 * <p>An amount that belongs to a span of time is shared out over the intervals in proportion to their overlap, in whole
 * nanoseconds; the shares add up to the amount. When time goes past the last interval each two neighbours are merged, which
 * doubles the length of an interval and keeps all sums.
 *
 * @param <K> the kinds
 */
public final class TimeBuckets<K extends Enum<K>> {
    private static final int FIRST_SHIFT = 10;

    private final Class<K> kinds;
    private final int capacity;
    private final Map<K, long[]> nanos;
    private int shift = FIRST_SHIFT;
    private int used;

    /**
     * Nothing yet.
     *
     * @param kinds the kinds
     * @param capacity how many intervals to keep at most, at least 2
     */
    public TimeBuckets(Class<K> kinds, int capacity) {
        if (capacity < 2) {
            throw new IllegalArgumentException("at least 2 intervals, not " + capacity);
        }
        this.kinds = kinds;
        this.capacity = capacity;
        this.nanos = new EnumMap<>(kinds);
        for (K kind : kinds.getEnumConstants()) {
            nanos.put(kind, new long[capacity]);
        }
    }

    private TimeBuckets(TimeBuckets<K> other) {
        this.kinds = other.kinds;
        this.capacity = other.capacity;
        this.nanos = new EnumMap<>(kinds);
        other.nanos.forEach((kind, row) -> nanos.put(kind, row.clone()));
        this.shift = other.shift;
        this.used = other.used;
    }

    /** The same amounts, untouched by what is added here later. */
    public TimeBuckets<K> copy() {
        return new TimeBuckets<>(this);
    }

    /**
     * Adds an amount that belongs to a span of time.
     *
     * @param kind its kind
     * @param fromNanos where the span begins, at least 0
     * @param toNanos where it ends, not before it begins; an empty span's amount belongs to the interval it lies in
     * @param amountNanos the amount, at least 0
     */
    public void add(K kind, long fromNanos, long toNanos, long amountNanos) {
        if (fromNanos < 0 || toNanos < fromNanos || amountNanos < 0) {
            throw new IllegalArgumentException(amountNanos + " ns over " + fromNanos + " to " + toNanos + " ns");
        }
        long lastInstant = Math.max(fromNanos, toNanos - 1);
        while ((lastInstant >>> shift) >= capacity) {
            mergeNeighbours();
        }
        int first = (int) (fromNanos >>> shift);
        int last = (int) (lastInstant >>> shift);
        used = Math.max(used, last + 1);
        long[] row = row(kind);
        long given = 0;
        for (int bucket = first; bucket < last; bucket++) {
            double covered = (double) (((bucket + 1L) << shift) - fromNanos) / (double) (toNanos - fromNanos);
            long upToHere = Math.min(amountNanos, (long) (amountNanos * covered));
            row[bucket] += upToHere - given;
            given = upToHere;
        }
        row[last] += amountNanos - given;
    }

    /** How many intervals there are, from time 0. */
    public int size() {
        return used;
    }

    /** The length of an interval. */
    public long bucketNanos() {
        return 1L << shift;
    }

    /** The amount of one kind in one interval, counted from 0. */
    public long nanos(int bucket, K kind) {
        return row(kind)[bucket];
    }

    /** The amount of one kind in all intervals. */
    public long total(K kind) {
        return Arrays.stream(row(kind)).sum();
    }

    private long[] row(K kind) {
        return Objects.requireNonNull(nanos.get(kind));
    }

    private void mergeNeighbours() {
        shift++;
        for (long[] row : nanos.values()) {
            for (int bucket = 0; bucket < capacity; bucket++) {
                int left = 2 * bucket;
                row[bucket] = (left < capacity ? row[left] : 0) + (left + 1 < capacity ? row[left + 1] : 0);
            }
        }
        used = (used + 1) / 2;
    }

    @Override
    public String toString() {
        return used + " intervals of " + bucketNanos() + " ns of " + kinds.getSimpleName();
    }
}
