package org.heapgoal.process.mutator;

import org.heapgoal.sim.random.Distribution;

/**
 * Independent lifetimes of one distribution. Survivors are thinned from one snapshot to the next by S(t₂ − b)/S(t₁ − b),
 * with S averaged over the births b of the cohort as long as it is young, and a cohort that has births on both sides of a
 * snapshot is thinned by the mean of its old and its new members.
 */
final class Aging extends Life {
    /** From this multiple of its span of births on, a cohort's births count as one instant. */
    private static final double OLD = 16;

    private static final int FEW_POINTS = 4;
    private static final int MANY_POINTS = 32;
    private static final double WIDE = 1.0 / 8;
    private static final double ALMOST_ALL = 0.9999;
    private static final double MEDIAN = 0.5;

    private final Distribution lifetime;

    /** Beyond this age almost none is left. */
    private final double horizon;

    private final double median;

    Aging(Distribution lifetime) {
        this.lifetime = lifetime;
        this.horizon = lifetime.quantile(ALMOST_ALL);
        this.median = lifetime.quantile(MEDIAN);
    }

    @Override
    double survival(Cohort cohort, long nowNanos) {
        double alive = cohort.bornBefore == 0
                ? 0
                : Math.min(
                        cohort.expected,
                        cohort.bornBefore * average(cohort.bornFrom, cohort.bornBeforeUntil, (double) nowNanos));
        double could = cohort.expected + cohort.bornSince;
        if (cohort.bornSince > 0) {
            alive += cohort.bornSince * average(cohort.bornSinceFrom, cohort.bornUntil, (double) nowNanos);
        }
        cohort.bornBefore += cohort.bornSince;
        cohort.bornSince = 0;
        cohort.bornBeforeUntil = cohort.bornUntil;
        cohort.expected = alive;
        return could > 0 ? Math.min(1, alive / could) : 0;
    }

    /** The mean survival of births spread evenly between two instants. */
    private double average(double from, double until, double now) {
        double span = until - from;
        if (span * OLD <= now - until) {
            return lifetime.survival(now - (from + until) / 2);
        }
        double youngest = now - until;
        double oldest = Math.max(youngest, Math.min(now - from, horizon));
        double range = oldest - youngest;
        int points = range <= median * WIDE ? FEW_POINTS : MANY_POINTS;
        double sum = 0;
        for (int i = 0; i < points; i++) {
            sum += lifetime.survival(youngest + range * ((i + 0.5) / points));
        }
        return span > 0 ? sum / points * (range / span) : sum / points;
    }
}
