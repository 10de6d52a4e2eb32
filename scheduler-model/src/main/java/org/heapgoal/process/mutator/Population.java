package org.heapgoal.process.mutator;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.heap.span.Fate;
import org.heapgoal.heap.span.Heap;
import org.heapgoal.sim.random.NamedStream;
import org.heapgoal.sim.random.Thinning;
import org.jspecify.annotations.Nullable;

/**
 * All cohorts of a process by number, and their fate. Numbers are used again when the heap has freed the last object of a
 * closed cohort, so their count follows the number of cohorts with objects.
 *
 * <p>Between calls: a number is either free, or open, or closed and waiting for the heap.
 */
final class Population implements Fate {
    private static final int NONE = -1;

    private final Heap heap;
    private final List<Cohort> all = new ArrayList<>();
    private int[] free = new int[64];
    private int freeCount;
    private final Thinning thinning = new Thinning();

    /** The cohort that is thinned out, {@link #NONE} at first. */
    private int thinned = NONE;

    private long snapshot;
    private long nowNanos;

    /** Where dead objects with finalizers wait, by noscan; opened when needed. */
    private final @Nullable Cohort[] finalizable = new Cohort[2];

    private final boolean[] noscanOf2 = {false, true};
    private boolean[] noscan = new boolean[64];

    Population(Heap heap) {
        this.heap = heap;
    }

    /** A new open cohort. */
    Cohort open(Life life, @Nullable NamedStream stream, boolean isNoscan, boolean finalizers) {
        Cohort cohort;
        if (freeCount > 0) {
            cohort = all.get(free[--freeCount]);
        } else {
            cohort = new Cohort(all.size());
            all.add(cohort);
            if (all.size() > noscan.length) {
                noscan = java.util.Arrays.copyOf(noscan, noscan.length * 2);
            }
        }
        cohort.reset(life, stream, finalizers);
        noscan[cohort.number] = isNoscan;
        heap.openCohort(cohort.number, isNoscan);
        if (finalizers) {
            successorOf(isNoscan);
        }
        return cohort;
    }

    /** No more births; its members live on as they may. */
    void close(Cohort cohort) {
        heap.closeCohort(cohort.number);
    }

    /** No more births, and what was born is garbage. */
    void drop(Cohort cohort) {
        cohort.dead = true;
        heap.closeCohort(cohort.number);
    }

    /** The heap freed the last of a closed cohort. */
    void gone(int number) {
        if (freeCount == free.length) {
            free = java.util.Arrays.copyOf(free, free.length * 2);
        }
        free[freeCount++] = number;
    }

    /** Cohorts in use. */
    int inUse() {
        return all.size() - freeCount;
    }

    /** A snapshot begins. */
    void beginSnapshot(long atNanos) {
        snapshot++;
        nowNanos = atNanos;
        thinned = NONE;
    }

    @Override
    public double survival(int number) {
        Cohort cohort = all.get(number);
        if (cohort.asked != snapshot) {
            cohort.asked = snapshot;
            cohort.survival = cohort.dead ? 0 : cohort.life.survival(cohort, nowNanos);
            cohort.exact = cohort.life.exact() && cohort.before > 0;
            cohort.dealt = 0;
        }
        return cohort.survival;
    }

    @Override
    public int survivors(int number, int objects, double probability) {
        Cohort cohort = all.get(number);
        if (cohort.exact) {
            long first = share(cohort, cohort.dealt);
            cohort.dealt = Math.min(cohort.before, cohort.dealt + objects);
            return (int) Math.min(objects, share(cohort, cohort.dealt) - first);
        }
        if (thinned != number) {
            NamedStream stream = cohort.stream;
            if (stream == null) {
                throw new IllegalStateException("cohort " + number + " has no stream and a survival of " + probability);
            }
            thinning.begin(stream, probability);
            thinned = number;
        }
        return (int) thinning.next(objects);
    }

    @Override
    public int successor(int number) {
        Cohort cohort = all.get(number);
        return cohort.finalizers ? successorOf(noscan[number]).number : NONE;
    }

    @Override
    public int heir(int number) {
        Cohort cohort = all.get(number);
        Cohort heir = cohort.finalizers ? null : cohort.heir;
        return heir == null ? number : heir.number;
    }

    /** Survivors among the first so many objects of a cohort when survivors are spread evenly. */
    private static long share(Cohort cohort, long objects) {
        return objects * cohort.after / cohort.before;
    }

    private Cohort successorOf(boolean isNoscan) {
        int index = isNoscan == noscanOf2[1] ? 1 : 0;
        Cohort cohort = finalizable[index];
        if (cohort == null) {
            cohort = open(Life.DEAD, null, isNoscan, false);
            finalizable[index] = cohort;
        }
        return cohort;
    }
}
