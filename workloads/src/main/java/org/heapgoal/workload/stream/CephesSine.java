package org.heapgoal.workload.stream;

/**
 * The sine of the Cephes Mathematical Library (S. L. Moshier, netlib.org/cephes, {@code sin.c}): octant reduction with a
 * three-part π/4 and two polynomials of degree 5.
 *
 * <p>Go's {@code math.Sin} on amd64 uses the same published coefficients. {@link StrictMath#sin} is an equally good sine
 * that differs from it in the last bit for about a quarter of all arguments, which is enough to change a replayed
 * scenario.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // coefficients as published, digit for digit
final class CephesSine {
    /** Beyond this argument the three-part reduction loses accuracy. */
    static final double MAX_ARGUMENT = 1 << 29;

    private static final double FOUR_OVER_PI = 4 / Math.PI;

    // π/4 in three parts, of which the first two have trailing zero bits so that their products are exact.
    private static final double QUARTER_PI_HIGH = 7.85398125648498535156E-1;
    private static final double QUARTER_PI_MIDDLE = 3.77489470793079817668E-8;
    private static final double QUARTER_PI_LOW = 2.69515142907905952645E-15;

    private static final double[] SINE = {
        1.58962301576546568060E-10,
        -2.50507477628578072866E-8,
        2.75573136213857245213E-6,
        -1.98412698295895385996E-4,
        8.33333333332211858878E-3,
        -1.66666666666666307295E-1
    };
    private static final double[] COSINE = {
        -1.13585365213876817300E-11,
        2.08757008419747316778E-9,
        -2.75573141792967388112E-7,
        2.48015872888517045348E-5,
        -1.38888888888730564116E-3,
        4.16666666666665929218E-2
    };

    private CephesSine() {}

    /**
     * The sine of an angle.
     *
     * @param radians at most {@link #MAX_ARGUMENT} either way
     */
    static double of(double radians) {
        double angle = Math.abs(radians);
        if (!(angle <= MAX_ARGUMENT)) {
            throw new IllegalArgumentException("angle " + radians + " is out of range");
        }
        int octant = (int) (angle * FOUR_OVER_PI);
        // Odd octants are measured from their upper end, so that the rest lies within ±π/4 of a multiple of π/2.
        octant += octant & 1;
        double turns = octant;
        double rest = ((angle - turns * QUARTER_PI_HIGH) - turns * QUARTER_PI_MIDDLE) - turns * QUARTER_PI_LOW;
        double square = rest * rest;
        boolean cosine = (octant & 2) != 0;
        double value = cosine
                ? 1.0 - 0.5 * square + square * square * polynomial(square, COSINE)
                : rest + rest * square * polynomial(square, SINE);
        boolean negative = (radians < 0) != ((octant & 4) != 0);
        return negative ? -value : value;
    }

    private static double polynomial(double x, double[] coefficients) {
        double sum = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
