package org.heapgoal.heap.span;

import java.util.Arrays;

/**
 * Which cohorts the objects of each span belong to: lists of entries (cohort, number of objects, scan work of each),
 * linked through one array. A span's list starts at {@link SpanTable#entries}.
 */
final class CohortEntries {
    /** End of a list. */
    static final int NONE = -1;

    private static final int STRIDE = 4;
    private static final int COHORT = 0;
    private static final int COUNT = 1;
    private static final int WORK = 2;
    private static final int NEXT = 3;

    /** How far newborns look for objects of their cohort; snapshots join what they miss. */
    private static final int NEAR = 8;

    private int[] entries = new int[STRIDE * 64];
    private int free = NONE;
    private int limit;

    int cohort(int entry) {
        return entries[entry * STRIDE + COHORT];
    }

    int count(int entry) {
        return entries[entry * STRIDE + COUNT];
    }

    void count(int entry, int count) {
        entries[entry * STRIDE + COUNT] = count;
    }

    void cohort(int entry, int cohort) {
        entries[entry * STRIDE + COHORT] = cohort;
    }

    /** Scan work of all objects of the entry together; of large objects the span knows it. */
    int work(int entry) {
        return entries[entry * STRIDE + WORK];
    }

    void work(int entry, int work) {
        entries[entry * STRIDE + WORK] = work;
    }

    int next(int entry) {
        return entries[entry * STRIDE + NEXT];
    }

    void next(int entry, int other) {
        entries[entry * STRIDE + NEXT] = other;
    }

    /** Adds objects of the entry's cohort. */
    void join(int entry, int count, int work) {
        int at = entry * STRIDE;
        entries[at + COUNT] += count;
        entries[at + WORK] += work;
    }

    /** The entry of a cohort among the first few of a list, or {@link #NONE}. */
    int find(int first, int cohort) {
        int entry = first;
        for (int i = 0; i < NEAR && entry != NONE; i++) {
            int at = entry * STRIDE;
            if (entries[at + COHORT] == cohort) {
                return entry;
            }
            entry = entries[at + NEXT];
        }
        return NONE;
    }

    /** Puts an entry before the list that begins at {@code next}. */
    int add(int cohort, int count, int work, int next) {
        int entry = free;
        if (entry == NONE) {
            entry = limit++;
            if (entry * STRIDE == entries.length) {
                entries = Arrays.copyOf(entries, entries.length * 2);
            }
        } else {
            free = entries[entry * STRIDE + NEXT];
        }
        int at = entry * STRIDE;
        entries[at + COHORT] = cohort;
        entries[at + COUNT] = count;
        entries[at + WORK] = work;
        entries[at + NEXT] = next;
        return entry;
    }

    /** Gives an entry back; its successor is read before. */
    void giveBack(int entry) {
        entries[entry * STRIDE + NEXT] = free;
        free = entry;
    }
}
