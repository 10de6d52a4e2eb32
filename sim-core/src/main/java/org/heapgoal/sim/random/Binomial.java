package org.heapgoal.sim.random;

import org.heapgoal.sim.units.Amd64;

/**
 * Binomial numbers for models that draw many: from exactly one draw each, in time that grows with the standard deviation
 * instead of the mean.
 *
 * <p>Where one outcome is rare the walk through the distribution starts from none of it. Otherwise it starts at the mode and
 * goes on to both sides in turn, so common values are found first; a larger draw then does not mean a larger number, unlike
 * with {@link Counts#binomial}. The probability of the mode is had
 * without logarithms of factorials, from the errors of Stirling's formula and the deviance [C. Loader: Fast and accurate
 * computation of binomial probabilities, 2000].
 *
 * <p>An object of the class remembers what walks begin with, for models that draw with the same parameters again and again;
 * its numbers are those of the static methods, bit for bit.
 */
public final class Binomial {
    private static final int BITS = 12;
    private static final int SLOTS = 1 << BITS;
    private static final int STRIDE = 4;

    /** What walks begin with: numbers of trials and probabilities asked for lately, mass and odds, as bits. */
    private final long[] remembered = new long[STRIDE * SLOTS];

    /** Up to this mean of the rarer outcome the walk starts from none of it. */
    private static final double FEW = 8;

    private static final long HASH = 0x9E3779B97F4A7C15L;
    private static final double HALF = 0.5;
    private static final double TWO_PI = 6.283185307179586;

    /** 1/k for the small k of most walks: a multiplication costs a fraction of a division. */
    private static final double[] RECIPROCALS = reciprocals();

    /** Draws that remember nothing yet. */
    public Binomial() {}

    /**
     * How many of a number of independent trials succeed: the same number as {@link #draw} from the same state of the stream.
     *
     * @param trials 0 to 2^40
     * @param probability of success, 0 to 1
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public long next(NamedStream stream, long trials, double probability) {
        require(trials, probability);
        double uniform = stream.nextDouble();
        if (trials <= 1 || probability == 0 || probability == 1) {
            return at(uniform, trials, probability);
        }
        double rarer = Math.min(probability, 1 - probability);
        boolean few = trials * rarer <= FEW;
        long bits = Double.doubleToRawLongBits(probability);
        // Numbers of trials that are near each other share cache lines.
        int slot = STRIDE * (int) ((((bits * HASH) >>> (Long.SIZE - BITS)) + trials) & (SLOTS - 1));
        if (remembered[slot] != trials || remembered[slot + 1] != bits) {
            remembered[slot] = trials;
            remembered[slot + 1] = bits;
            remembered[slot + 2] = Double.doubleToRawLongBits(
                    few ? power(1 - rarer, trials) : mass(trials, probability, mode(trials, probability)));
            remembered[slot + 3] = Double.doubleToRawLongBits(odds(few ? rarer : probability));
        }
        double first = Double.longBitsToDouble(remembered[slot + 2]);
        if (!few) {
            return walkFromMode(uniform, trials, probability, Double.longBitsToDouble(remembered[slot + 3]), first);
        }
        long rare = uniform < first ? 0 : walkUp(uniform, trials, Double.longBitsToDouble(remembered[slot + 3]), first);
        return probability <= HALF ? rare : trials - rare;
    }

    /**
     * How many of a number of independent trials succeed.
     *
     * @param trials 0 to 2^40
     * @param probability of success, 0 to 1
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public static long draw(NamedStream stream, long trials, double probability) {
        require(trials, probability);
        return at(stream.nextDouble(), trials, probability);
    }

    private static void require(long trials, double probability) {
        if (trials < 0 || trials > 1L << 40 || !(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "a binomial number takes 0 to 2^40 trials and a probability between 0 and 1," + " not " + trials
                            + " and " + probability);
        }
    }

    /** The number that belongs to a uniform draw. */
    static long at(double uniform, long trials, double probability) {
        if (trials == 1) {
            return uniform < probability ? 1 : 0;
        }
        if (trials == 0 || probability == 0) {
            return 0;
        }
        if (probability == 1) {
            return trials;
        }
        double rarer = Math.min(probability, 1 - probability);
        if (trials * rarer <= FEW) {
            long rare = walkUp(uniform, trials, odds(rarer), power(1 - rarer, trials));
            return probability <= HALF ? rare : trials - rare;
        }
        double peak = mass(trials, probability, mode(trials, probability));
        return walkFromMode(uniform, trials, probability, odds(probability), peak);
    }

