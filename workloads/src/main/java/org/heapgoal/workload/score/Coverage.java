package org.heapgoal.workload.score;

import java.util.ArrayList;
import java.util.List;

/**
 * How honest stated intervals are.
 *
 * @param stated intervals stated for values that were observed
 * @param held how many of them held the observed value
 * @param medianHalfWidth median of half their widths over the predicted values; NaN where none is stated
 */
public record Coverage(int stated, int held, double medianHalfWidth) {
    /** The twins' intervals of these figures. */
    static Coverage of(List<PairScore> scores, List<ScoreFigure> figures) {
        int stated = 0;
        int held = 0;
        List<Double> widths = new ArrayList<>();
        for (PairScore score : scores) {
            for (ScoreFigure figure : figures) {
                Predicted predicted = score.predicted(Predictor.TWIN, figure);
                double observed = score.observed().valueOrNaN(figure);
                if (predicted != null && predicted.hasInterval() && !Double.isNaN(observed)) {
                    stated++;
                    held += predicted.covers(observed) ? 1 : 0;
                    widths.add(predicted.relativeHalfWidth());
                }
            }
        }
        return new Coverage(stated, held, Medians.of(widths));
    }

    /** Share of the observed values inside; NaN where no interval is stated. */
    public double share() {
        return stated == 0 ? Double.NaN : (double) held / stated;
    }
}
