package org.heapgoal.workload.calibrate;

/**
 * One figure of a twin.
 *
 * @param value the figure that is used
 * @param low the smallest that the log allows
 * @param high the largest that the log allows
 * @param source where it comes from
 * @param note how it was found, or what it rests on; without a full stop
 */
public record Estimate(double value, double low, double high, Source source, String note) {
    /** Where a figure comes from. */
    public enum Source {
        /** The log determines it. */
        IDENTIFIED,
        /** The log says nothing of it. */
        ASSUMED,
        /** The user stated it. */
        GIVEN
    }

    /** Checks the order of the bounds. */
    public Estimate {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException("estimate " + value + " is not between " + low + " and " + high);
        }
    }

    /** A figure that the log determines up to a range; the value is pulled into it. */
    static Estimate identified(double value, double low, double high, String note) {
        double lower = Math.min(low, high);
        double upper = Math.max(low, high);
        return new Estimate(Math.min(Math.max(value, lower), upper), lower, upper, Source.IDENTIFIED, note);
    }

    /** A figure that the log says nothing of. */
    static Estimate assumed(double value, double low, double high, String note) {
        return new Estimate(value, low, high, Source.ASSUMED, note);
    }

    /** A figure that the user stated. */
    static Estimate given(double value) {
        return new Estimate(value, value, value, Source.GIVEN, "stated by the user");
    }
}
