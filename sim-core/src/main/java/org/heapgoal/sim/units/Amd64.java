package org.heapgoal.sim.units;

/**
 * Conversions between floating point and 64-bit integers as Go programs perform them on linux/amd64.
 *
 * <p>Go leaves the result of converting an unrepresentable floating-point value open; on amd64 the processor's "integer
 * indefinite" value comes out. Java's cast saturates instead and turns NaN into zero, so model code never uses it.
 */
public final class Amd64 {
    private static final double TWO_63 = 0x1p63;
    private static final double TWO_64 = 0x1p64;

    private Amd64() {}

    /**
     * Converts to a signed integer, truncating toward zero: Go's {@code int64(value)}.
     *
     * @return the truncated value; {@link Long#MIN_VALUE} where NaN, infinite or out of range
     */
    public static long toInt64(double value) {
        if (value >= -TWO_63 && value < TWO_63) {
            return (long) value;
        }
        return Long.MIN_VALUE;
    }

    /**
     * Converts to an unsigned integer, truncating toward zero: Go's {@code uint64(value)}.
     *
     * @return the truncated value as unsigned bits; a negative value in the signed range gives its two's complement, and
     *     NaN, infinities and everything out of range give 2^63
     */
    public static long toUint64(double value) {
        if (value < TWO_63) {
            return toInt64(value);
        }
        if (value < TWO_64) {
            return (long) (value - TWO_63) ^ Long.MIN_VALUE;
        }
        return Long.MIN_VALUE;
    }

    /**
     * Converts an unsigned integer to the nearest double, ties to even: Go's {@code float64(value)} of a {@code uint64}.
     *
     * @param value unsigned
     */
    public static double fromUint64(long value) {
        if (value >= 0) {
            return value;
        }
        // Halving keeps the value in the signed range; the lost bit is OR-ed back in so that ties still round to even.
        return ((value >>> 1) | (value & 1)) * 2.0;
    }
}
