package org.heapgoal.sim.random;

/**
 * The normal distribution with mean 0 and standard deviation 1.
 *
 * <p>Its quantile follows M. J. Wichura: Algorithm AS 241: The percentage points of the normal distribution, Applied
 * Statistics 37 (1988), pages 477 to 484, routine PPND16: three ratios of polynomials of degree 7, for the middle, the
 * shoulders and the tails, with a relative error of about 10^-16.
 */
// The paper prints more digits than a double holds; they are kept for comparing with it.
@SuppressWarnings("FloatingPointLiteralPrecision")
final class StandardNormal {
    private static final double MIDDLE_HALF_WIDTH = 0.425;
    private static final double MIDDLE_SHIFT = 0.180625;
    private static final double SHOULDER_SHIFT = 1.6;
    private static final double TAIL_FROM = 5.0;
    private static final double ROOT_TWO_PI = 2.5066282746310002;
    private static final double SERIES_UP_TO = 2.0;
    private static final int FRACTION_DEPTH = 200;

    // Coefficients in ascending powers, as printed in the paper.
    private static final double[] MIDDLE_NUMERATOR = {
        3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
        4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3
    };
    private static final double[] MIDDLE_DENOMINATOR = {
        1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
        2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3
    };
    private static final double[] SHOULDER_NUMERATOR = {
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4
    };
    private static final double[] SHOULDER_DENOMINATOR = {
        1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9
    };
    private static final double[] TAIL_NUMERATOR = {
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7
    };
    private static final double[] TAIL_DENOMINATOR = {
        1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15
    };

    private StandardNormal() {}

    /**
     * The value below which a draw falls with a given probability.
     *
     * @param probability strictly between 0 and 1
     * @throws IllegalArgumentException if it is not
     */
    static double quantile(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "a probability is strictly between 0 and 1 for a normal quantile, not " + probability);
        }
        double centred = probability - 0.5;
        if (Math.abs(centred) <= MIDDLE_HALF_WIDTH) {
            double r = MIDDLE_SHIFT - centred * centred;
            return centred * polynomial(MIDDLE_NUMERATOR, r) / polynomial(MIDDLE_DENOMINATOR, r);
        }
        double outside = centred < 0 ? probability : 1 - probability;
        double r = StrictMath.sqrt(-StrictMath.log(outside));
        double size = r <= TAIL_FROM
                ? polynomial(SHOULDER_NUMERATOR, r - SHOULDER_SHIFT)
                        / polynomial(SHOULDER_DENOMINATOR, r - SHOULDER_SHIFT)
                : polynomial(TAIL_NUMERATOR, r - TAIL_FROM) / polynomial(TAIL_DENOMINATOR, r - TAIL_FROM);
        return centred < 0 ? -size : size;
    }

    /**
     * The probability of a value above a number, with a relative error of about 10^-14.
     *
     * <p>Near the middle by the series Φ(z) − 1/2 = φ(z)·(z + z³/3 + z⁵/(3·5) + …), in the tail by the continued fraction
     * of Laplace, φ(z)/(z + 1/(z + 2/(z + 3/(z + …)))), taken from a depth at which more makes no difference.
     */
    static double upperTail(double z) {
        if (z < 0) {
            return 1 - upperTail(-z);
        }
        double density = StrictMath.exp(-z * z / 2) / ROOT_TWO_PI;
        if (z < SERIES_UP_TO) {
            double term = z;
            double sum = z;
            for (int odd = 3; term > sum * 1e-17; odd += 2) {
                term *= z * z / odd;
                sum += term;
            }
            return 0.5 - density * sum;
        }
        double tail = z;
        for (int level = FRACTION_DEPTH; level > 0; level--) {
            tail = z + level / tail;
        }
        return density / tail;
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
