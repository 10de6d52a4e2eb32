package org.heapgoal.sim.random;

/**
 * The gamma function and the error of Stirling's formula, by Stirling's series [Abramowitz, Stegun: Handbook of Mathematical
 * Functions, 6.1.40].
 */
final class Gamma {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
    /** From here on the series' first five terms are as good as a double. */
    private static final double SERIES_FROM = 16;

    private static final int TABLE = 16;
    private static final double[] STIRLING_ERROR = table();

    private Gamma() {}

    /**
     * Γ(x), with a relative error of about 10^-14; infinite where a double cannot hold it.
     *
     * @param x above 0
     */
    static double of(double x) {
        double shifted = x;
        double product = 1;
        while (shifted < SERIES_FROM) {
            product *= shifted;
            shifted++;
        }
        double log = (shifted - 0.5) * StrictMath.log(shifted) - shifted + HALF_LOG_TWO_PI + series(shifted);
        return StrictMath.exp(log) / product;
    }

    /** log(n!) less Stirling's √(2πn)·(n/e)ⁿ; infinite for 0, for which the formula gives 0. */
    static double stirlingError(long n) {
        return n < TABLE ? STIRLING_ERROR[(int) n] : series((double) n);
    }

    private static double series(double x) {
        double square = x * x;
        return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / square) / square) / square) / square)
                / x;
    }

    private static double[] table() {
        double[] errors = new double[TABLE];
        errors[0] = Double.POSITIVE_INFINITY;
        double factorial = 1;
        for (int n = 1; n < TABLE; n++) {
            factorial *= n;
            errors[n] = StrictMath.log(factorial) - (n + 0.5) * StrictMath.log(n) + n - HALF_LOG_TWO_PI;
        }
        return errors;
    }
}
