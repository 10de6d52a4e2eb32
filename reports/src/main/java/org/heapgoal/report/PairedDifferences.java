package org.heapgoal.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;

/**
 * By how much two settings differ, replication by replication. Both runs of a pair draw the same random numbers, so what
 * they have in common cancels and the interval of the difference is narrower than those of the two means.
 *
 * @param pairs how many pairs, at least 2
 * @param byMetric the second's figure less the first's
 * @param fewestCut the smallest number of warm-up cycles left out of a run
 * @param mostCut the largest
 */
public record PairedDifferences(int pairs, Map<SummaryMetric, Estimate> byMetric, long fewestCut, long mostCut) {
    private static final double UPPER_QUANTILE = 0.975;

    /** Copies the map; it keeps the order of declaration. */
    public PairedDifferences {
        EnumMap<SummaryMetric, Estimate> copy = new EnumMap<>(SummaryMetric.class);
        copy.putAll(byMetric);
        byMetric = Collections.unmodifiableMap(copy);
    }

    /**
     * A mean difference with its uncertainty.
     *
     * @param mean mean of the pairs' differences, in the figure's unit
     * @param halfWidth half of its 95 % confidence interval (Student's t)
     */
    public record Estimate(double mean, double halfWidth) {
        /** Whether the interval leaves out zero. */
        public boolean significant() {
            return Math.abs(mean) > halfWidth;
        }
    }

    /**
     * The differences of two replicated runs.
     *
     * @param a the first's replications
     * @param b the second's, with the same random streams in the same order
     * @return nothing where they were not kept one by one, or differ in number
     */
    public static Optional<PairedDifferences> of(Replications a, Replications b) {
        boolean pairs =
                !a.settled().isEmpty() && a.settled().size() == b.settled().size();
        return pairs ? Optional.of(differences(a, b)) : Optional.empty();
    }

    /** The differences of two runs, where both are replicated. */
    public static Optional<PairedDifferences> of(RunResult first, RunResult second) {
        return first.replications().flatMap(a -> second.replications().flatMap(b -> of(a, b)));
    }

    private static PairedDifferences differences(Replications a, Replications b) {
        int pairs = a.settled().size();
        double quantile = new TDistribution(pairs - 1.0).inverseCumulativeProbability(UPPER_QUANTILE);
        EnumMap<SummaryMetric, Estimate> byMetric = new EnumMap<>(SummaryMetric.class);
        for (SummaryMetric metric : SummaryMetric.values()) {
            SummaryStatistics differences = new SummaryStatistics();
            for (int i = 0; i < pairs; i++) {
                RunSummary one = a.settled().get(i).figures();
                RunSummary other = b.settled().get(i).figures();
                if (one.get(metric).isPresent() && other.get(metric).isPresent()) {
                    differences.addValue(other.valueOrNaN(metric) - one.valueOrNaN(metric));
                }
            }
            if (differences.getN() == pairs) {
                double halfWidth = quantile * differences.getStandardDeviation() / StrictMath.sqrt(pairs);
                byMetric.put(metric, new Estimate(differences.getMean(), halfWidth));
            }
        }
        long fewest = Long.MAX_VALUE;
        long most = 0;
        for (Replications each : List.of(a, b)) {
            for (Replications.Settled settled : each.settled()) {
                fewest = Math.min(fewest, settled.warmUpCycles());
                most = Math.max(most, settled.warmUpCycles());
            }
        }
        return new PairedDifferences(pairs, byMetric, fewest, most);
    }

    /** What was left out and how, as a sentence without a full stop. */
    public String rule() {
        String cut = fewestCut == mostCut ? String.valueOf(mostCut) : fewestCut + " to " + mostCut;
        return "95 % confidence intervals of the mean difference of " + pairs
                + " pairs with common random numbers (Student's t); rates and means of cycles leave out each run's"
                + " warm-up by MSER-5 on its heap goals (" + cut + " cycles)";
    }
}
