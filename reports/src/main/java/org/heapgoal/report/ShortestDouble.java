package org.heapgoal.report;

import tools.jackson.core.io.NumberOutput;

/** Prints numbers for machines: the fewest digits that read back to the same value, whatever JDK runs. */
public final class ShortestDouble {
    private static final double TWO_63 = 0x1p63;
    private static final double BILLION = 1e9;
    private static final int DECIMALS_OF_BILLIONTHS = 9;
    private static final double FIFTEEN_DIGITS = 1e15;

    /** Smaller numbers are printed with an exponent. */
    private static final double LEAST_PLAIN = 1e-3;

    private ShortestDouble() {}

    /**
     * A finite number's text; whole numbers below 2^63 without point or exponent.
     *
     * <p>{@link Double#toString} prints more digits than needed for some values before JDK 19, so it would make files
     * depend on the JDK.
     */
    public static String print(double value) {
        StringBuilder text = new StringBuilder(24);
        append(value, text);
        return text.toString();
    }

    /** Appends what {@link #print} returns. */
    public static void append(double value, StringBuilder text) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a finite number: " + value);
        }
        if (isWhole(value)) {
            text.append((long) value);
            return;
        }
        double billionths = StrictMath.rint(value * BILLION);
        if (billionths > 0 && billionths < FIFTEEN_DIGITS && billionths / BILLION == value) {
            if (value >= LEAST_PLAIN) {
                appendPlain((long) billionths, text);
            } else {
                appendWithExponent((long) billionths, text);
            }
        } else {
            text.append(NumberOutput.toString(value, true));
        }
    }

    /** Whether a number is a whole one that a {@code long} holds. */
    public static boolean isWhole(double value) {
        return Math.rint(value) == value && Math.abs(value) < TWO_63;
    }

    /**
     * Most numbers are nanoseconds in seconds. No two decimals of up to 15 digits are the same double, so such a decimal is the
     * shortest one there is, and there is no need to search for it.
     */
    private static void appendPlain(long billionths, StringBuilder text) {
        text.append(billionths / (long) BILLION).append('.');
        int at = text.length();
        text.append(billionths % (long) BILLION + (long) BILLION);
        text.deleteCharAt(at); // the one that kept the leading zeros
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        text.setLength(end);
    }

    /** As Java writes them: one digit before the point and at least one behind it. */
    private static void appendWithExponent(long billionths, StringBuilder text) {
        int start = text.length();
        text.append(billionths);
        int exponent = text.length() - start - 1 - DECIMALS_OF_BILLIONTHS;
        int end = text.length();
        while (end > start + 1 && text.charAt(end - 1) == '0') {
            end--;
        }
        text.setLength(end);
        text.insert(start + 1, '.');
        if (end == start + 1) {
            text.append('0');
        }
        text.append('E').append(exponent);
    }
}
