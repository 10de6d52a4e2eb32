package org.heapgoal.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.recording.SummaryMetric;

/**
 * How far the figures of a what-if are to be trusted as predictions of a real program.
 *
 * @param bands intervals by figure, of the baseline and then of every candidate; of figures that have one
 * @param members twins that the intervals rest on beside the twin itself
 * @param sentences what the log cannot tell, and what follows from that
 * @param dependences how much predictions depend on each figure of the twin that is open, the greatest first
 */
public record Trust(
        List<Map<SummaryMetric, Band>> bands, int members, List<String> sentences, List<Dependence> dependences) {
    /** The figures that have intervals, in the order of tables. */
    public static final List<SummaryMetric> FIGURES = List.of(
            SummaryMetric.GC_CPU_FRACTION,
            SummaryMetric.PEAK_MAPPED,
            SummaryMetric.PEAK_RESIDENT,
            SummaryMetric.PEAK_HEAP_LIVE,
            SummaryMetric.MEAN_HEAP_GOAL,
            SummaryMetric.NUM_GC,
            SummaryMetric.DURATION);

    /** Copies the collections and makes texts safe to print. */
    public Trust {
        bands = bands.stream().map(Trust::copy).toList();
        sentences = sentences.stream().map(SafeText::of).toList();
        dependences = List.copyOf(dependences);
    }

    private static Map<SummaryMetric, Band> copy(Map<SummaryMetric, Band> from) {
        EnumMap<SummaryMetric, Band> copy = new EnumMap<>(SummaryMetric.class);
        copy.putAll(from);
        return Collections.unmodifiableMap(copy);
    }

    /**
     * How much predictions change when one figure of the twin is moved to an end of its range.
     *
     * @param figure its name
     * @param value as text
     * @param low low end of the range that holds it with 90 %, as text
     * @param high high end of that range, as text
     * @param origin what the range rests on
     * @param changes the largest change over the settings asked about, by figure, as a share of the prediction
     */
    public record Dependence(
            String figure, String value, String low, String high, String origin, Map<SummaryMetric, Double> changes) {
        /** Copies the map. */
        public Dependence {
            EnumMap<SummaryMetric, Double> copy = new EnumMap<>(SummaryMetric.class);
            copy.putAll(changes);
            changes = Collections.unmodifiableMap(copy);
        }

        /** The largest of the changes. */
        public double largest() {
            return changes.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
        }
    }
}
