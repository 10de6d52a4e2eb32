package org.heapgoal.process.mutator;

/**
 * Memoryless lives: whoever lives at one position lives on at another with exp(−distance), however old. Positions are time
 * over the mean lifetime, or what a cache has evicted over what it holds. Since age does not matter, one cohort can go on
 * for the whole run as long as snapshots are close to each other; at a snapshot its members are thinned by the mean of the
 * old and the new ones.
 */
abstract class Decay extends Life {
    private static final double NO_SPAN = 1e-9;

    /** The position now. */
    abstract double position(long nowNanos);

    @Override
    double survival(Cohort cohort, long nowNanos) {
        double now = position(nowNanos);
        double could = cohort.expected + cohort.bornSince;
        double alive = cohort.expected * StrictMath.exp(cohort.bornBeforeUntil - now);
        if (cohort.bornSince > 0) {
            alive += cohort.bornSince * average(now - cohort.bornUntil, cohort.bornUntil - cohort.bornSinceFrom);
        }
        cohort.bornBefore += cohort.bornSince;
        cohort.bornSince = 0;
        cohort.bornBeforeUntil = now;
        cohort.expected = alive;
        return could > 0 ? Math.min(1, alive / could) : 0;
    }

    /** The mean of exp(−age) over ages spread evenly over a span from the youngest on. */
    private static double average(double youngest, double span) {
        double young = StrictMath.exp(-youngest);
        return span < NO_SPAN ? young : young * (-StrictMath.expm1(-span) / span);
    }
}
