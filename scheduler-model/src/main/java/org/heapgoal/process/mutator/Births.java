package org.heapgoal.process.mutator;

import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.units.Amd64;
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

    /**
     * Cohorts by time of birth, for lifetimes of a distribution. An epoch is a 64th of the mean lifetime, or more where so
     * many cohorts would live at once that a day's run could not hold them.
     */
    static final class Epochs extends Births {
        /** Cohorts of a site that can have living members at once, at most about twice as many. */
        static final int MAX_EPOCHS = 2048;

        private static final double EPOCHS_PER_MEAN = 64;
        private static final double ALMOST_ALL = 1 - 1e-7;
        private static final double MEDIAN = 0.5;
        private static final double SHORTEST_NANOS = 1000;

        private final Population population;
        private final AllocationSite site;
        private final Life life;
        private final long widthNanos;
        private final double meanNanos;
        private final @Nullable Survivors survivors;
        private @Nullable Cohort cohort;
        private long startNanos;
        private long endNanos;

        Epochs(Population population, AllocationSite site, Distribution lifetime, long durationNanos) {
            this.population = population;
            this.site = site;
            this.life = new Aging(lifetime);
            double mean = lifetime.mean();
            this.meanNanos = mean;
            this.survivors = lifetime instanceof Distribution.Exponential ? new Survivors(population, site) : null;
            double typical = mean < Double.POSITIVE_INFINITY ? mean : lifetime.quantile(MEDIAN);
            double horizon = Math.min((double) durationNanos, lifetime.quantile(ALMOST_ALL));
            double width = Math.max(typical / EPOCHS_PER_MEAN, horizon / MAX_EPOCHS);
            this.widthNanos = Amd64.toInt64(Math.max(SHORTEST_NANOS, Math.min(width, (double) durationNanos)));
        }

        @Override
        Cohort born(Routine routine, int objects, double requestedBytes, long nowNanos) {
            if (nowNanos >= endNanos) {
                close();
            }
            Cohort mine = cohort;
            if (mine == null) {
                mine = population.open(life, site.fate, site.noscan, site.finalizers);
                mine.heir = survivors == null ? null : survivors.cohort();
                cohort = mine;
                startNanos = nowNanos;
                endNanos = nowNanos + widthNanos;
            }
            mine.born(objects, (double) nowNanos);
            return mine;
        }

        @Override
        long epochEndNanos() {
            return cohort == null ? Long.MAX_VALUE : endNanos;
        }

        /** Half an epoch and more ends with a snapshot, so that few cohorts have members on both sides of one. */
        @Override
        void beforeSnapshot(long nowNanos) {
            if (survivors != null) {
                survivors.beforeSnapshot((double) nowNanos / meanNanos);
                close();
            } else if (nowNanos - startNanos >= widthNanos / 2) {
                close();
            }
        }

        private void close() {
            Cohort mine = cohort;
            if (mine != null) {
                cohort = null;
                population.close(mine);
            }
        }
    }
}
