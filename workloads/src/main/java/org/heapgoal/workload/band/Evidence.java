package org.heapgoal.workload.band;

import java.util.Map;
import org.heapgoal.workload.score.ScoreFigure;

/**
 * What is known at the time of a prediction of how good it may be.
 *
 * @param value the twin's figures under the settings predicted for
 * @param members how the ensemble spreads
 * @param own the twin's figures under the settings that the log was recorded under
 * @param log the log's own figures
 * @param coarse what level pacer says for the settings predicted for, where the twin is of a more detailed one; else empty
 */
public record Evidence(
        Map<ScoreFigure, Double> value,
        Members members,
        Map<ScoreFigure, Double> own,
        Map<ScoreFigure, Double> log,
        Map<ScoreFigure, Double> coarse) {
    /** The GC CPU share at which errors of so many parts weigh one part. */
    private static final double THIN_SHARE = 0.01;

    /** Tightness and thinness beyond this say no more. */
    private static final double MOST = 10;

    /** Distances beyond this say no more. */
    private static final double FARTHEST = 2;

    /**
     * The same of one figure, as distances.
     *
     * @param miss from the twin to the log, under the log's own settings
     * @param gap from this prediction to that of level pacer
     * @param down from the twin down to the low end of its ensemble
     * @param up from the twin up to the high end of its ensemble
     * @param change between the twin under the log's own settings and this prediction, without a sign
     * @param tightness the live heap over the room between it and the goal: close to a limit a little more of the one is
     *     much less of the other
     * @param thinness one per cent over the share of CPU that the collector is predicted to take: of little, single marks
     *     make up much
     */
    public record Signs(
            double miss, double gap, double down, double up, double change, double tightness, double thinness) {}

    /** What is known of a figure; what is not is taken as no distance. */
    public Signs of(ScoreFigure figure) {
        Members.Ends ends = members.of(figure);
        return new Signs(
                known(figure, own, log),
                known(figure, value, coarse),
                ends.down(),
                ends.up(),
                Math.min(FARTHEST, Math.abs(known(figure, own, value))),
                tightness(),
                atMost(THIN_SHARE / value.getOrDefault(ScoreFigure.GC_CPU, Double.NaN)));
    }

    private double tightness() {
        double live = value.getOrDefault(ScoreFigure.MEAN_MARKED, Double.NaN);
        double goal = value.getOrDefault(ScoreFigure.MEAN_GOAL, Double.NaN);
        return goal > live ? atMost(live / (goal - live)) : Double.isNaN(goal - live) ? 0 : MOST;
    }

    private static double atMost(double sign) {
        return Double.isNaN(sign) ? 0 : Math.min(MOST, sign);
    }

    private static double known(ScoreFigure figure, Map<ScoreFigure, Double> from, Map<ScoreFigure, Double> to) {
        double distance =
                Distance.of(figure, from.getOrDefault(figure, Double.NaN), to.getOrDefault(figure, Double.NaN));
        return Double.isNaN(distance) ? 0 : distance;
    }
}
