package org.heapgoal.process.mutator;

/** How the objects of a cohort live and die. */
abstract class Life {
    /** Until the process ends. */
    static final Life IMMORTAL = new Life() {
        @Override
        double survival(Cohort cohort, long nowNanos) {
            return 1;
        }
    };

    /** Garbage at once. */
    static final Life DEAD = new Life() {
        @Override
        double survival(Cohort cohort, long nowNanos) {
            return 0;
        }
    };

    /** Until somebody declares the cohort {@link Cohort#dead}. */
    static final Life UNTIL_DROPPED = new Life() {
        @Override
        double survival(Cohort cohort, long nowNanos) {
            return cohort.dead ? 0 : 1;
        }
    };

    /**
     * The chance that an object which lived at the last snapshot, or was born since, lives now. Asked once for each cohort
     * and snapshot.
     */
    abstract double survival(Cohort cohort, long nowNanos);

    /** Whether the number of survivors of a whole cohort is certain, and {@link Cohort#after} says it. */
    boolean exact() {
        return false;
    }
}
