package org.heapgoal.process.mutator;

import org.heapgoal.sim.random.NamedStream;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one fate, as the heap knows them by number. What the fields of births mean is up to the {@link Life} that the
 * cohort belongs to: nanoseconds, or bytes put into a cache.
 */
final class Cohort {
    final int number;

    Life life = Life.IMMORTAL;

    /** Where its binomial numbers come from, unless its life counts exactly. */
    @Nullable
    NamedStream stream;

    /** Whether finalizers keep its objects for one more cycle. */
    boolean finalizers;

    /** The cohort that its survivors join at a snapshot; null for this one. */
    @Nullable
    Cohort heir;

    /** Whether all of it is garbage. */
    boolean dead;

    /** Objects born before the last snapshot, dead ones included, and since. */
    long bornBefore;

    long bornSince;

    /** The interval of births, and the last birth before the last snapshot. */
    double bornFrom;

    double bornUntil;
    double bornBeforeUntil;

    /** The first birth since the last snapshot. */
    double bornSinceFrom;

    /** How many should be alive after the last snapshot. */
    double expected;

    /** The answer to the present snapshot, and which one that is. */
    double survival;

    long asked;

    /** Whether survivors of the present snapshot are counted, not drawn. */
    boolean exact;

    /** For lives that count exactly: objects alive before and after the present snapshot, and dealt with so far. */
    long before;

    long after;
    long dealt;

    Cohort(int number) {
        this.number = number;
    }

    /** Ready for another use. */
    void reset(Life newLife, @Nullable NamedStream newStream, boolean withFinalizers) {
        life = newLife;
        stream = newStream;
        finalizers = withFinalizers;
        heir = null;
        dead = false;
        bornBefore = 0;
        bornSince = 0;
        bornFrom = 0;
        bornUntil = 0;
        bornBeforeUntil = 0;
        bornSinceFrom = 0;
        expected = 0;
        survival = 1;
        asked = 0;
        exact = false;
        before = 0;
        after = 0;
        dealt = 0;
    }

    /** Notes births at an instant (or a position in a cache). */
    void born(long objects, double at) {
        if (bornBefore + bornSince == 0) {
            bornFrom = at;
        }
        if (bornSince == 0) {
            bornSinceFrom = at;
        }
        bornUntil = at;
        bornSince += objects;
    }
}
