package org.heapgoal.heap.span;

import java.util.Arrays;

/** The cohorts that are known: how many objects each has, and whether they hold pointers. */
final class CohortTable {
    /** The cohort of the runtime's own objects, which never die; it is not in the table. */
    static final int RUNTIME = -1;

    private static final int UNKNOWN = 0;
    private static final int OPEN = 1;
    private static final int CLOSED = 2;
    private static final int STATE_MASK = 3;
    private static final int NOSCAN = 4;

    /** One object in the number that a cohort has. */
    private static final int OBJECT_SHIFT = 3;

    private final Cohorts listener;

    /** Number of objects, whether they hold pointers, and the state: together, since all are asked for at once. */
    private long[] rows = new long[64];

    private int limit;

    CohortTable(Cohorts listener) {
        this.listener = listener;
    }

    void open(int cohort, boolean withoutPointers) {
        if (cohort < 0) {
            throw new IllegalArgumentException("cohort " + cohort + " is negative");
        }
        if (cohort >= rows.length) {
            rows = Arrays.copyOf(rows, Math.max(cohort + 1, rows.length * 2));
        }
        if (state(cohort) != UNKNOWN) {
            throw new IllegalStateException("cohort " + cohort + " is in use, with " + objects(cohort) + " objects");
        }
        rows[cohort] = OPEN | (withoutPointers ? NOSCAN : 0);
        limit = Math.max(limit, cohort + 1);
    }

    void close(int cohort) {
        requireOpen(cohort);
        rows[cohort] += CLOSED - OPEN;
        if (objects(cohort) == 0) {
            forget(cohort);
        }
    }

    /** Adds new objects; the cohort must be open and of the kind. */
    void join(int cohort, int count, boolean withoutPointers) {
        requireOpen(cohort);
        long row = rows[cohort];
        boolean noscan = (row & NOSCAN) != 0;
        if (noscan != withoutPointers) {
            throw new IllegalArgumentException(
                    "cohort " + cohort + " was opened for objects " + (noscan ? "without" : "with") + " pointers");
        }
        rows[cohort] = row + ((long) count << OBJECT_SHIFT);
    }

    /** Moves dead objects to the cohort in which they spend one more cycle. */
    void move(int from, int to, int count) {
        requireOpen(to);
        leave(from, count);
        rows[to] += (long) count << OBJECT_SHIFT;
    }

    /** Takes dead objects out; {@link #tellGone} tells of cohorts that are empty. */
    void leave(int cohort, int count) {
        rows[cohort] -= (long) count << OBJECT_SHIFT;
    }

    /** All of a cohort's objects are dead. */
    void leaveAll(int cohort) {
        rows[cohort] &= NOSCAN | STATE_MASK;
    }

    /** Tells of closed cohorts without objects, in order of their numbers. */
    void tellGone() {
        for (int cohort = 0; cohort < limit; cohort++) {
            if (state(cohort) == CLOSED && objects(cohort) == 0) {
                forget(cohort);
            }
        }
    }

    /** Number of a cohort's objects. */
    long objects(int cohort) {
        return rows[cohort] >> OBJECT_SHIFT;
    }

    /** All cohorts ever known are below this. */
    int limit() {
        return limit;
    }

    private int state(int cohort) {
        return (int) rows[cohort] & STATE_MASK;
    }

    private void forget(int cohort) {
        rows[cohort] = UNKNOWN;
        listener.gone(cohort);
    }

    private void requireOpen(int cohort) {
        if (cohort < 0 || cohort >= limit || state(cohort) != OPEN) {
            throw new IllegalStateException("cohort " + cohort + " is not open");
        }
    }
}
