package org.heapgoal.recording;

import java.util.List;

/** What a metric of Go's package runtime/metrics reads as. */
public sealed interface MetricValue {
    /**
     * A whole number (KindUint64).
     *
     * @param value unsigned
     */
    record Whole(long value) implements MetricValue {}

    /** A real number (KindFloat64), in the unit of the metric's name. */
    record Real(double value) implements MetricValue {}

    /**
     * A distribution (KindFloat64Histogram).
     *
     * @param bounds edges of the buckets, rising, in the unit of the metric's name; the first and the last may be infinite
     * @param counts how many fell between an edge (included) and the next; one fewer than the edges
     */
    record Histogram(List<Double> bounds, List<Long> counts) implements MetricValue {
        /** Copies the lists. */
        public Histogram {
            bounds = List.copyOf(bounds);
            counts = List.copyOf(counts);
            if (bounds.size() != counts.size() + 1) {
                throw new IllegalArgumentException(bounds.size() + " edges for " + counts.size() + " buckets");
            }
        }

        /** How many there are in all buckets. */
        public long total() {
            long sum = 0;
            for (long count : counts) {
                sum += count;
            }
            return sum;
        }
    }
}
