package org.heapgoal.workload.calibrate;

/**
 * How far a log leaves a figure of its twin open. Values are spread around the calibrated one so that five of a hundred lie
 * below {@code low} and five above {@code high}: two halves of a normal distribution, of the logarithm where the figure and
 * its range are above zero.
 *
 * @param parameter the figure
 * @param value the calibrated one
 * @param low low end of the range that holds it with 90 %
 * @param high high end of that range
 * @param origin what the range rests on, without a full stop
 */
public record Uncertainty(TwinParameter parameter, double value, double low, double high, String origin) {
    /** Standard deviations of a normal distribution beyond which five of a hundred values lie. */
    static final double NINETY_PERCENT = 1.6448536269514722;

    /** Checks the order of the bounds. */
    public Uncertainty {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException(parameter + " " + value + " is not between " + low + " and " + high);
        }
    }

    /** A range given by a relative standard error. */
    static Uncertainty relative(TwinParameter parameter, double value, double standardError, String origin) {
        double factor = StrictMath.exp(NINETY_PERCENT * standardError);
        return new Uncertainty(parameter, value, value / factor, value * factor, origin);
    }

    /** The figure so many standard deviations above the calibrated one, or below it; always one that is allowed. */
    double at(double deviations) {
        double end = deviations < 0 ? low : high;
        double share = Math.abs(deviations) / NINETY_PERCENT;
        double moved = value > 0 && end > 0
                ? value * StrictMath.exp(StrictMath.log(end / value) * share)
                : value + (end - value) * share;
        return parameter.bounded(moved);
    }

    /** Whether it leaves nothing open. */
    boolean none() {
        return low == value && high == value;
    }
}