    /** From 0 on, which has the probability {@code none}, where that is not far from the mode. */
    private static long walkUp(double uniform, long trials, double odds, double none) {
        double here = none;
        double left = uniform - here;
        long count = 0;
        while (left >= 0 && count < trials && here > 0) {
            count++;
            here *= odds * (trials - count + 1) * reciprocal(count);
            left -= here;
        }
        return count;
    }

    private static double reciprocal(long divisor) {
        return divisor < RECIPROCALS.length ? RECIPROCALS[(int) divisor] : 1.0 / divisor;
    }

    private static double[] reciprocals() {
        double[] all = new double[2048];
        for (int i = 1; i < all.length; i++) {
            all[i] = 1.0 / i;
        }
        return all;
    }

    /** By squaring: plain arithmetic, far cheaper than a logarithm and an exponential for the small exponents that are common. */
    private static double power(double base, long exponent) {
        double result = 1;
        double square = base;
        for (long bits = exponent; bits != 0; bits >>>= 1) {
            if ((bits & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    private static double odds(double probability) {
        return probability / (1 - probability);
    }

    private static long mode(long trials, double probability) {
        return Math.min(trials, Amd64.toInt64((trials + 1) * probability));
    }

    /** From the mode on, which has the probability {@code peak}, to both sides in turn. */
    private static long walkFromMode(double uniform, long trials, double probability, double odds, double peak) {
        long mode = mode(trials, probability);
        double against = 1 / odds;
        double up = peak;
        double down = peak;
        double left = uniform - up;
        long above = mode;
        long below = mode;
        while (left >= 0) {
            boolean moved = false;
            if (above < trials) {
                up *= odds * (trials - above) * reciprocal(above + 1);
                above++;
                left -= up;
                if (left < 0) {
                    return above;
                }
                moved = up > 0;
            }
            if (below > 0) {
                down *= against * below * reciprocal(trials - below + 1);
                below--;
                left -= down;
                if (left < 0) {
                    return below;
                }
                moved |= down > 0;
            }
            if (!moved) {
                // Rounding left a rest of the probability that belongs to no number.
                return mode;
            }
        }
        return mode;
    }

    /** The probability of a number of successes. */
    static double mass(long trials, double probability, long successes) {
        long failures = trials - successes;
        if (successes == 0) {
            return StrictMath.exp(trials * StrictMath.log1p(-probability));
        }
        if (failures == 0) {
            return StrictMath.exp(trials * StrictMath.log(probability));
        }
        double exponent = Gamma.stirlingError(trials)
                - Gamma.stirlingError(successes)
                - Gamma.stirlingError(failures)
                - deviance((double) successes, trials * probability)
                - deviance((double) failures, trials * (1 - probability));
        return StrictMath.exp(exponent) * StrictMath.sqrt(trials / (TWO_PI * successes * failures));
    }

    /** x·log(x/mean) + mean − x without cancellation. */
    private static double deviance(double x, double mean) {
        if (Math.abs(x - mean) >= 0.1 * (x + mean)) {
            return x * StrictMath.log(x / mean) + mean - x;
        }
        double v = (x - mean) / (x + mean);
        double sum = (x - mean) * v;
        double term = 2 * x * v;
        for (int odd = 3; ; odd += 2) {
            term *= v * v;
            double next = sum + term / odd;
            if (next == sum) {
                return sum;
            }
            sum = next;
        }
    }
}
