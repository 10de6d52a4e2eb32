package org.heapgoal.process.mutator;

/**
 * Memoryless lives: whoever lives at one position lives on at another with exp(−distance), however old. Positions are time
 * over the mean lifetime, or what a cache has evicted over what it holds. A cohort with births on both sides of a snapshot
 * is thinned by the mean of its old and its new members; the births since a snapshot are spread evenly.
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
