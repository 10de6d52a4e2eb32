package org.heapgoal.recording;

import java.util.List;

/**
 * Latencies of requests, and what those of each range were spent on.
 *
 * @param latencies the latencies
 * @param bands ranges from the fastest to the slowest requests
 */
public record RequestProfile(Percentiles latencies, List<Band> bands) {
    /** Copies the list. */
    public RequestProfile {
        bands = List.copyOf(bands);
    }

    /**
     * Requests whose latencies lie in a range.
     *
     * @param fromShare the share of requests that are faster than all of these, 0 to 1
     * @param toShare the share of requests that are faster than what comes next, or 1
     * @param blame what they were spent on; the means of the parts add up to the mean latency
     */
    public record Band(double fromShare, double toShare, MeanBlame blame) {
        /** The mean latency, nanoseconds. */
        public double meanNanos() {
            return BlamePart.ALL.stream().mapToDouble(blame::nanos).sum();
        }
    }
}
