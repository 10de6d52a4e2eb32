package org.heapgoal.workload.band;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.recording.Level;
import org.heapgoal.workload.score.Predicted;
import org.heapgoal.workload.score.ScoreFigure;
import org.heapgoal.workload.score.SettingClass;

/**
 * The 90 % intervals of a prediction's figures: what the log leaves open, as the ensemble spreads, and what the model is off
 * by in programs that it was fitted to and not fitted to.
 */
public final class Bands {
    private static final List<ScoreFigure> FIGURES = ScoreFigure.scored();

    private Bands() {}

    /**
     * The figures with their intervals; figures that nothing is known of keep none.
     *
     * @param level that predicts
     * @param change what differs from the log's settings
     */
    public static Map<ScoreFigure, Predicted> of(
            ErrorModel errors, Level level, SettingClass change, Evidence evidence) {
        Map<ScoreFigure, Predicted> out = new EnumMap<>(ScoreFigure.class);
        evidence.value()
                .forEach((figure, value) -> out.put(
                        figure,
                        FIGURES.contains(figure)
                                ? errors.term(level, change, figure)
                                        .map(term -> predicted(figure, value, term, evidence.of(figure)))
                                        .orElse(Predicted.without(value))
                                : Predicted.without(value)));
        return out;
    }

    private static Predicted predicted(ScoreFigure figure, double value, ErrorTerm term, Evidence.Signs signs) {
        double middle = term.middle(signs);
        double low = Distance.at(figure, value, middle - term.halfWidth(signs, false));
        double high = Distance.at(figure, value, middle + term.halfWidth(signs, true));
        // The prediction itself is always one of the values that it allows.
        return new Predicted(value, Math.min(low, value), Math.max(high, value));
    }
}
