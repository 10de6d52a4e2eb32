package org.heapgoal.goruntime;

import java.math.BigDecimal;
import org.heapgoal.sim.units.ShortestDecimal;

/** Numbers as the runtime prints them in its trace lines ({@code mgc.go: fmtNSAsMS, itoaDiv}, {@code print.go}). */
public final class TraceNumbers {
    private static final long TEN_MILLIS = 10_000_000L;
    private static final int FIXED_DIGITS = 7;
    private static final int LEAST_EXPONENT = -4;
    private static final int EXPONENT_LIMIT = 6;

    private TraceNumbers() {}

    /**
     * Nanoseconds as milliseconds: whole ones from 10 ms on, below that at most two significant digits and three
     * decimals, cut off, not rounded.
     *
     * @param nanos unsigned
     */
    public static String millis(long nanos) {
        if (Long.compareUnsigned(nanos, TEN_MILLIS) >= 0) {
            return divided(Long.divideUnsigned(nanos, 1_000_000), 0);
        }
        long value = nanos / 1_000;
        if (value == 0) {
            return "0";
        }
        int decimals = 3;
        while (value >= 100) {
            value /= 10;
            decimals--;
        }
        return divided(value, decimals);
    }

    /**
     * An integer divided by a power of ten, with all its digits. Without decimals a single digit comes out with a zero
     * before it, as the runtime's loop has it; its own callers never ask for that.
     *
     * @param value unsigned
     * @param decimals digits after the point, at least 0
     */
    public static String divided(long value, int decimals) {
        String digits = Long.toUnsignedString(value);
        int least = decimals == 0 ? 2 : decimals + 1;
        String padded = "0".repeat(Math.max(0, least - digits.length())) + digits;
        if (decimals == 0) {
            return padded;
        }
        int point = padded.length() - decimals;
        return padded.substring(0, point) + "." + padded.substring(point);
    }

    /** A floating-point number as a version's {@code print} writes it. */
    public static String decimal(GoVersion version, double value) {
        return version.atLeast(GoVersion.GO_1_26) ? shortest(value) : fixed(value);
    }

    /** A signed integer. */
    public static String signed(long value) {
        return Long.toString(value);
    }

    /** An unsigned integer. */
    public static String unsigned(long value) {
        return Long.toUnsignedString(value);
    }

    /** An unsigned integer in base sixteen, after {@code 0x}. */
    public static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    /** A truth value. */
    public static String bool(boolean value) {
        return value ? "true" : "false";
    }

    /**
     * The printer up to Go 1.25: seven digits and a three-digit exponent, {@code +2.500000e-001}. The value is scaled by
     * repeated division or multiplication by ten, whose rounding errors show in the last digit, so the steps are kept.
     */
    private static String fixed(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        boolean negative = Double.doubleToRawLongBits(value) < 0;
        double rest = Math.abs(value);
        int exponent = 0;
        if (rest != 0) {
            while (rest >= 10) {
                exponent++;
                rest /= 10;
            }
            while (rest < 1) {
                exponent--;
                rest *= 10;
            }
            rest += halfUnit();
            if (rest >= 10) {
                exponent++;
                rest /= 10;
            }
        }
        StringBuilder text = new StringBuilder(14).append(negative ? '-' : '+');
        for (int i = 0; i < FIXED_DIGITS; i++) {
            int digit = (int) rest;
            text.append((char) ('0' + digit));
            if (i == 0) {
                text.append('.');
            }
            rest = (rest - digit) * 10;
        }
        int magnitude = Math.abs(exponent);
        return text.append(exponent < 0 ? "e-" : "e+")
                .append(magnitude / 100)
                .append(magnitude / 10 % 10)
                .append(magnitude % 10)
                .toString();
    }

    /** Half a unit of the last printed digit, as repeated division gives it. */
    private static double halfUnit() {
        double half = 5;
        for (int i = 0; i < FIXED_DIGITS; i++) {
            half /= 10;
        }
        return half;
    }

    /**
     * The printer from Go 1.26 on: {@code %g} with the fewest digits that read back as the same number. Java's own
     * {@code Double.toString} is not the shortest before JDK 19.
     */
    private static String shortest(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        if (value == 0) {
            return sign + "0";
        }
        BigDecimal decimal = ShortestDecimal.of(Math.abs(value)).stripTrailingZeros();
        String digits = decimal.unscaledValue().toString();
        int exponent = digits.length() - decimal.scale() - 1;
        if (exponent < LEAST_EXPONENT || exponent >= EXPONENT_LIMIT) {
            return sign + scientific(digits, exponent);
        }
        return sign + decimal.toPlainString();
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String magnitude = Integer.toString(Math.abs(exponent));
        return digits.charAt(0)
                + fraction
                + (exponent < 0 ? "e-" : "e+")
                + (magnitude.length() < 2 ? "0" : "")
                + magnitude;
    }
}
