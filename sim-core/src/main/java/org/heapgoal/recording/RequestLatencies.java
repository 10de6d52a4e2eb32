package org.heapgoal.recording;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Latencies of requests and what they were spent on, in memory that does not grow with their number: percentiles to three
 * significant digits, the longest exactly, and the parts as means over all requests and over the slowest.
 */
public final class RequestLatencies {
    private static final int SIGNIFICANT_DIGITS = 3;
    /** Each octave of latencies is cut into so many ranges whose parts are added up apart. */
    private static final int RANGES_PER_OCTAVE = 8;

    private static final int RANGE_BITS = 3;

    private static final double[] BAND_BOUNDS = {0.5, 0.9, 0.99, 0.999, 1};

    private final Histogram nanos = new Histogram(SIGNIFICANT_DIGITS);
    private final double[][] sums = new double[Long.SIZE * RANGES_PER_OCTAVE][];
    private final long[] counts = new long[Long.SIZE * RANGES_PER_OCTAVE];
    private long longest;

    /** Takes a request that has ended. */
    public void add(RequestRecord request) {
        long latency = request.latencyNanos();
        nanos.recordValue(latency);
        longest = Math.max(longest, latency);
        int range = range(latency);
        counts[range]++;
        double[] sum = sums[range];
        if (sum == null) {
            sum = new double[BlamePart.ALL.size()];
            sums[range] = sum;
        }
        for (int part = 0; part < sum.length; part++) {
            sum[part] += BlamePart.ALL.get(part).of(request.blame());
        }
    }

    /** How many there were. */
    public long count() {
        return nanos.getTotalCount();
    }

    /**
     * The latency that a share of the requests stayed within, nanoseconds, to three significant digits; 0 without requests.
     *
     * @param share 0 to 1
     */
    public long percentileNanos(double share) {
        return Math.min(longest, nanos.getValueAtPercentile(share * 100));
    }

    /** The longest latency, nanoseconds; 0 without requests. */
    public long longestNanos() {
        return longest;
    }

    /** What the requests' latencies were spent on; nothing without requests. */
    public Optional<MeanBlame> blame() {
        return blameFrom(0);
    }

    /**
     * What the latencies of the slowest requests were spent on; nothing without requests.
     *
     * @param share from which share of the requests on a request counts as slow, 0 to 1. The bound is the lower end of the
     *     range, an eighth of an octave, that the percentile lies in, so somewhat more requests count than the share says
     */
    public Optional<MeanBlame> blameOfSlowest(double share) {
        return blameFrom(range(percentileNanos(share)));
    }

    /**
     * Latencies and what they were spent on, from the fastest requests to the slowest; nothing without requests. The bands
     * end near the median and the 90th, 99th and 99.9th percentile, where ranges of an eighth of an octave end.
     */
    public Optional<RequestProfile> profile() {
        if (count() == 0) {
            return Optional.empty();
        }
        List<RequestProfile.Band> bands = new ArrayList<>();
        int from = 0;
        long before = 0;
        for (double bound : BAND_BOUNDS) {
            int to = bound == 1 ? counts.length : range(percentileNanos(bound)) + 1;
            Optional<MeanBlame> blame = blameBetween(from, to);
            if (blame.isPresent()) {
                long upTo = before + blame.get().requests();
                bands.add(new RequestProfile.Band(
                        (double) before / (double) count(), (double) upTo / (double) count(), blame.get()));
                before = upTo;
            }
            from = Math.max(from, to);
        }
        return Optional.of(new RequestProfile(Percentiles.of(nanos, longest), bands));
    }

    private Optional<MeanBlame> blameFrom(int firstRange) {
        return blameBetween(firstRange, counts.length);
    }

    private Optional<MeanBlame> blameBetween(int firstRange, int endRange) {
        long count = 0;
        double[] total = new double[BlamePart.ALL.size()];
        for (int range = firstRange; range < endRange; range++) {
            count += counts[range];
            double[] sum = sums[range];
            for (int part = 0; sum != null && part < total.length; part++) {
                total[part] += sum[part];
            }
        }
        if (count == 0) {
            return Optional.empty();
        }
        EnumMap<BlamePart, Double> means = new EnumMap<>(BlamePart.class);
        for (int part = 0; part < total.length; part++) {
            means.put(BlamePart.ALL.get(part), total[part] / count);
        }
        return Optional.of(new MeanBlame(count, lowest(firstRange), means));
    }

    /** Ranges grow with the latency: the position of the highest bit, then the bits behind it. */
    private static int range(long latency) {
        if (latency < RANGES_PER_OCTAVE) {
            return (int) latency;
        }
        int highest = Long.SIZE - 1 - Long.numberOfLeadingZeros(latency);
        int behind = (int) (latency >>> (highest - RANGE_BITS)) & (RANGES_PER_OCTAVE - 1);
        return (highest - RANGE_BITS + 1) * RANGES_PER_OCTAVE + behind;
    }

    private static long lowest(int range) {
        if (range < RANGES_PER_OCTAVE) {
            return range;
        }
        int octave = range / RANGES_PER_OCTAVE - 1;
        return (long) (RANGES_PER_OCTAVE + range % RANGES_PER_OCTAVE) << octave;
    }
}
