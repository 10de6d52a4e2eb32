package org.heapgoal.report;

/**
 * A figure as it is predicted for a real run.
 *
 * @param value the prediction: under the settings that the log was recorded under the log's own figure
 * @param twin the figure of the twin's run, before it was moved by what the twin misses of its log
 * @param band the interval around the prediction
 */
public record Prediction(double value, double twin, Band band) {
    /** Checks that the interval holds the prediction. */
    public Prediction {
        if (!band.holds(value)) {
            throw new IllegalArgumentException(value + " is not in its interval " + band);
        }
    }
}
