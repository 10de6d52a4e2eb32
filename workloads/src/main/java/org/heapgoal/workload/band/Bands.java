package org.heapgoal.workload.band;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heapgoal.recording.Level;
import org.heapgoal.workload.score.Predicted;
import org.heapgoal.workload.score.ScoreFigure;
import org.heapgoal.workload.score.SettingClass;

/**
 * What is predicted when a twin has run: its figures, moved by what it misses of its own log and towards the other level as
 * far as that proved right for other programs, with 90 % intervals around them. The width comes from what the log leaves
 * open, as the ensemble spreads, and from how far such predictions were off.
 */
public final class Bands {
    private static final List<ScoreFigure> FIGURES = ScoreFigure.scored();

    private Bands() {}

    /**
     * The predicted figures; those that nothing is known of are the twin's and keep no interval.
     *
     * @param level that predicts
     * @param change what differs from the log's settings; where nothing does the log's own figures are the prediction
     */
    public static Map<ScoreFigure, Predicted> of(
            ErrorModel errors, Level level, SettingClass change, Evidence evidence) {
        Map<ScoreFigure, Predicted> out = new EnumMap<>(ScoreFigure.class);
        evidence.value()
                .forEach((figure, twin) -> out.put(
                        figure, one(errors, level, change, figure, evidence).orElse(Predicted.without(twin))));
        atLeast(out, ScoreFigure.PEAK_GOAL, ScoreFigure.MEAN_GOAL);
        atLeast(out, ScoreFigure.GC_CPU_WITH_IDLE, ScoreFigure.GC_CPU);
        return out;
    }

    /** One predicted figure with its interval, if anything is known of how good it is. */
    public static Optional<Predicted> one(
            ErrorModel errors, Level level, SettingClass change, ScoreFigure figure, Evidence evidence) {
        Double twin = evidence.value().get(figure);
        return twin == null || !FIGURES.contains(figure)
                ? Optional.empty()
                : errors.term(level, change, figure).map(term -> predicted(figure, change, twin, term, evidence));
    }

    private static Predicted predicted(
            ScoreFigure figure, SettingClass change, double twin, ErrorTerm term, Evidence evidence) {
        Evidence.Signs signs = evidence.of(figure);
        boolean repeated = change == SettingClass.NOTHING && evidence.log().containsKey(figure);
        double value =
                repeated ? evidence.log().getOrDefault(figure, twin) : Distance.at(figure, twin, term.shift(signs));
        double low = Distance.at(figure, value, -term.halfWidth(signs, false));
        double high = Distance.at(figure, value, term.halfWidth(signs, true));
        return new Predicted(value, twin, low, high);
    }

    /** Figures are moved one by one; what is never less than another of the run stays so. */
    private static void atLeast(Map<ScoreFigure, Predicted> predicted, ScoreFigure more, ScoreFigure less) {
        Predicted upper = predicted.get(more);
        Predicted lower = predicted.get(less);
        if (upper != null && lower != null && upper.value() < lower.value()) {
            double high = Math.max(upper.high(), lower.value());
            predicted.put(more, new Predicted(lower.value(), upper.twin(), upper.low(), high));
        }
    }
}
