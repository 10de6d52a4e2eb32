package org.heapgoal.workload.band;

import java.util.Map;
import org.heapgoal.workload.score.ScoreFigure;

/**
 * What is known at the time of a prediction of how good it may be.
 *
 * @param value the prediction
 * @param members how the ensemble spreads
 * @param own the twin's figures under the settings that the log was recorded under
 * @param log the log's own figures
 * @param coarse the prediction of level pacer, where the prediction is of a more detailed one; else empty
 */
public record Evidence(
        Map<ScoreFigure, Double> value,
        Members members,
        Map<ScoreFigure, Double> own,
        Map<ScoreFigure, Double> log,
        Map<ScoreFigure, Double> coarse) {

    /**
     * The same of one figure, as distances.
     *
     * @param miss from the twin to the log, under the log's own settings
     * @param gap from this prediction to that of level pacer
     * @param down from the twin down to the low end of its ensemble
     * @param up from the twin up to the high end of its ensemble
     * @param change between the twin under the log's own settings and this prediction, without a sign
     */
    public record Signs(double miss, double gap, double down, double up, double change) {}

    /** What is known of a figure; what is not is taken as no distance. */
    public Signs of(ScoreFigure figure) {
        Members.Ends ends = members.of(figure);
        return new Signs(
                known(figure, own, log),
                known(figure, value, coarse),
                ends.down(),
                ends.up(),
                Math.abs(known(figure, own, value)));
    }

    private static double known(ScoreFigure figure, Map<ScoreFigure, Double> from, Map<ScoreFigure, Double> to) {
        double distance =
                Distance.of(figure, from.getOrDefault(figure, Double.NaN), to.getOrDefault(figure, Double.NaN));
        return Double.isNaN(distance) ? 0 : distance;
    }
}
