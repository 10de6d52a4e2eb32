package org.heapgoal.sim.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The decimal with the fewest digits that reads back as a given number, as Go's {@code strconv} finds it. {@link
 * Double#toString} finds another one for some numbers before JDK 19, so what is printed with it depends on the JDK.
 */
public final class ShortestDecimal {
    private static final int MOST_DIGITS = 17;

    private ShortestDecimal() {}

    /**
     * Of the decimals with the fewest digits that round to the value, the one nearest to it.
     *
     * @param value finite and above zero
     */
    public static BigDecimal of(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("not a finite number above zero: " + value);
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal near = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (readsBack(near, value)) {
                return near;
            }
            // Below a power of two the neighbours lie closer than above it, so the farther decimal may be the one.
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
            if (readsBack(above, value)) {
                return above;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static boolean readsBack(BigDecimal decimal, double value) {
        return Double.parseDouble(decimal.toString()) == value;
    }
}
