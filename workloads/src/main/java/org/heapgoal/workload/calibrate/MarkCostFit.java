package org.heapgoal.workload.calibrate;

import java.util.List;
import java.util.Locale;

/**
 * What marking costs: a fixed part and a part in proportion to the reachable heap. The slope is Theil–Sen's; the fixed part
 * is then set so that the cycles' total comes out right, because it is the total that predictions are about.
 *
 * @param fixed CPU nanoseconds per cycle
 * @param perByte CPU nanoseconds per reachable byte
 * @param separable whether the live heap varied enough to tell the two apart
 */
record MarkCostFit(Estimate fixed, Estimate perByte, boolean separable) {
    /** Live heaps must vary by this factor before a slope means anything. */
    private static final double TELLING_FACTOR = 1.3;

    private static final int ENOUGH_CYCLES = 8;
    /** A cycle that took this many times the median is a stall of the machine and is cut down to that. */
    private static final double STALL_MEDIANS = 6;

    /** Fixed cost where the log cannot tell: waking workers, roots, two phase changes. */
    private static final double ASSUMED_FIXED_NANOS = 100_000;

    private static final double ASSUMED_FIXED_SHARE_AT_MOST = 0.2;
    private static final double LEAST_PER_BYTE = 1e-6;

    static MarkCostFit of(List<CycleFacts> cycles) {
        double[] live = cycles.stream().mapToDouble(c -> c.reachable().mid()).toArray();
        double[] cpu = cycles.stream().mapToDouble(CycleFacts::markCpuNanos).toArray();
        double meanCpu = Stats.clippedMean(cpu, STALL_MEDIANS);
        double meanLive = Math.max(1, Stats.mean(live));
        double low = Math.max(1, Stats.quantile(live, 0.1));
        double high = Stats.quantile(live, 0.9);
        if (live.length >= ENOUGH_CYCLES && high / low >= TELLING_FACTOR) {
            double[] slopes = Stats.pairSlopes(live, cpu, (high - low) / 4);
            if (slopes.length > 0 && Stats.median(slopes) > 0) {
                return separated(slopes, meanCpu, meanLive, cycles.size());
            }
        }
        return together(cycles, meanCpu, meanLive);
    }

    private static MarkCostFit separated(double[] slopes, double meanCpu, double meanLive, int cycles) {
        double greatest = meanCpu / meanLive;
        double slope = Math.min(Stats.median(slopes), greatest);
        double low = Math.min(slope, Stats.quantile(slopes, 0.2));
        double high = Math.max(slope, Math.min(greatest, Stats.quantile(slopes, 0.8)));
        String note = String.format(Locale.ROOT, "Theil–Sen over %d cycles with different live heaps", cycles);
        double fixed = Math.max(0, meanCpu - slope * meanLive);
        return new MarkCostFit(
                Estimate.identified(
                        fixed,
                        Math.max(0, meanCpu - high * meanLive),
                        Math.max(0, meanCpu - Math.max(0, low) * meanLive),
                        "the rest of the mean cycle's marking"),
                Estimate.identified(
                        Math.max(LEAST_PER_BYTE, slope),
                        Math.max(LEAST_PER_BYTE, low),
                        Math.max(LEAST_PER_BYTE, high),
                        note),
                true);
    }

    private static MarkCostFit together(List<CycleFacts> cycles, double meanCpu, double meanLive) {
        double fixed = Math.min(ASSUMED_FIXED_NANOS, ASSUMED_FIXED_SHARE_AT_MOST * meanCpu);
        double perByte = Math.max(LEAST_PER_BYTE, (meanCpu - fixed) / meanLive);
        double leastLive = 0;
        double mostLive = 0;
        for (CycleFacts cycle : cycles) {
            leastLive += cycle.reachable().low();
            mostLive += cycle.reachable().high();
        }
        double least = leastLive / cycles.size();
        double most = Math.max(1, mostLive / cycles.size());
        return new MarkCostFit(
                Estimate.assumed(
                        fixed, 0, meanCpu, "the live heap hardly varies, so only the sum of both parts is identified"),
                Estimate.identified(
                        perByte,
                        Math.max(LEAST_PER_BYTE, (meanCpu * 0.95 - ASSUMED_FIXED_SHARE_AT_MOST * meanCpu) / most),
                        Math.max(perByte, meanCpu * 1.05 / Math.max(1, least)),
                        "mean marking less the assumed fixed part, over the mean reachable heap"),
                false);
    }

    /** Marking that a reachable heap is expected to take. */
    double nanosFor(double reachableBytes) {
        return fixed.value() + perByte.value() * reachableBytes;
    }
}
