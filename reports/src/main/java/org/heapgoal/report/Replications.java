package org.heapgoal.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;

/**
 * How much the figures of a run move from one replication to the next, each with random streams of its own.
 *
 * @param count number of replications, at least 2
 * @param halfWidths half of the 95 % confidence interval of the mean, by figure, in the figure's unit (Student's t)
 * @param settled the figures of each replication without its warm-up, in order; empty if they were not kept
 */
public record Replications(int count, Map<SummaryMetric, Double> halfWidths, List<Settled> settled) {
    private static final double UPPER_QUANTILE = 0.975;

    /** Copies the map. */
    public Replications {
        if (count < 2) {
            throw new IllegalArgumentException(count + " replications have no spread");
        }
        EnumMap<SummaryMetric, Double> copy = new EnumMap<>(SummaryMetric.class);
        copy.putAll(halfWidths);
        halfWidths = Collections.unmodifiableMap(copy);
        settled = List.copyOf(settled);
    }

    /**
     * One replication without its warm-up, where that could be left out.
     *
     * @param figures rates and means over the cycles after the warm-up; other figures are those of the whole run
     * @param warmUpCycles how many cycles were left out
     */
    public record Settled(RunSummary figures, long warmUpCycles) {}

    /**
     * The run with the means of all replications in place of its own figures, and their spread beside them. Charts, cycles
     * and counts stay those of the first.
     *
     * @param first the first replication
     * @param others the summaries of the others, at least one
     * @param settled all replications without their warm-ups, in order
     */
    public static RunResult mean(RunResult first, List<RunSummary> others, List<Settled> settled) {
        List<RunSummary> all = new ArrayList<>(List.of(first.summary()));
        all.addAll(others);
        double quantile = new TDistribution(all.size() - 1.0).inverseCumulativeProbability(UPPER_QUANTILE);
        EnumMap<SummaryMetric, Double> means = new EnumMap<>(SummaryMetric.class);
        EnumMap<SummaryMetric, Double> halfWidths = new EnumMap<>(SummaryMetric.class);
        for (SummaryMetric metric : SummaryMetric.values()) {
            SummaryStatistics values = new SummaryStatistics();
            all.stream()
                    .map(summary -> summary.get(metric))
                    .filter(OptionalDouble::isPresent)
                    .forEach(value -> values.addValue(value.getAsDouble()));
            if (values.getN() == all.size()) {
                means.put(metric, values.getMean());
                halfWidths.put(metric, quantile * values.getStandardDeviation() / StrictMath.sqrt(all.size()));
            }
        }
        return first.withReplications(new RunSummary(means), new Replications(all.size(), halfWidths, settled));
    }
}
