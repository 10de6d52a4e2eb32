package org.heapgoal.sim.random;

import java.util.Arrays;
import org.heapgoal.sim.units.Amd64;

/**
 * Binomial numbers of one probability for models that draw many: from exactly one draw each, in time that grows with the
 * standard deviation instead of the mean. A larger draw never gives a smaller number of successes, or, where failures are rare, of
 * failures.
 *
 * <p>Where one outcome is rare the walk through the distribution starts from none of it. Otherwise it starts at the mode, to
 * the side on which the draw lies. The probability of the mode is had without logarithms of factorials, from the errors of
 * Stirling's formula and the deviance [C. Loader: Fast and accurate computation of binomial probabilities, 2000].
 *
 * <p>An object remembers what walks begin with, for models that ask for the same numbers of trials again and again.
 */
public final class Binomial {
    private static final int SLOTS = 256;

    /** Up to this mean of the rarer outcome the walk starts from none of it. */
    private static final double FEW = 8;

    private static final double HALF = 0.5;
    private static final double TWO_PI = 6.283185307179586;

    /** 1/k for the small k of most walks: a multiplication costs a fraction of a division. */
    private static final double[] RECIPROCALS = reciprocals();

    /** Numbers of trials asked for lately, each with the two numbers that its walk begins with. */
    private final long[] asked = new long[SLOTS];

    private final double[] begins = new double[2 * SLOTS];
    private boolean remembers;

    private double probability;
    private double rarer;
    private double odds;
    private double against;

    /**
     * Numbers of a probability.
     *
     * @param probability of success, 0 to 1
     * @throws IllegalArgumentException if it is out of range
     */
    public Binomial(double probability) {
        Arrays.fill(asked, -1);
        probability(probability);
    }

    /**
     * Another probability from now on; what was remembered is forgotten.
     *
     * @param successProbability 0 to 1
     * @throws IllegalArgumentException if it is out of range
     */
    void probability(double successProbability) {
        if (!(successProbability >= 0 && successProbability <= 1)) {
            throw new IllegalArgumentException(
                    "a binomial number takes a probability between 0 and 1, not " + successProbability);
        }
        if (remembers) {
            Arrays.fill(asked, -1);
            remembers = false;
        }
        probability = successProbability;
        rarer = Math.min(successProbability, 1 - successProbability);
        odds = successProbability / (1 - successProbability);
        against = (1 - successProbability) / successProbability;
    }

    /**
     * How many of a number of independent trials succeed.
     *
     * @param trials 0 to 2^40
     * @throws IllegalArgumentException if it is out of range
     */
    public long next(NamedStream stream, long trials) {
        requireTrials(trials);
        return at(stream.nextDouble(), trials);
    }

    static void requireTrials(long trials) {
        if (trials < 0 || trials > 1L << 40) {
            throw new IllegalArgumentException("a binomial number takes 0 to 2^40 trials, not " + trials);
        }
    }

    /** The number that belongs to a uniform draw. */
    long at(double uniform, long trials) {
        if (trials <= 1 || rarer == 0) {
            return uniform < probability ? trials : 0;
        }
        int slot = remember(trials);
        if (!few(trials)) {
            return walkFromMode(uniform, trials, begins[slot], begins[slot + 1]);
        }
        double none = begins[slot];
        return ofRarer(uniform < none ? 0 : walkUp(uniform, trials, none), trials);
    }

    /** Whether every trial succeeds. */
    public boolean certain() {
        return probability == 1;
    }

    /** Whether walks start from none of the rarer outcome. */
    boolean few(long trials) {
        return trials * rarer <= FEW;
    }

    /** The probability that the rarer outcome is not among few trials. */
    double none(long trials) {
        return begins[remember(trials)];
    }

    /** The number of successes when the rarer outcome has a number. */
    long ofRarer(long count, long trials) {
        return probability <= HALF ? count : trials - count;
    }

    /** Where the numbers stand that a walk begins with: none, or what is below the mode, and the mode's probability. */
    private int remember(long trials) {
        int slot = (int) trials & (SLOTS - 1);
        if (asked[slot] != trials) {
            asked[slot] = trials;
            remembers = true;
            if (few(trials)) {
                begins[2 * slot] = power(1 - rarer, trials);
            } else {
                long mode = mode(trials);
                double peak = mass(trials, probability, mode);
                begins[2 * slot] = below(trials, mode, peak);
                begins[2 * slot + 1] = peak;
            }
        }
        return 2 * slot;
    }

    /** From 0 on, which has the probability {@code none}, where that is not far from the mode. */
    long walkUp(double uniform, long trials, double none) {
        double ratio = probability <= HALF ? odds : against;
        double here = none;
        double left = uniform - here;
        long count = 0;
        while (left >= 0 && count < trials && here > 0) {
            count++;
            here *= ratio * (trials - count + 1) * reciprocal(count);
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

    private long mode(long trials) {
        return Math.min(trials, Amd64.toInt64((trials + 1) * probability));
    }

    /** The probability of all numbers below the mode. */
    private double below(long trials, long mode, double peak) {
        double here = peak;
        double sum = 0;
        for (long count = mode; count > 0; count--) {
            here *= against * count * reciprocal(trials - count + 1);
            double more = sum + here;
            if (more == sum) {
                break;
            }
            sum = more;
        }
        return sum;
    }

    /** From the mode, which has the probability {@code peak} and {@code below} under it, to the side of the draw. */
    private long walkFromMode(double uniform, long trials, double below, double peak) {
        long count = mode(trials);
        double here = peak;
        double left = uniform - below;
        if (left >= 0) {
            left -= here;
            while (left >= 0 && count < trials && here > 0) {
                here *= odds * (trials - count) * reciprocal(count + 1);
                count++;
                left -= here;
            }
            return count;
        }
        while (left < 0 && count > 0 && here > 0) {
            here *= against * count * reciprocal(trials - count + 1);
            count--;
            left += here;
        }
        return count;
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
