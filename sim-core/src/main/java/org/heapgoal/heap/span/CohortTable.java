package org.heapgoal.heap.span;

import java.util.Arrays;

/** The cohorts that are known: how many objects each has, and whether they hold pointers. */
final class CohortTable {
    /** The cohort of the runtime's own objects, which never die; it is not in the table. */
    static final int RUNTIME = -1;

    private static final byte UNKNOWN = 0;
    private static final byte OPEN = 1;
    private static final byte CLOSED = 2;

    private final Cohorts listener;
    private byte[] state = new byte[64];
    private boolean[] noscan = new boolean[64];
    private long[] objects = new long[64];
    private int limit;

    CohortTable(Cohorts listener) {
        this.listener = listener;
    }

    void open(int cohort, boolean withoutPointers) {
        if (cohort < 0) {
            throw new IllegalArgumentException("cohort " + cohort + " is negative");
        }
        if (cohort >= state.length) {
            int size = Math.max(cohort + 1, state.length * 2);
            state = Arrays.copyOf(state, size);
            noscan = Arrays.copyOf(noscan, size);
            objects = Arrays.copyOf(objects, size);
        }
        if (state[cohort] != UNKNOWN) {
            throw new IllegalStateException("cohort " + cohort + " is in use, with " + objects[cohort] + " objects");
        }
        state[cohort] = OPEN;
        noscan[cohort] = withoutPointers;
        limit = Math.max(limit, cohort + 1);
    }

    void close(int cohort) {
        requireOpen(cohort);
        state[cohort] = CLOSED;
        if (objects[cohort] == 0) {
            forget(cohort);
        }
    }

    /** Adds new objects; the cohort must be open and of the kind. */
    void join(int cohort, int count, boolean withoutPointers) {
        requireOpen(cohort);
        if (noscan[cohort] != withoutPointers) {
            throw new IllegalArgumentException("cohort " + cohort + " was opened for objects "
                    + (noscan[cohort] ? "without" : "with") + " pointers");
        }
        objects[cohort] += count;
    }

    /** Moves dead objects to the cohort in which they spend one more cycle. */
    void move(int from, int to, int count) {
        requireOpen(to);
        objects[from] -= count;
        objects[to] += count;
    }

    /** Takes dead objects out; {@link #tellGone} tells of cohorts that are empty. */
    void leave(int cohort, int count) {
        objects[cohort] -= count;
    }

    /** All of a cohort's objects are dead. */
    void leaveAll(int cohort) {
        objects[cohort] = 0;
    }

    /** Tells of closed cohorts without objects, in order of their numbers. */
    void tellGone() {
        for (int cohort = 0; cohort < limit; cohort++) {
            if (state[cohort] == CLOSED && objects[cohort] == 0) {
                forget(cohort);
            }
        }
    }

    /** Number of a cohort's objects. */
    long objects(int cohort) {
        return objects[cohort];
    }

    /** All cohorts ever known are below this. */
    int limit() {
        return limit;
    }

    private void forget(int cohort) {
        state[cohort] = UNKNOWN;
        listener.gone(cohort);
    }

    private void requireOpen(int cohort) {
        if (cohort < 0 || cohort >= limit || state[cohort] != OPEN) {
            throw new IllegalStateException("cohort " + cohort + " is not open");
        }
    }
}
