package org.heapgoal.heap.span;

import java.util.Arrays;

/**
 * Which objects of a span belong to which cohort: entries (number of objects, scan work of all of them), each in two lists,
 * that of its span, which starts at {@link SpanTable#entries}, and that of its cohort. A cohort has several entries in a span
 * where others came in between.
 *
 * <p>Entries come one behind the other and are never given back. A snapshot of what is reachable begins with {@link #renew},
 * after which there are only former entries; who lives on gets a new entry, cohort by cohort, so that next time a walk over a
 * cohort reads memory in order. Nobody looks at entries of the dead.
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

    /** Rows of numbers; an entry is named by the place of its first. */
    private int[] rows = new int[STRIDE * 64];

    private int used;

    /** The rows before the last snapshot. */
    private int[] former = new int[STRIDE * 64];

    /** The first entry of each cohort, {@link CohortTable#RUNTIME} in place 0. */
    private int[] members = {NONE};

    /** Turns all entries into former ones. */
    void renew() {
        int[] empty = former;
        former = rows;
        rows = empty;
        used = 0;
    }

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

    /** The entry behind this one in the list of its span. */
    int next(int entry) {
        return rows[entry + NEXT];
    }

    /** The entry behind this one in the list of its cohort. */
    int nextMember(int entry) {
        return rows[entry + NEXT_MEMBER];
    }

    int formerCount(int entry) {
        return former[entry + COUNT];
    }

    int formerWork(int entry) {
        return former[entry + WORK];
    }

    int formerSpan(int entry) {
        return former[entry + SPAN];
    }

    int formerNextMember(int entry) {
        return former[entry + NEXT_MEMBER];
    }

    /** The first entry of a cohort. */
    int members(int cohort) {
        return cohort + 1 < members.length ? members[cohort + 1] : NONE;
    }

    /** Empties the list of a cohort. @return its first entry before that */
    int detach(int cohort) {
        int first = members(cohort);
        if (first != NONE) {
            members[cohort + 1] = NONE;
        }
        return first;
    }

    /** More objects of an entry's cohort in its span. */
    void more(int entry, int count, int work) {
        rows[entry + COUNT] += count;
        rows[entry + WORK] += work;
    }

    /** Objects of a cohort in a span whose list begins at {@code head}. @return where it begins now */
    int append(int head, int span, int cohort, int count, int work) {
        int entry = used;
        used += STRIDE;
        if (used > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(used, rows.length * 2));
        }
        if (cohort + 1 >= members.length) {
            int before = members.length;
            members = Arrays.copyOf(members, Math.max(cohort + 2, before * 2));
            Arrays.fill(members, before, members.length, NONE);
        }
        rows[entry + COHORT] = cohort;
        rows[entry + COUNT] = count;
        rows[entry + WORK] = work;
        rows[entry + SPAN] = span;
        rows[entry + NEXT] = head;
        rows[entry + NEXT_MEMBER] = members[cohort + 1];
        members[cohort + 1] = entry;
        return entry;
    }
}
