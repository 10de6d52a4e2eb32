package org.heapgoal.report;

/**
 * Where a run's warm-up ends: MSER-5 (White's marginal standard error rule on means of batches of five). Of all numbers of
 * leading batches, at most half of them, leaving out the one is right for which the rest has the smallest squared standard
 * error; a warm-up that differs from the rest makes it larger, and so does leaving out too much.
 */
public final class WarmUp {
    /** Values in a batch. */
    public static final int BATCH = 5;

    /** With fewer batches nothing is left out: the rule would follow chance. */
    static final int FEWEST_BATCHES = 10;

    private WarmUp() {}

    /** How many leading batches to leave out; of equally good numbers the smallest. */
    public static int batches(double[] means) {
        int count = means.length;
        if (count < FEWEST_BATCHES) {
            return 0;
        }
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        double mean = 0;
        double squares = 0;
        // From the last batch backwards, so that mean and squares grow by one value at a time (Welford's recurrence).
        for (int from = count - 1; from >= 0; from--) {
            int left = count - from;
            double delta = means[from] - mean;
            mean += delta / left;
            squares += delta * (means[from] - mean);
            double error = squares / ((double) left * left);
            if (from <= count / 2 && error <= least) {
                least = error;
                best = from;
            }
        }
        return best;
    }
}
