package org.heapgoal.heap.span;

import java.util.Arrays;

/**
 * Which cohorts the objects of each span belong to: lists of entries (cohort, number of objects, scan work of all of them).
 * A span's list starts at {@link SpanTable#entries}.
 *
 * <p>Each span has an entry of its own at the place that its number gives, so that a walk over the spans reads memory in
 * order; most spans need no other. Further entries come from a pool.
 */
final class CohortEntries {
    /** End of a list. */
    static final int NONE = -1;

    private static final int STRIDE = 4;
    private static final int COHORT = 0;
    private static final int COUNT = 1;
    private static final int WORK = 2;
    private static final int NEXT = 3;

    /** Numbers of entries of the pool begin here; smaller ones are spans. */
    private static final int POOL = 1 << 28;

    private static final int MASK = POOL - 1;

    /** In place of the cohort of a span's own entry that is not in use. */
    private static final int UNUSED = Integer.MIN_VALUE;

    /** How far newborns look for objects of their cohort; snapshots join what they miss. */
    private static final int NEAR = 8;

    private int[] own = new int[0];
    private int[] pool = new int[STRIDE * 64];
    private int free = NONE;
    private int limit;

    int cohort(int entry) {
        return array(entry)[at(entry) + COHORT];
    }

    int count(int entry) {
        return array(entry)[at(entry) + COUNT];
    }

    void count(int entry, int count) {
        array(entry)[at(entry) + COUNT] = count;
    }

    void cohort(int entry, int cohort) {
        array(entry)[at(entry) + COHORT] = cohort;
    }

    /** Scan work of all objects of the entry together; of large objects the span knows it. */
    int work(int entry) {
        return array(entry)[at(entry) + WORK];
    }

    void work(int entry, int work) {
        array(entry)[at(entry) + WORK] = work;
    }

    int next(int entry) {
        return array(entry)[at(entry) + NEXT];
    }

    void next(int entry, int other) {
        array(entry)[at(entry) + NEXT] = other;
    }

    /** Adds objects of the entry's cohort. */
    void join(int entry, int count, int work) {
        int[] in = array(entry);
        int at = at(entry);
        in[at + COUNT] += count;
        in[at + WORK] += work;
    }

    /** The entry of a cohort among the first few of a list, or {@link #NONE}. */
    int find(int first, int cohort) {
        int entry = first;
        for (int i = 0; i < NEAR && entry != NONE; i++) {
            int[] in = array(entry);
            int at = at(entry);
            if (in[at + COHORT] == cohort) {
                return entry;
            }
            entry = in[at + NEXT];
        }
        return NONE;
    }

    /** Puts an entry of a span before the list that begins at {@code next}. */
    int add(int span, int cohort, int count, int work, int next) {
        int entry = take(span);
        int[] in = array(entry);
        int at = at(entry);
        in[at + COHORT] = cohort;
        in[at + COUNT] = count;
        in[at + WORK] = work;
        in[at + NEXT] = next;
        return entry;
    }

    /** Gives an entry back; its successor is read before. */
    void giveBack(int entry) {
        if (entry < POOL) {
            own[at(entry) + COHORT] = UNUSED;
        } else {
            pool[at(entry) + NEXT] = free;
            free = entry;
        }
    }

    private int take(int span) {
        int at = span * STRIDE;
        if (at >= own.length) {
            grow(at);
        }
        if (own[at + COHORT] == UNUSED) {
            return span;
        }
        int entry = free;
        if (entry == NONE) {
            entry = POOL | limit++;
            if (at(entry) == pool.length) {
                pool = Arrays.copyOf(pool, pool.length * 2);
            }
        } else {
            free = pool[at(entry) + NEXT];
        }
        return entry;
    }

    private void grow(int at) {
        int before = own.length;
        own = Arrays.copyOf(own, Math.max(STRIDE * 64, (at + STRIDE) * 2));
        for (int i = before; i < own.length; i += STRIDE) {
            own[i + COHORT] = UNUSED;
        }
    }

    private int[] array(int entry) {
        return entry < POOL ? own : pool;
    }

    private static int at(int entry) {
        return (entry & MASK) * STRIDE;
    }
}
