package org.heapgoal.cli;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.Band;
import org.heapgoal.report.Prediction;
import org.heapgoal.report.RunResult;
import org.heapgoal.workload.band.Bands;
import org.heapgoal.workload.band.ErrorModel;
import org.heapgoal.workload.band.Evidence;
import org.heapgoal.workload.score.Predicted;
import org.heapgoal.workload.score.ScoreFigure;
import org.heapgoal.workload.score.SettingClass;

/**
 * The figures of a twin's summary as predictions of the real program's. They are those of the whole run, where the figures
 * that predictions were scored in leave out how it begins: the error model of the scored figure is used with what the twin
 * misses of the summary's.
 */
final class SummaryPredictions {
    /** Figures of a summary, and for each the figure that predictions of it were scored in. */
    static final Map<SummaryMetric, ScoreFigure> FIGURES = new EnumMap<>(SummaryMetric.class);

    static {
        FIGURES.put(SummaryMetric.GC_CPU_FRACTION, ScoreFigure.GC_CPU);
        FIGURES.put(SummaryMetric.MEAN_HEAP_GOAL, ScoreFigure.MEAN_GOAL);
        FIGURES.put(SummaryMetric.NUM_GC, ScoreFigure.GC_PER_GIB);
        FIGURES.put(SummaryMetric.PEAK_HEAP_LIVE, ScoreFigure.PEAK_GOAL);
        FIGURES.put(SummaryMetric.PEAK_MAPPED, ScoreFigure.PEAK_MAPPED);
        FIGURES.put(SummaryMetric.PEAK_RESIDENT, ScoreFigure.PEAK_MAPPED);
        FIGURES.put(SummaryMetric.DURATION, ScoreFigure.THROUGHPUT);
    }

    private final Level level;
    private final RunResult own;
    private final Optional<RunResult> log;

    /**
     * Predictions by one twin.
     *
     * @param level of the twin's runs
     * @param own its run under the log's own settings
     * @param log the log as a run; empty where the two are not of the same work
     */
    SummaryPredictions(Level level, RunResult own, Optional<RunResult> log) {
        this.level = level;
        this.own = own;
        this.log = log;
    }

    /** The predictions for a run of the twin, of those figures that something is known of. */
    Map<SummaryMetric, Prediction> of(SettingClass change, RunResult run, Evidence evidence) {
        Map<SummaryMetric, Prediction> out = new EnumMap<>(SummaryMetric.class);
        FIGURES.forEach((metric, figure) -> {
            double twin = amount(metric, run);
            if (evidence.value().containsKey(figure) && twin > 0) {
                Bands.one(ErrorModel.SHIPPED, level, change, figure, inTermsOf(metric, figure, twin, evidence))
                        .filter(Predicted::hasInterval)
                        .ifPresent(found -> out.put(metric, prediction(metric, found)));
            }
        });
        return out;
    }

    /** The evidence with the summary's figure in the place of the scored one; what only the latter tells keeps its distance. */
    private Evidence inTermsOf(SummaryMetric metric, ScoreFigure figure, double twin, Evidence scored) {
        double base = amount(metric, own);
        double seen = log.map(run -> amount(metric, run)).orElse(Double.NaN);
        if (Double.isNaN(seen)) {
            seen = base * ratio(figure, scored.log(), scored.own());
        }
        return new Evidence(
                with(scored.value(), figure, twin),
                scored.members(),
                with(scored.own(), figure, base),
                with(scored.log(), figure, seen),
                with(scored.coarse(), figure, twin * ratio(figure, scored.coarse(), scored.value())));
    }

    private static double ratio(ScoreFigure figure, Map<ScoreFigure, Double> above, Map<ScoreFigure, Double> below) {
        return above.getOrDefault(figure, Double.NaN) / below.getOrDefault(figure, Double.NaN);
    }

    private static Map<ScoreFigure, Double> with(Map<ScoreFigure, Double> from, ScoreFigure figure, double value) {
        Map<ScoreFigure, Double> out = new EnumMap<>(ScoreFigure.class);
        out.putAll(from);
        if (value > 0 && Double.isFinite(value)) {
            out.put(figure, value);
        } else {
            out.remove(figure);
        }
        return out;
    }

    /** A run that takes longer for the same work has less throughput. */
    private static double amount(SummaryMetric metric, RunResult run) {
        double value = run.summary().valueOrNaN(metric);
        return metric == SummaryMetric.DURATION ? 1 / value : value;
    }

    private static Prediction prediction(SummaryMetric metric, Predicted found) {
        return metric == SummaryMetric.DURATION
                ? new Prediction(1 / found.value(), 1 / found.twin(), new Band(1 / found.high(), 1 / found.low()))
                : new Prediction(found.value(), found.twin(), new Band(found.low(), found.high()));
    }
}
