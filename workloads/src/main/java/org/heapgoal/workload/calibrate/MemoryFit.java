package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.workload.log.LogCycle;

/**
 * What the process maps beyond its live heap. Gctrace does not show it; only where a stated memory limit sets the goals is
 * it known, because the goal is then the limit less exactly this and the stacks, less 3 percent.
 *
 * @param nonHeap memory beside heap and stacks
 * @param metadata runtime metadata for each heap byte
 * @param fragmentation heap in use for each byte of live heap
 * @param limited cycles whose goal the limit had set
 */
record MemoryFit(Estimate nonHeap, Estimate metadata, Estimate fragmentation, int limited) {
    private static final double MIB = 1 << 20;
    private static final double NON_HEAP_BYTES = 4 * MIB;
    /** Span structures are 2 % of the heap, mark bits and the scavenger's index the rest. */
    private static final double METADATA = 0.03;

    private static final double FRAGMENTATION = 1.07;
    private static final double MOST_FRAGMENTATION = 2;
    private static final double HEADROOM = 0.03;
    private static final double LEAST_HEADROOM_BYTES = MIB;

    /** Cycles whose goal the limit must have set before its goals are trusted. */
    private static final int ENOUGH_CYCLES = 5;

    /**
     * Of a log.
     *
     * @param stackBytes memory of goroutine stacks, which is not part of it
     * @param large whether most of what the program allocates are objects of MiBs
     */
    static MemoryFit of(
            List<LogCycle> cycles, List<CycleFacts> facts, GcSettings settings, double stackBytes, boolean large) {
        List<Double> overheads = new ArrayList<>();
        List<Double> heaps = new ArrayList<>();
        if (settings.hasMemoryLimit()) {
            OptionalInt gogc = settings.gcPercentOff() ? OptionalInt.empty() : OptionalInt.of(settings.gcPercent());
            for (int i = 1; i < facts.size(); i++) {
                if (limited(cycles, facts, i, gogc)) {
                    CycleFacts cycle = facts.get(i);
                    double goal = cycle.goal().mid();
                    double room = Math.max(goal / (1 - HEADROOM), goal + LEAST_HEADROOM_BYTES);
                    overheads.add((double) settings.memoryLimitBytes() - room - stackBytes);
                    heaps.add(cycle.atStart().plus(cycle.black()).mid());
                }
            }
        }
        return overheads.size() < ENOUGH_CYCLES ? assumed(overheads.size(), large) : identified(overheads, heaps);
    }

    /** Whether the limit set the cycle's goal: it lies below what GOGC asks for, and above the live heap. */
    private static boolean limited(List<LogCycle> cycles, List<CycleFacts> facts, int i, OptionalInt gogc) {
        CycleFacts cycle = facts.get(i);
        boolean aboveLive = cycle.follows()
                && cycle.goal().low() > facts.get(i - 1).marked().high();
        boolean belowRule = gogc.isEmpty()
                || cycle.goal().high()
                        < GogcInference.goalOf(cycles.get(i - 1), gogc.getAsInt())
                                .low();
        return aboveLive && belowRule;
    }

    private static MemoryFit assumed(int limited, boolean large) {
        // The ranges of the programs in the corpus' tuning half, with room for larger ones.
        String note = "gctrace does not show it";
        Estimate nonHeap = Estimate.assumed(NON_HEAP_BYTES, 3 * MIB, 8 * MIB, note);
        if (large) {
            String few = "large objects are few spans, have no mark bits to speak of and leave no holes";
            return new MemoryFit(
                    nonHeap,
                    Estimate.assumed(0, 0, METADATA, few),
                    Estimate.assumed(1, 1, FRAGMENTATION, few),
                    limited);
        }
        return new MemoryFit(
                nonHeap,
                Estimate.assumed(METADATA, 0.02, 0.045, note),
                Estimate.assumed(FRAGMENTATION, 1.01, 1.25, note),
                limited);
    }

    private static MemoryFit identified(List<Double> overheads, List<Double> heaps) {
        double[] values = overheads.stream().mapToDouble(Double::doubleValue).toArray();
        double overhead = Math.max(0, Stats.median(values));
        double heap = Math.max(
                MIB,
                Stats.median(heaps.stream().mapToDouble(Double::doubleValue).toArray()));
        double nonHeap = Math.min(NON_HEAP_BYTES, overhead / 2);
        double perByte = (overhead - nonHeap) / heap;
        double metadata = Math.min(METADATA, perByte / 2);
        double fragmentation = Math.min((1 + perByte) / (1 + metadata), MOST_FRAGMENTATION);
        double rest = overhead - nonHeap - heap * (fragmentation * (1 + metadata) - 1);
        String note = String.format(
                Locale.ROOT,
                "%.0f MiB of overhead in %d cycles that the memory limit held; how it is shared out is assumed",
                overhead / MIB,
                values.length);
        double low = Math.max(0, Stats.quantile(values, 0.1));
        double high = Math.max(low, Stats.quantile(values, 0.9));
        double least = Math.max(1, fragmentation * (heap + low - nonHeap) / (heap + overhead - nonHeap));
        double most = Math.max(least, fragmentation * (heap + high - nonHeap) / (heap + overhead - nonHeap));
        double total = nonHeap + Math.max(0, rest);
        return new MemoryFit(
                Estimate.identified(total, Math.min(total, NON_HEAP_BYTES / 2), Math.max(total, high), note),
                Estimate.assumed(metadata, Math.min(0.02, metadata), Math.max(0.06, metadata), note),
                Estimate.identified(fragmentation, least, Math.max(most, fragmentation), note),
                values.length);
    }
}
