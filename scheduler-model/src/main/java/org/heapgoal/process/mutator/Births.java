package org.heapgoal.process.mutator;

import org.jspecify.annotations.Nullable;

/** Says which cohort the objects of a site join, at the instant at which they are born. */
abstract class Births {
    /**
     * The cohort for objects that are born now; they are noted as born.
     *
     * @param routine whose they are
     * @param objects how many, at least 1
     * @param requestedBytes of all of them
     */
    abstract Cohort born(Routine routine, int objects, double requestedBytes, long nowNanos);

    /** The instant from which on newborns join another cohort: before it is passed, what is pending should be handed out. */
    long epochEndNanos() {
        return Long.MAX_VALUE;
    }

    /** A snapshot begins. */
    void beforeSnapshot(long nowNanos) {}

    /** Whether what a step allocated last is in use until the step goes on: garbage otherwise. */
    boolean lastIsHeld() {
        return false;
    }

    /** All of a site's objects share one cohort for the whole run. */
    static final class Together extends Births {
        private final Population population;
        private final AllocationSite site;
        private final Life life;
        private @Nullable Cohort cohort;

        Together(Population population, AllocationSite site, Life life) {
            this.population = population;
            this.site = site;
            this.life = life;
        }

        @Override
        Cohort born(Routine routine, int objects, double requestedBytes, long nowNanos) {
            Cohort mine = cohort;
            if (mine == null) {
                mine = population.open(life, site.fate, site.noscan, site.finalizers);
                cohort = mine;
            }
            return mine;
        }

        @Override
        boolean lastIsHeld() {
            return life == Life.DEAD;
        }

        /** What there is becomes garbage; newborns join another cohort. */
        void drop() {
            Cohort mine = cohort;
            if (mine != null) {
                cohort = null;
                population.drop(mine);
            }
        }
    }

    /** One cohort for each goroutine, or each of its passes. */
    static final class Scoped extends Births {
        private final Population population;
        private final AllocationSite site;
        private final int slot;

        Scoped(Population population, AllocationSite site, boolean iteration) {
            this.population = population;
            this.site = site;
            this.slot = Routine.scopedSlot(iteration, site.noscan, site.finalizers);
        }

        @Override
        Cohort born(Routine routine, int objects, double requestedBytes, long nowNanos) {
            Cohort mine = routine.scoped[slot];
            if (mine == null) {
                mine = population.open(Life.UNTIL_DROPPED, null, site.noscan, site.finalizers);
                routine.scoped[slot] = mine;
            }
            return mine;
        }
    }
}
