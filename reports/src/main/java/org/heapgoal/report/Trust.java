package org.heapgoal.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;

/**
 * How far the figures of a what-if are to be trusted as predictions of a real program.
 *
 * @param predictions by figure, of the baseline and then of every candidate; of figures that have an interval
 * @param members twins that the intervals rest on beside the twin itself
 * @param sentences what the log cannot tell, and what follows from that
 * @param dependences how much predictions depend on each figure of the twin that is open, the greatest first
 */
public record Trust(
        List<Map<SummaryMetric, Prediction>> predictions,
        int members,
        List<String> sentences,
        List<Dependence> dependences) {
    /** What the figures are, for readers of tables. */
    public static final String MOVED =
            "Figures with an interval are the twin's, moved by what it misses at the log's own settings as far as that proved"
                    + " right for other programs; the row of these settings shows the log. Other figures, charts over"
                    + " time and cycles.csv are of the twin's runs as they are.";

    /** The figures that have intervals, in the order of tables. */
    public static final List<SummaryMetric> FIGURES = List.of(
            SummaryMetric.GC_CPU_FRACTION,
            SummaryMetric.PEAK_MAPPED,
            SummaryMetric.PEAK_RESIDENT,
            SummaryMetric.PEAK_HEAP_LIVE,
            SummaryMetric.MEAN_HEAP_GOAL,
            SummaryMetric.NUM_GC,
            SummaryMetric.DURATION);

    /** Rates that follow the figures that they are made of. */
    public static final List<SummaryMetric> RATES = List.of(SummaryMetric.GC_PER_SECOND, SummaryMetric.ALLOC_RATE);

    /** Copies the collections and makes texts safe to print. */
    public Trust {
        predictions = predictions.stream().map(Trust::copy).toList();
        sentences = sentences.stream().map(SafeText::of).toList();
        dependences = List.copyOf(dependences);
    }

    private static Map<SummaryMetric, Prediction> copy(Map<SummaryMetric, Prediction> from) {
        EnumMap<SummaryMetric, Prediction> copy = new EnumMap<>(SummaryMetric.class);
        copy.putAll(from);
        return Collections.unmodifiableMap(copy);
    }

    /** The intervals of a run's figures, the baseline being the first. */
    public Map<SummaryMetric, Band> bands(int run) {
        Map<SummaryMetric, Band> bands = new EnumMap<>(SummaryMetric.class);
        predictions.get(run).forEach((metric, prediction) -> bands.put(metric, prediction.band()));
        return bands;
    }

    /** Whether a figure of some run has an interval. */
    public boolean predicts(SummaryMetric metric) {
        return predictions.stream().anyMatch(figures -> figures.containsKey(metric));
    }

    /** A run with the predictions in the place of its figures; rates follow the figures that they are made of. */
    RunResult stated(RunResult run, int place) {
        Map<SummaryMetric, Prediction> figures = predictions.get(place);
        Map<SummaryMetric, Double> values = new EnumMap<>(SummaryMetric.class);
        for (SummaryMetric metric : SummaryMetric.values()) {
            Prediction prediction = figures.get(metric);
            if (prediction != null) {
                values.put(metric, prediction.value());
            } else {
                run.summary().get(metric).ifPresent(value -> values.put(metric, value));
            }
        }
        double seconds = run.summary().valueOrNaN(SummaryMetric.DURATION);
        double longer = values.getOrDefault(SummaryMetric.DURATION, seconds) / seconds;
        values.computeIfPresent(SummaryMetric.ALLOC_RATE, (metric, rate) -> longer > 0 ? rate / longer : rate);
        values.computeIfPresent(
                SummaryMetric.GC_PER_SECOND,
                (metric, rate) -> longer > 0
                        ? values.getOrDefault(SummaryMetric.NUM_GC, rate * seconds) / (seconds * longer)
                        : rate);
        return run.withSummary(new RunSummary(values));
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
