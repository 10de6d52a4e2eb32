package org.heapgoal.workload.score;

/**
 * A predicted figure.
 *
 * @param value the prediction as it is stated
 * @param twin what the run of the twin gave, before it was moved by what the twin misses of its own log; the same as the
 *     value where nothing is moved
 * @param low low end of its 90 % interval; NaN where none is stated
 * @param high high end of its 90 % interval; NaN where none is stated
 */
public record Predicted(double value, double twin, double low, double high) {
    /** A prediction without an interval. */
    public static Predicted without(double value) {
        return new Predicted(value, value, Double.NaN, Double.NaN);
    }

    /** Whether an interval is stated. */
    public boolean hasInterval() {
        return low <= high;
    }

    /** Whether the interval holds the value; false without an interval. */
    public boolean covers(double observed) {
        return low <= observed && observed <= high;
    }

    /** Half of the interval's width over the predicted value; NaN without an interval or for a prediction of zero. */
    public double relativeHalfWidth() {
        return hasInterval() && value != 0 ? (high - low) / 2 / Math.abs(value) : Double.NaN;
    }
}
