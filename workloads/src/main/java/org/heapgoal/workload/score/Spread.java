package org.heapgoal.workload.score;

import java.util.Arrays;

/**
 * What repeated runs under the same settings disagree about: the noise floor of a figure.
 *
 * @param runs how many runs there were; below 2 nothing is known and both other figures are NaN
 * @param typical mean distance of two of the runs, as the figure measures errors: the error to expect of a second run that
 *     is taken for a prediction of the first
 * @param range the largest distance of two of the runs
 */
public record Spread(int runs, double typical, double range) {
    /** Nothing is known. */
    public static final Spread UNKNOWN = new Spread(0, Double.NaN, Double.NaN);

    /** The spread of a figure's values; relative distances are taken over the values' median. */
    static Spread of(ScoreFigure figure, double[] values) {
        if (values.length < 2) {
            return new Spread(values.length, Double.NaN, Double.NaN);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            for (int j = i + 1; j < sorted.length; j++) {
                sum += sorted[j] - sorted[i];
            }
        }
        double pairs = sorted.length * (sorted.length - 1) / 2.0;
        double scale = figure.errorKind() == ScoreFigure.ErrorKind.POINTS ? 1 : Medians.of(sorted);
        return scale == 0
                ? new Spread(values.length, Double.NaN, Double.NaN)
                : new Spread(values.length, sum / pairs / scale, (sorted[sorted.length - 1] - sorted[0]) / scale);
    }

    /** Whether there are enough runs to tell anything. */
    public boolean known() {
        return !Double.isNaN(typical);
    }
}
