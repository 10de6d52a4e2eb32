package org.heapgoal.process.mutator;

/**
 * How long entries stay in a cache of many rings to which insertions come at random, each ring evicting its own oldest. An
 * entry goes with the {@code holds}th insertion into its ring after its own. How many insertions its ring has had is a Poisson
 * number, so ages at eviction follow an Erlang distribution. Ages are bytes put into the cache since, over its capacity, and are
 * 1 in the mean.
 */
final class PartTurnover {
    private static final double FARTHEST = 64;
    private static final int HALVINGS = 60;

    private final int holds;

    /**
     * Of rings of a size.
     *
     * @param holds insertions that a ring holds, 1 to 256: more would underflow
     */
    PartTurnover(int holds) {
        this.holds = holds;
    }

    /** The chance that fewer than {@code holds} insertions have come to an entry's ring by this age. */
    double survival(double age) {
        double expected = holds * Math.max(0, age);
        double term = StrictMath.exp(-expected);
        double sum = term;
        for (int i = 1; i < holds; i++) {
            term *= expected / i;
            sum += term;
        }
        return Math.min(1, sum);
    }

    /** The age by which a share of the entries is gone. */
    double quantile(double share) {
        double low = 0;
        double high = FARTHEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (survival(middle) > 1 - share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
