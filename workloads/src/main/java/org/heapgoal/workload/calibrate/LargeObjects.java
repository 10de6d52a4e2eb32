package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a program allocates objects of MiBs. A cycle starts where heapLive passes the trigger, and small objects pass it by
 * next to nothing; a large one passes it by any part of its size. The trigger lies somewhere below a bound
 * ({@code mgcpacer.go: trigger}): heaps that are beyond the bound show how large objects are at least.
 */
final class LargeObjects {
    private static final double MIB = 1 << 20;

    /** How far from live heap to goal the bound is, and how far below the goal it is in large heaps. */
    private static final double BOUND_SHARE = 61.0 / 64;

    private static final double BOUND_BYTES = 4 * MIB;

    /** Closer to the live heap goals are set by it, and rounding hides where the bound is. */
    private static final double LEAST_RUNWAY_BYTES = 4 * MIB;

    private static final int ENOUGH_CYCLES = 16;

    /** Objects of one size would pass the bound by less than this part of it in as many of the cycles. */
    private static final double MOST_CYCLES = 0.9;

    /** What truncation to whole MiB alone can put a heap beyond the bound. */
    private static final double ROUNDING_BYTES = MIB;

    private LargeObjects() {}

    /**
     * The size of objects that pass the bound as the log's do; 0 where nothing speaks for large ones.
     *
     * @param bytesPerNano allocated by all Ps together, outside of cycles
     */
    static double bytes(List<CycleFacts> facts, double bytesPerNano) {
        List<Double> beyond = new ArrayList<>();
        for (int i = 1; i < facts.size(); i++) {
            CycleFacts cycle = facts.get(i);
            double marked = facts.get(i - 1).marked().mid();
            double runway = cycle.goal().mid() - marked;
            if (cycle.follows() && runway > LEAST_RUNWAY_BYTES) {
                double bound =
                        Math.max(marked + BOUND_SHARE * runway, cycle.goal().mid() - BOUND_BYTES);
                // While one P stops the world the others go on.
                double stopping =
                        bytesPerNano * cycle.sweepTerminationNanos() * (cycle.maxProcs() - 1) / cycle.maxProcs();
                beyond.add(cycle.atStart().mid() - bound - stopping);
            }
        }
        if (beyond.size() < ENOUGH_CYCLES) {
            return 0;
        }
        double[] values = beyond.stream().mapToDouble(Double::doubleValue).toArray();
        double most = Stats.quantile(values, MOST_CYCLES);
        return most > ROUNDING_BYTES ? most / MOST_CYCLES : 0;
    }
}
