package org.heapgoal.workload.log;

/**
 * All values that a printed, truncated number may stand for: from {@code low}, included, to {@code high}, excluded. An
 * exact value has both the same. Arithmetic returns the smallest interval that holds every possible result.
 *
 * @param low the smallest value
 * @param high the bound above, at least {@code low}
 */
public record Interval(double low, double high) {
    /** Exactly zero. */
    public static final Interval ZERO = new Interval(0, 0);

    /** Checks the order of the bounds. */
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval from " + low + " to " + high);
        }
    }

    /** An exact value. */
    public static Interval exactly(double value) {
        return new Interval(value, value);
    }

    /** The smallest interval that holds both values. */
    public static Interval between(double one, double other) {
        return new Interval(Math.min(one, other), Math.max(one, other));
    }

    /** The middle, which is the best single guess for a truncated number. */
    public double mid() {
        return low + (high - low) / 2;
    }

    /** How much is unknown. */
    public double width() {
        return high - low;
    }

    /** Whether the value is possible. */
    public boolean contains(double value) {
        return value >= low && (value < high || value == low);
    }

    /** Whether some value is possible in both. */
    public boolean overlaps(Interval other) {
        return low <= other.high && other.low <= high;
    }

    /** Every sum of a value of this and one of the other. */
    public Interval plus(Interval other) {
        return new Interval(low + other.low, high + other.high);
    }

    /** Every difference of a value of this less one of the other. */
    public Interval minus(Interval other) {
        return new Interval(low - other.high, high - other.low);
    }

    /** Every value multiplied by the factor. */
    public Interval times(double factor) {
        return between(low * factor, high * factor);
    }

    /** Every quotient; the divisor must be above zero. */
    public Interval over(Interval divisor) {
        if (divisor.low <= 0) {
            throw new IllegalArgumentException("divisor " + divisor + " is not above zero");
        }
        double smallest = low >= 0 ? low / divisor.high : low / divisor.low;
        double largest = high >= 0 ? high / divisor.low : high / divisor.high;
        return new Interval(smallest, largest);
    }

    /** The interval with negative values cut off. */
    public Interval atLeastZero() {
        return new Interval(Math.max(0, low), Math.max(0, high));
    }
}
