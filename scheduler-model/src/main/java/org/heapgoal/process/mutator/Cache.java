package org.heapgoal.process.mutator;

import org.heapgoal.process.program.CacheSpec;
import org.heapgoal.sim.units.Amd64;
import org.jspecify.annotations.Nullable;

/**
 * A cache: what is put in beyond its capacity evicts as much. Positions are bytes put in since the start.
 *
 * <p>Oldest first: everything before a position is gone, so a cohort that was put in over a range of positions has lost
 * the part of the range before it, an exact number of its objects. Any one: each insertion into a full cache evicts an entry
 * with a chance of its size over the capacity, so entries decay exponentially in the bytes put in. Oldest of many parts:
 * ages at eviction, in bytes put in, scatter about the capacity.
 */
final class Cache {
    private static final double COHORTS = 64;

    private final boolean oldest;
    private final @Nullable PartTurnover parts;
    private double capacityBytes;
    private double insertedBytes;
    /** Oldest first: all before this position is evicted. Any one: the exponent of decay so far. */
    private double evicted;
    /** Any one: bytes in the cache. */
    private double heldBytes;

    Cache(CacheSpec spec) {
        this.oldest = spec.eviction() == CacheSpec.Eviction.OLDEST;
        this.parts = spec.partHolds() > 0 ? new PartTurnover(spec.partHolds()) : null;
        this.capacityBytes = (double) spec.capacityBytes();
    }

    private Life life() {
        if (!oldest) {
            return new AnyGo();
        }
        return parts == null ? new OldestGo() : new OldestOfPartsGo(parts);
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
        private final Life life = life();
        private final @Nullable Survivors survivors;
        private @Nullable Cohort cohort;
        private double endPosition;

        Insertions(Population population, AllocationSite site) {
            this.population = population;
            this.site = site;
            this.survivors = oldest ? null : new Survivors(population, site);
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
                mine.heir = survivors == null ? null : survivors.cohort();
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
            Cohort mine = cohort;
            if (survivors != null) {
                survivors.beforeSnapshot(evicted);
            }
            if (mine != null
                    && (survivors != null || insertedBytes >= endPosition - Math.max(1, capacityBytes) / COHORTS / 2)) {
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

    /** Each goes at an age of about the capacity, in bytes put in. */
    private final class OldestOfPartsGo extends Aging {
        OldestOfPartsGo(PartTurnover turnover) {
            super(turnover::survival, turnover::quantile);
        }

        @Override
        double position(long nowNanos) {
            return insertedBytes;
        }

        @Override
        double unit() {
            return Math.max(1, capacityBytes);
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
