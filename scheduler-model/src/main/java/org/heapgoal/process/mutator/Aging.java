package org.heapgoal.process.mutator;

import java.util.function.DoubleUnaryOperator;
import org.heapgoal.sim.random.Distribution;

/**
 * Independent lifetimes of one distribution, in time or in what else {@link #position} counts. Survivors are thinned from one snapshot to the next by S(t₂ − b)/S(t₁ − b),
 * with S averaged over the births b of the cohort as long as it is young, and a cohort that has births on both sides of a
 * snapshot is thinned by the mean of its old and its new members.
 */
class Aging extends Life {
    /** From this multiple of its span of births on, a cohort's births count as one instant. */
    private static final double OLD = 16;

    private static final int FEW_POINTS = 4;
    private static final int MANY_POINTS = 32;
    private static final double WIDE = 1.0 / 8;
    private static final double ALMOST_ALL = 0.9999;
    private static final double MEDIAN = 0.5;

    private final DoubleUnaryOperator lifetime;

    /** Beyond this age almost none is left. */
    private final double horizon;

    private final double median;

    /** Lifetimes in nanoseconds. */
    Aging(Distribution lifetime) {
        this(lifetime::survival, lifetime::quantile);
    }

    /**
     * Lifetimes in multiples of {@link #unit}.
     *
     * @param survival the share that reaches an age
     * @param quantile the age by which a share is gone
     */
    Aging(DoubleUnaryOperator survival, DoubleUnaryOperator quantile) {
        this.lifetime = survival;
        this.horizon = quantile.applyAsDouble(ALMOST_ALL);
        this.median = quantile.applyAsDouble(MEDIAN);
    }

    /** What births and ages are counted in, now: the clock. */
    double position(long nowNanos) {
        return (double) nowNanos;
    }

    /** How much of it is 1 to the distribution. */
    double unit() {
        return 1;
    }

    @Override
    double survival(Cohort cohort, long nowNanos) {
        double now = position(nowNanos);
        double alive = cohort.bornBefore == 0
                ? 0
                : Math.min(cohort.expected, cohort.bornBefore * average(cohort.bornFrom, cohort.bornBeforeUntil, now));
        double could = cohort.expected + cohort.bornSince;
        if (cohort.bornSince > 0) {
            alive += cohort.bornSince * average(cohort.bornSinceFrom, cohort.bornUntil, now);
        }
        cohort.bornBefore += cohort.bornSince;
        cohort.bornSince = 0;
        cohort.bornBeforeUntil = cohort.bornUntil;
        cohort.expected = alive;
        return could > 0 ? Math.min(1, alive / could) : 0;
    }

    /** The mean survival of births spread evenly between two positions. */
    private double average(double from, double until, double now) {
        double unit = unit();
        double span = (until - from) / unit;
        double youngest = (now - until) / unit;
        if (span * OLD <= youngest) {
            return lifetime.applyAsDouble((now - (from + until) / 2) / unit);
        }
        double oldest = Math.max(youngest, Math.min((now - from) / unit, horizon));
        double range = oldest - youngest;
        int points = range <= median * WIDE ? FEW_POINTS : MANY_POINTS;
        double sum = 0;
        for (int i = 0; i < points; i++) {
            sum += lifetime.applyAsDouble(youngest + range * ((i + 0.5) / points));
        }
        return span > 0 ? sum / points * (range / span) : sum / points;
    }
}
