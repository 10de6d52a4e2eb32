package org.heapgoal.recording;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Lengths of time by the share that stayed within them.
 *
 * @param count how many there were
 * @param points by growing share: 0 is the shortest, 1 the longest
 */
public record Percentiles(long count, List<Point> points) {
    /** There were none. */
    public static final Percentiles NONE = new Percentiles(0, List.of());

    /** Shares up to the one that only the longest exceeds are a fixed list, so that curves of different runs compare. */
    private static final double[] SHARES = {
        0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99, 0.9925, 0.995,
        0.997, 0.998, 0.999, 0.9993, 0.9995, 0.9998, 0.9999, 0.99995, 0.99999, 0.999999
    };

    /** Copies the list. */
    public Percentiles {
        points = List.copyOf(points);
    }

    /**
     * A share and what it stayed within.
     *
     * @param share 0 to 1
     * @param nanos a length of time
     */
    public record Point(double share, long nanos) {}

    /**
     * Reads them off a histogram.
     *
     * @param longest the longest, exactly
     */
    static Percentiles of(Histogram nanos, long longest) {
        long count = nanos.getTotalCount();
        if (count == 0) {
            return NONE;
        }
        List<Point> points = new ArrayList<>();
        for (double share : SHARES) {
            // Beyond this share there is only the longest.
            if (share <= 1 - 1.0 / count) {
                points.add(new Point(share, Math.min(longest, nanos.getValueAtPercentile(share * 100))));
            }
        }
        points.add(new Point(1, longest));
        return new Percentiles(count, points);
    }
}
