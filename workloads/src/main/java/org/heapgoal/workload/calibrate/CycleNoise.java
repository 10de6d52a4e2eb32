package org.heapgoal.workload.calibrate;

import java.util.List;

/**
 * How exactly a log's cycles give their means: relative standard errors. They are taken from the differences of consecutive
 * cycles, so that a load which changes slowly, as the twin does too, does not count as noise.
 *
 * @param allocation of bytes allocated per second of work
 * @param reachable of the reachable heap
 * @param marking of the CPU time that marking takes
 * @param cycles how many there are
 */
record CycleNoise(double allocation, double reachable, double marking, int cycles) {
    private static final double MIB = 1 << 20;
    /** Standard deviation of what rounding down to whole units leaves open, in units: sqrt(1/12). */
    private static final double ROUNDING = 0.28867513459481287;

    /** A cycle that took this many times what was expected is a stall of the machine and is cut down to that. */
    private static final double STALL = 6;

    private static final double MOST = 1;

    static CycleNoise of(List<CycleFacts> facts, LoadShape shape, MarkCostFit cost, double allocatedPerWork) {
        double[] reachable =
                facts.stream().mapToDouble(fact -> fact.reachable().mid()).toArray();
        double[] marking = facts.stream()
                .mapToDouble(fact -> {
                    double expected = Math.max(1, cost.nanosFor(fact.reachable().mid()));
                    return Math.min(STALL, fact.markCpuNanos() / expected);
                })
                .toArray();
        double[] allocation = facts.stream()
                .filter(CycleFacts::follows)
                .mapToDouble(fact -> {
                    double work = shape.workOtherwise(fact.idleBefore()) + shape.workWhileMarking(fact);
                    return fact.allocatedBefore().plus(fact.black()).mid() / Math.max(1, work * allocatedPerWork);
                })
                .toArray();
        return new CycleNoise(
                Math.min(MOST, ofMean(allocation)),
                Math.min(MOST, reachableNoise(facts, reachable)),
                Math.min(MOST, ofMean(marking) / Math.max(1e-9, Stats.mean(marking))),
                facts.size());
    }

    /** Heaps that hardly differ are all rounded alike, and their mean is as inexact as one of them. */
    private static double reachableNoise(List<CycleFacts> facts, double[] reachable) {
        double mean = Math.max(MIB, Stats.mean(reachable));
        double sampling = ofMean(reachable) / mean;
        double width = facts.stream()
                .mapToDouble(fact -> fact.marked().width())
                .average()
                .orElse(0);
        double spread = deviation(reachable);
        double alike = spread < width / 2 ? 1 : 1 / StrictMath.sqrt(reachable.length);
        double rounding = ROUNDING * width * alike / mean;
        return StrictMath.sqrt(sampling * sampling + rounding * rounding);
    }

    /** Standard error of the mean. */
    private static double ofMean(double[] values) {
        return values.length < 3 ? MOST : deviation(values) / StrictMath.sqrt(values.length);
    }

    /** Standard deviation about a level that may drift, by the mean square of successive differences. */
    static double deviation(double[] values) {
        double sum = 0;
        for (int i = 1; i < values.length; i++) {
            double difference = values[i] - values[i - 1];
            sum += difference * difference;
        }
        return values.length < 2 ? 0 : StrictMath.sqrt(sum / 2 / (values.length - 1));
    }
}
