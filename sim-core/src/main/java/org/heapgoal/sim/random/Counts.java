package org.heapgoal.sim.random;

/**
 * Random numbers of things.
 *
 * <p>Both are drawn by walking up the cumulative distribution, which takes time in proportion to the mean. Where the
 * probability of 0 would be too small for the walk to start from, the number is drawn as the sum of independent parts; so
 * the number of draws depends on the parameters, but never on the draws.
 */
public final class Counts {
    /** The largest mean of one walk: the walk starts from about exp(-mean), and exp(-500) is well above the smallest double. */
    private static final double LARGEST_MEAN = 500;

    private static final double LARGEST_TOTAL = 1e9;

    private Counts() {}

    /**
     * How many events of a Poisson process fall into an interval.
     *
     * @param mean 0 to 10^9
     * @throws IllegalArgumentException if the mean is out of range
     */
    public static long poisson(NamedStream stream, double mean) {
        if (!(mean >= 0 && mean <= LARGEST_TOTAL)) {
            throw new IllegalArgumentException("the mean of a Poisson number is between 0 and 1e9, not " + mean);
        }
        int parts = (int) Math.max(1, Math.ceil(mean / LARGEST_MEAN));
        long sum = 0;
        for (int part = 0; part < parts; part++) {
            sum += poissonWalk(stream.nextDouble(), mean / parts);
        }
        return sum;
    }

    /**
     * How many of a number of independent trials succeed.
     *
     * @param trials 0 or more
     * @param probability of success, 0 to 1; trials times the smaller of it and its complement is at most 10^9
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public static long binomial(NamedStream stream, long trials, double probability) {
        if (trials < 0 || !(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "a binomial number takes 0 or more trials and a probability between 0 and 1," + " not " + trials
                            + " and " + probability);
        }
        if (probability > 0.5) {
            return trials - binomial(stream, trials, 1 - probability);
        }
        double mean = trials * probability;
        if (mean > LARGEST_TOTAL) {
            throw new IllegalArgumentException(
                    "the mean of a binomial number, or of its complement, is at most 1e9, not " + trials + " x "
                            + probability);
        }
        // With a probability of at most 1/2, (1 - p)^n is at least exp(-1.39 n p).
        int parts = (int) Math.max(1, Math.ceil(mean / LARGEST_MEAN));
        long sum = 0;
        long left = trials;
        for (int part = 0; part < parts; part++) {
            long share = left / (parts - part);
            left -= share;
            sum += binomialWalk(stream.nextDouble(), share, probability);
        }
        return sum;
    }

    private static long poissonWalk(double uniform, double mean) {
        double probability = StrictMath.exp(-mean);
        double remaining = uniform - probability;
        long count = 0;
        while (remaining >= 0 && probability > 0) {
            count++;
            probability *= mean / count;
            remaining -= probability;
        }
        return count;
    }

    private static long binomialWalk(double uniform, long trials, double probability) {
        double odds = probability / (1 - probability);
        double here = StrictMath.exp(trials * StrictMath.log1p(-probability));
        double remaining = uniform - here;
        long count = 0;
        while (remaining >= 0 && count < trials && here > 0) {
            count++;
            here *= odds * (trials - count + 1) / count;
            remaining -= here;
        }
        return count;
    }
}
