package org.heapgoal.lesson;

import java.math.BigDecimal;

/**
 * How far an answer may be off and still be right.
 *
 * @param share of the right value; 0 for answers that must be exact
 */
public record Tolerance(double share) {
    /** Far below what anybody writes down, far above rounding errors. */
    private static final double ROUNDING = 1e-9;

    /** Checks the range. */
    public Tolerance {
        if (!(share >= 0 && share < 0.5)) {
            throw new IllegalArgumentException("tolerance " + share);
        }
    }

    /** Reads {@code exact} or {@code 2 %}. */
    static Tolerance parse(String text) {
        if (text.equals("exact")) {
            return new Tolerance(0);
        }
        if (!text.endsWith(" %")) {
            throw new IllegalArgumentException("tolerance \"" + text + "\" is neither exact nor a number of %");
        }
        return new Tolerance(new BigDecimal(text.substring(0, text.length() - 2))
                .movePointLeft(2)
                .doubleValue());
    }

    /** Whether an answer counts as right. */
    public boolean accepts(double answer, double right) {
        return Math.abs(answer - right) <= Math.max(share, ROUNDING) * Math.abs(right) + ROUNDING;
    }

    /** For people. */
    public String text() {
        return share == 0
                ? "exact"
                : "within "
                        + BigDecimal.valueOf(share)
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString() + " %";
    }
}
