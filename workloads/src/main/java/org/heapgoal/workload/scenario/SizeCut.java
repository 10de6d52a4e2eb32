package org.heapgoal.workload.scenario;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.process.program.Site.WeightedSize;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.units.Amd64;

/**
 * Cuts a continuous distribution of object sizes into one size for each size class, since the allocator cannot tell two
 * sizes of one class apart. Each size is the mean of what falls into its class, so the sum of requested bytes is kept.
 *
 * <p>The classes' bounds are those of Go 1.22 and later, where a pointerful object above 512 bytes carries a header. Large
 * objects are cut at whole pages, in steps of at most an eighth. What falls outside the least and largest size is left out;
 * so is a class with less than half a billionth of the objects.
 */
final class SizeCut {
    /** Shares are whole billionths. */
    private static final double SHARES = 1e9;

    private static final int BISECTIONS = 60;
    private static final int POINTS = 64;

    private SizeCut() {}

    /**
     * The sizes with their shares.
     *
     * @param sizes in bytes
     * @param least the least size, at least 1
     * @param largest the largest size
     * @param pointerful whether the objects hold pointers
     * @return nothing if less than a millionth of the distribution lies between the bounds
     */
    static List<WeightedSize> cut(Distribution sizes, long least, long largest, boolean pointerful) {
        double from = probabilityBelow(sizes, (double) least);
        double to = probabilityBelow(sizes, (double) largest);
        List<WeightedSize> cut = new ArrayList<>();
        if (to - from < 1e-6) {
            return cut;
        }
        double start = from;
        long bound = least - 1;
        while (bound < largest) {
            long low = bound + 1;
            bound = Math.min(largest, upperBound(low, pointerful));
            double end = bound == largest ? to : probabilityBelow(sizes, (double) bound);
            double share = StrictMath.rint((end - start) / (to - from) * SHARES) / SHARES;
            if (share > 0) {
                double mean = meanBetween(sizes, start, end);
                long bytes = Amd64.toInt64(StrictMath.rint(mean));
                cut.add(new WeightedSize(Math.min(bound, Math.max(low, bytes)), share));
            }
            start = Math.max(start, end);
        }
        return cut;
    }

    /** The largest request that is served like this one. */
    static long upperBound(long bytes, boolean pointerful) {
        long header = pointerful ? SizeClasses.HEADER_BYTES : 0;
        if (bytes > SizeClasses.MAX_SMALL_BYTES - SizeClasses.HEADER_BYTES) {
            long pages = (bytes + SizeClasses.PAGE_BYTES - 1) / SizeClasses.PAGE_BYTES;
            return (pages + pages / 8) * SizeClasses.PAGE_BYTES;
        }
        if (bytes <= SizeClasses.MAX_BITMAP_BYTES) {
            return SizeClasses.objectBytes(SizeClasses.classFor(bytes));
        }
        long bound = SizeClasses.objectBytes(SizeClasses.classFor(bytes + header)) - header;
        return Math.min(bound, SizeClasses.MAX_SMALL_BYTES - SizeClasses.HEADER_BYTES);
    }

    /** The distribution function, from its inverse by bisection: 60 halvings reach the last bit. */
    private static double probabilityBelow(Distribution sizes, double bytes) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (middle <= 0 || middle >= 1) {
                break;
            }
            if (sizes.quantile(middle) <= bytes) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double meanBetween(Distribution sizes, double from, double to) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            sum += sizes.quantile(from + (to - from) * ((i + 0.5) / POINTS));
        }
        return sum / POINTS;
    }
}
