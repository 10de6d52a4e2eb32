package org.heapgoal.process.mutator;

import org.heapgoal.process.program.CacheSpec;
import org.heapgoal.sim.units.Amd64;
import org.jspecify.annotations.Nullable;

/**
 * A cache: what is put in beyond its capacity evicts as much. Positions are bytes put in since the start.
 *
 * <p>Oldest first: everything before a position is gone, so a cohort that was put in over a range of positions has lost
 * the part of the range before it, an exact number of its objects. Any one: each insertion into a full cache evicts an entry
 * with a chance of its size over the capacity, so entries decay exponentially in the bytes put in.
 */
final class Cache {
    private static final double COHORTS = 64;

    private final boolean oldest;
    private double capacityBytes;
    private double insertedBytes;
    /** Oldest first: all before this position is evicted. Any one: the exponent of decay so far. */
    private double evicted;
    /** Any one: bytes in the cache. */
    private double heldBytes;

    Cache(CacheSpec spec) {
        this.oldest = spec.eviction() == CacheSpec.Eviction.OLDEST;
        this.capacityBytes = (double) spec.capacityBytes();
    }

    /** A new capacity; a smaller one evicts at once. */
    void capacity(long bytes) {
        double smaller = (double) bytes;
        if (!oldest && heldBytes > smaller) {
            evicted += StrictMath.log(heldBytes / Math.max(1, smaller));
            heldBytes = smaller;
        }
        capacityBytes = smaller;
        evictOldest();
    }

    /** Bytes that are put in. */
    void insert(double bytes) {
        insertedBytes += bytes;
        if (oldest) {
            evictOldest();
            return;
        }
        double beyond = Math.max(0, heldBytes + bytes - capacityBytes);
        heldBytes = Math.min(capacityBytes, heldBytes + bytes);
        if (beyond > 0) {
            evicted += beyond / Math.max(1, capacityBytes);
        }
    }

    private void evictOldest() {
        if (oldest) {
            evicted = Math.max(evicted, insertedBytes - capacityBytes);
        }
    }

    /** Where newborns of a site join. */
    Births births(Population population, AllocationSite site) {
        return new Insertions(population, site);
    }

    private final class Insertions extends Births {
        private final Population population;
        private final AllocationSite site;
        private final Life life = oldest ? new OldestGo() : new AnyGo();
        private @Nullable Cohort cohort;
        private double endPosition;

        Insertions(Population population, AllocationSite site) {
            this.population = population;
            this.site = site;
        }

        @Override
        Cohort born(Routine routine, int objects, double requestedBytes, long nowNanos) {
            Cohort mine = cohort;
            double at = oldest ? insertedBytes : evicted;
            if (mine != null && at >= endPosition) {
                population.close(mine);
                mine = null;
            }
            if (mine == null) {
                mine = population.open(life, site.fate, site.noscan, site.finalizers);
                cohort = mine;
                mine.bornFrom = at;
                endPosition = at + (oldest ? Math.max(1, capacityBytes) / COHORTS : 1 / COHORTS);
            }
            insert(requestedBytes);
            if (mine.bornSince == 0) {
                mine.bornSinceFrom = at;
            }
            mine.bornUntil = oldest ? insertedBytes : evicted;
            mine.bornSince += objects;
            return mine;
        }

        @Override
        void beforeSnapshot(long nowNanos) {
            if (!oldest) {
                endPosition = evicted + 1 / COHORTS;
                return;
            }
            Cohort mine = cohort;
            if (mine != null && insertedBytes >= endPosition - Math.max(1, capacityBytes) / COHORTS / 2) {
                population.close(mine);
                cohort = null;
            }
        }
    }

    /** Survivors of a cohort are those put in from the eviction's position on; their number is exact. */
    private final class OldestGo extends Life {
        @Override
        double survival(Cohort cohort, long nowNanos) {
            long all = cohort.bornBefore + cohort.bornSince;
            double range = cohort.bornUntil - cohort.bornFrom;
            double gone = range <= 0
                    ? (evicted > cohort.bornUntil ? 1 : 0)
                    : Math.max(0, Math.min(1, (evicted - cohort.bornFrom) / range));
            long alive = all - Amd64.toInt64(gone * all);
            cohort.before = Amd64.toInt64(cohort.expected) + cohort.bornSince;
            cohort.after = Math.min(cohort.before, alive);
            cohort.expected = (double) cohort.after;
            cohort.bornBefore = all;
            cohort.bornSince = 0;
            return cohort.before == 0 ? 0 : (double) cohort.after / cohort.before;
        }

        @Override
        boolean exact() {
            return true;
        }
    }

    /** Each lives on with exp(−exponent gained). */
    private final class AnyGo extends Decay {
        @Override
        double position(long nowNanos) {
            return evicted;
        }
    }
}
