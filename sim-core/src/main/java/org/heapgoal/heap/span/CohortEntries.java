package org.heapgoal.heap.span;

import java.util.Arrays;

/**
 * Which objects of a span belong to which cohort: entries (number of objects, scan work of all of them), each in two lists,
 * that of its span, which starts at {@link SpanTable#entries}, and that of its cohort.
 *
 * <p>A cohort that dies gives its entries back all at once, without a look at any of them; the spans' lists that named them
 * are void from the same snapshot on (see {@link SpanTable#beginSnapshot}).
 */
final class CohortEntries {
    /** End of a list. */
    static final int NONE = -1;

    private static final int STRIDE = 6;
    private static final int COHORT = 0;
    private static final int COUNT = 1;
    private static final int WORK = 2;
    private static final int SPAN = 3;
    private static final int NEXT = 4;
    private static final int NEXT_MEMBER = 5;

    /** How far a search in a span's list goes; snapshots join some of what it misses. */
    private static final int NEAR = 8;

    /** Rows of numbers; an entry is named by the place of its first. Free ones are linked like those of a cohort. */
    private int[] rows = new int[STRIDE * 64];

    private int free = NONE;
    private int used;

    /** The first and the last entry of each cohort, {@link CohortTable#RUNTIME} in place 0. */
    private int[] first = {NONE};

    private int[] last = {NONE};

    int cohort(int entry) {
        return rows[entry + COHORT];
    }

    int count(int entry) {
        return rows[entry + COUNT];
    }

    /** Scan work of all objects of the entry together; of large objects the span knows it. */
    int work(int entry) {
        return rows[entry + WORK];
    }

    int span(int entry) {
        return rows[entry + SPAN];
    }

    /** The entry behind this one in the list of its span. */
    int next(int entry) {
        return rows[entry + NEXT];
    }

    /** The entry behind this one in the list of its cohort. */
    int nextMember(int entry) {
        return rows[entry + NEXT_MEMBER];
    }

    /** Adds objects of the entry's cohort. */
    void join(int entry, int count, int work) {
        rows[entry + COUNT] += count;
        rows[entry + WORK] += work;
    }

    /** The entry of a cohort among the first few of a span's list, or {@link #NONE}. */
    int find(int head, int cohort) {
        int entry = head;
        for (int i = 0; i < NEAR && entry != NONE; i++) {
            if (rows[entry + COHORT] == cohort) {
                return entry;
            }
            entry = rows[entry + NEXT];
        }
        return NONE;
    }

    /** Puts a new entry of a span before the list that begins at {@code next}. */
    int add(int span, int cohort, int count, int work, int next) {
        int entry = free;
        if (entry == NONE) {
            entry = used;
            used += STRIDE;
            if (used > rows.length) {
                rows = Arrays.copyOf(rows, rows.length * 2);
            }
        } else {
            free = rows[entry + NEXT_MEMBER];
        }
        rows[entry + SPAN] = span;
        put(entry, cohort, count, work, next);
        return entry;
    }

    /** Uses an entry that was detached again, in the same span. */
    void put(int entry, int cohort, int count, int work, int next) {
        rows[entry + COHORT] = cohort;
        rows[entry + COUNT] = count;
        rows[entry + WORK] = work;
        rows[entry + NEXT] = next;
        int place = cohort + 1;
        if (place >= first.length) {
            enlarge(place);
        }
        int head = first[place];
        rows[entry + NEXT_MEMBER] = head;
        first[place] = entry;
        if (head == NONE) {
            last[place] = entry;
        }
    }

    /** Gives back an entry that was detached. */
    void giveBack(int entry) {
        rows[entry + NEXT_MEMBER] = free;
        free = entry;
    }

    /** The first entry of a cohort. */
    int members(int cohort) {
        return cohort + 1 < first.length ? first[cohort + 1] : NONE;
    }

    /** Empties the list of a cohort, whose entries are to be used again or given back one by one. @return the first */
    int detach(int cohort) {
        int head = members(cohort);
        if (head != NONE) {
            first[cohort + 1] = NONE;
        }
        return head;
    }

    /** Gives all entries of a cohort back. */
    void giveBackAll(int cohort) {
        int head = detach(cohort);
        if (head != NONE) {
            rows[last[cohort + 1] + NEXT_MEMBER] = free;
            free = head;
        }
    }

    private void enlarge(int place) {
        int before = first.length;
        int size = Math.max(place + 1, before * 2);
        first = Arrays.copyOf(first, size);
        last = Arrays.copyOf(last, size);
        Arrays.fill(first, before, size, NONE);
        Arrays.fill(last, before, size, NONE);
    }
}
