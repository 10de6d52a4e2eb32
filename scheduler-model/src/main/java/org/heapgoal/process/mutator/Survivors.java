package org.heapgoal.process.mutator;

import org.jspecify.annotations.Nullable;

/**
 * The objects of a site whose lifetimes have no memory and that have survived a snapshot: all are alike from then on, so one
 * cohort holds them. What it has decayed by is an exponent that only grows: time over the mean, or bytes put into a cache
 * over its capacity.
 */
final class Survivors extends Life {
    private final Population population;
    private final AllocationSite site;
    private @Nullable Cohort cohort;
    private double exponentThen;
    private double ratio = 1;

    Survivors(Population population, AllocationSite site) {
        this.population = population;
        this.site = site;
    }

    /** The cohort. */
    Cohort cohort() {
        Cohort mine = cohort;
        if (mine == null) {
            mine = population.open(this, site.fate, site.noscan, site.finalizers);
            cohort = mine;
        }
        return mine;
    }

    /** A snapshot begins, with this exponent. */
    void beforeSnapshot(double exponentNow) {
        ratio = StrictMath.exp(exponentThen - exponentNow);
        exponentThen = exponentNow;
    }

    @Override
    double survival(Cohort asked, long nowNanos) {
        return ratio;
    }
}
