package org.heapgoal.recording;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the latencies of some requests were spent on, as means.
 *
 * @param requests how many requests the means are taken over, at least 1
 * @param fromNanos the shortest latency that counted
 * @param meanNanos a mean for every {@link BlamePart}
 */
public record MeanBlame(long requests, long fromNanos, Map<BlamePart, Double> meanNanos) {
    /** Copies the map; every part must have a mean. */
    public MeanBlame {
        EnumMap<BlamePart, Double> copy = new EnumMap<>(meanNanos);
        if (requests < 1 || copy.size() != BlamePart.ALL.size()) {
            throw new IllegalArgumentException("means of " + copy.keySet() + " over " + requests + " requests");
        }
        meanNanos = Collections.unmodifiableMap(copy);
    }

    /** The mean of a part, nanoseconds. */
    public double nanos(BlamePart part) {
        return meanNanos.getOrDefault(part, 0.0);
    }

    /** The share of a part in all of the latency, 0 to 1; 0 where the latencies are 0. */
    public double share(BlamePart part) {
        double total = meanNanos.values().stream().reduce(0.0, Double::sum);
        return total > 0 ? nanos(part) / total : 0;
    }
}
