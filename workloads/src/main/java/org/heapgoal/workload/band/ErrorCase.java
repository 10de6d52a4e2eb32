package org.heapgoal.workload.band;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heapgoal.recording.Level;
import org.heapgoal.workload.score.ObservedRun;
import org.heapgoal.workload.score.Pair;
import org.heapgoal.workload.score.ScoreFigure;
import org.heapgoal.workload.score.Spread;

/**
 * One figure that was predicted and then observed.
 *
 * @param key what was predicted by which level
 * @param program whose figure it is
 * @param load the program and its mode
 * @param signs what was known at the time of the prediction
 * @param residual the distance from the prediction to what was observed
 * @param noise mean distance of two repeats under the base settings; NaN where not known
 */
public record ErrorCase(
        ErrorModel.Key key, String program, String load, Evidence.Signs signs, double residual, double noise) {

    /**
     * The cases of one predicted run.
     *
     * @param evidence what was known
     * @param observed what came
     * @param noise what repeats disagree about
     */
    public static List<ErrorCase> of(
            Level level, Pair pair, Evidence evidence, ObservedRun observed, Map<ScoreFigure, Spread> noise) {
        List<ErrorCase> cases = new ArrayList<>();
        for (ScoreFigure figure : ScoreFigure.scored()) {
            double residual =
                    Distance.of(figure, evidence.value().getOrDefault(figure, Double.NaN), observed.valueOrNaN(figure));
            if (!Double.isNaN(residual)) {
                cases.add(new ErrorCase(
                        new ErrorModel.Key(level, pair.change(), figure),
                        pair.base().program(),
                        pair.subject(),
                        evidence.of(figure),
                        residual,
                        noise.getOrDefault(figure, Spread.UNKNOWN).typical()));
            }
        }
        return cases;
    }
}
