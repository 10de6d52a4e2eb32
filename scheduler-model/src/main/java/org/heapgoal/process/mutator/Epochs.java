package org.heapgoal.process.mutator;

import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.units.Amd64;
import org.jspecify.annotations.Nullable;

/**
 * Cohorts by time of birth, for lifetimes of a distribution. An epoch is a 64th of the mean lifetime, or more where so many
 * cohorts would live at once that a day's run could not hold them, and wider and wider while no cycle comes to free the
 * dead.
 *
 * <p>Half an epoch and more ends with a snapshot, so that few cohorts have members on both sides of one. Exponential
 * lifetimes have no memory: their epoch goes on as long as a snapshot comes before it is over.
 */
final class Epochs extends Births {
    /** Cohorts of a site that can have living members at once, at most about twice as many. */
    static final int MAX_EPOCHS = 2048;

    /** After so many epochs without a snapshot they become twice as wide. */
    private static final int WIDENS_AFTER = 256;

    private static final double EPOCHS_PER_MEAN = 64;
    private static final double ALMOST_ALL = 1 - 1e-7;
    private static final double MEDIAN = 0.5;
    private static final double SHORTEST_NANOS = 1000;

    private final Population population;
    private final AllocationSite site;
    private final Life life;
    private final boolean memoryless;
    private final double perNano;
    private final long narrowNanos;
    private long widthNanos;
    private int sinceSnapshot;
    private @Nullable Cohort cohort;
    private long startNanos;
    private long endNanos;

    Epochs(Population population, AllocationSite site, Distribution lifetime, long durationNanos) {
        this.population = population;
        this.site = site;
        double mean = lifetime.mean();
        this.memoryless = lifetime instanceof Distribution.Exponential;
        this.perNano = memoryless ? 1 / mean : 1;
        this.life = memoryless ? new Exponential(perNano) : new Aging(lifetime);
        double typical = mean < Double.POSITIVE_INFINITY ? mean : lifetime.quantile(MEDIAN);
        double horizon = Math.min((double) durationNanos, lifetime.quantile(ALMOST_ALL));
        double width = Math.max(typical / EPOCHS_PER_MEAN, memoryless ? 0 : horizon / MAX_EPOCHS);
        this.narrowNanos = Amd64.toInt64(Math.max(SHORTEST_NANOS, Math.min(width, (double) durationNanos)));
        this.widthNanos = narrowNanos;
    }

    @Override
    Cohort born(Routine routine, int objects, double requestedBytes, long nowNanos) {
        if (nowNanos >= endNanos) {
            close();
        }
        Cohort mine = cohort;
        if (mine == null) {
            mine = population.open(life, site.fate, site.noscan, site.finalizers);
            cohort = mine;
            if (++sinceSnapshot % WIDENS_AFTER == 0) {
                widthNanos *= 2;
            }
            startNanos = nowNanos;
            endNanos = nowNanos + widthNanos;
        }
        mine.born(objects, nowNanos * perNano);
        return mine;
    }

    @Override
    long epochEndNanos() {
        return cohort == null ? Long.MAX_VALUE : endNanos;
    }

    @Override
    void beforeSnapshot(long nowNanos) {
        if (memoryless) {
            endNanos = nowNanos + narrowNanos;
        } else if (nowNanos - startNanos >= widthNanos / 2) {
            close();
        }
        widthNanos = narrowNanos;
        sinceSnapshot = 0;
    }

    private void close() {
        Cohort mine = cohort;
        if (mine != null) {
            cohort = null;
            population.close(mine);
        }
    }

    /** Time over the mean. */
    private static final class Exponential extends Decay {
        private final double perNano;

        Exponential(double perNano) {
            this.perNano = perNano;
        }

        @Override
        double position(long nowNanos) {
            return nowNanos * perNano;
        }
    }
}
