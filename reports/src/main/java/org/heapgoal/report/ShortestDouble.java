package org.heapgoal.report;

import tools.jackson.core.io.NumberOutput;

/** Prints numbers for machines: the fewest digits that read back to the same value, whatever JDK runs. */
public final class ShortestDouble {
    private static final double TWO_63 = 0x1p63;

    private ShortestDouble() {}

    /**
     * A finite number's text; whole numbers below 2^63 without point or exponent.
     *
     * <p>{@link Double#toString} prints more digits than needed for some values before JDK 19, so it would make files
     * depend on the JDK.
     */
    public static String print(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a finite number: " + value);
        }
        return isWhole(value) ? Long.toString((long) value) : NumberOutput.toString(value, true);
    }

    /** Whether a number is a whole one that a {@code long} holds. */
    public static boolean isWhole(double value) {
        return Math.rint(value) == value && Math.abs(value) < TWO_63;
    }
}
