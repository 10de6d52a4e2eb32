package org.heapgoal.heap.span;

import java.util.Arrays;
import org.heapgoal.heap.SizeClasses;

/**
 * The spans of a heap, each a row of numbers ({@code mheap.go: mspan}). A span is named by its row, which is that of its
 * first page: the first page of the heap has row 0.
 *
 * <p>Rows are kept in one array so that a span's numbers share a cache line, those of neighbouring spans are neighbours in
 * memory, and no object exists per span.
 */
final class SpanTable {
    /** In place of a span's number. */
    static final int NONE = -1;

    /** Span classes ({@code mheap.go: numSpanClasses}). */
    static final int SPAN_CLASSES = 2 * SizeClasses.COUNT;

    /** State: no span begins at the page. */
    static final int DEAD = 0;

    /** State: holds objects. */
    static final int IN_USE = 1;

    /** State: holds stacks. */
    static final int STACK = 2;

    /** State: holds work buffers. */
    static final int WORKBUF = 3;

    /** State: held a large object and must not be touched again ({@code efence}). */
    static final int FENCED = 4;

    private static final int STRIDE = 8;
    private static final int PAGES = 0;
    private static final int CLASS_AND_STATE = 1;
    private static final int SWEEP_GEN = 2;
    private static final int ALLOC_COUNT = 3;
    private static final int SNAPSHOT = 4;
    private static final int MARKED = 5;
    private static final int ENTRIES = 6;
    private static final int LATEST_COHORT = 7;

    // Spans of stacks and work buffers have neither marks nor entries: they are linked into lists by those fields.
    private static final int NEXT = MARKED;
    private static final int PREVIOUS = ENTRIES;

    private static final int STATE_BITS = 3;
    private static final int STATE_MASK = (1 << STATE_BITS) - 1;

    private final int[] capacities = new int[SPAN_CLASSES];
    private int[] rows = new int[STRIDE * 64];
    private long[] largeWork = new long[0];
    private int limit;

    /** Number of the last snapshot of what is reachable. */
    private int snapshot;

    SpanTable(SizeClasses classes) {
        capacities[0] = 1;
        capacities[1] = 1;
        for (int spanClass = 2; spanClass < SPAN_CLASSES; spanClass++) {
            capacities[spanClass] = classes.objectsPerSpan(spanClass >> 1, (spanClass & 1) != 0);
        }
    }

    /** Makes a span of free pages. */
    int take(long page, int pages, int state, int spanClass) {
        int span = Math.toIntExact(page - AddressSpace.FIRST_PAGE);
        if (span >= limit) {
            limit = span + 1;
            if (limit * STRIDE > rows.length) {
                rows = Arrays.copyOf(rows, Math.max(limit * STRIDE, rows.length * 2));
            }
        }
        int at = span * STRIDE;
        rows[at + PAGES] = pages;
        rows[at + CLASS_AND_STATE] = spanClass << STATE_BITS | state;
        rows[at + ALLOC_COUNT] = 0;
        rows[at + SNAPSHOT] = snapshot;
        rows[at + MARKED] = state == IN_USE ? 0 : NONE;
        rows[at + ENTRIES] = NONE;
        return span;
    }

    /** A span is none any more. The sweep generation stays, as sets may still name it. */
    void giveBack(int span) {
        rows[span * STRIDE + CLASS_AND_STATE] &= ~STATE_MASK;
    }

    /** All rows ever used are below this. */
    int limit() {
        return limit;
    }

    long page(int span) {
        return AddressSpace.FIRST_PAGE + span;
    }

    int pages(int span) {
        return rows[span * STRIDE + PAGES];
    }

    long bytes(int span) {
        return (long) rows[span * STRIDE + PAGES] * SizeClasses.PAGE_BYTES;
    }

    /** Turns a span that holds nothing any more into one that must not be touched. */
    void fence(int span) {
        int at = span * STRIDE + CLASS_AND_STATE;
        rows[at] = (rows[at] & ~STATE_MASK) | FENCED;
    }

    /** What the span is, or whether there is one at all, for any number below {@link #limit}. */
    int state(int span) {
        return rows[span * STRIDE + CLASS_AND_STATE] & STATE_MASK;
    }

    int spanClass(int span) {
        return rows[span * STRIDE + CLASS_AND_STATE] >> STATE_BITS;
    }

    int sweepGen(int span) {
        return rows[span * STRIDE + SWEEP_GEN];
    }

    void sweepGen(int span, int generation) {
        rows[span * STRIDE + SWEEP_GEN] = generation;
    }

    int allocCount(int span) {
        return rows[span * STRIDE + ALLOC_COUNT];
    }

    void allocCount(int span, int count) {
        rows[span * STRIDE + ALLOC_COUNT] = count;
    }

    /** Marks and entries of all heap spans are void from now on, until {@link #renew}: nothing in them is known to live. */
    void beginSnapshot() {
        snapshot++;
    }

    /** Makes a heap span's marks and entries valid, empty unless they were. @return whether they were */
    boolean renew(int span) {
        int at = span * STRIDE;
        if (rows[at + SNAPSHOT] == snapshot) {
            return true;
        }
        rows[at + SNAPSHOT] = snapshot;
        rows[at + MARKED] = 0;
        rows[at + ENTRIES] = NONE;
        return false;
    }

    /** Objects of a heap span that the next sweep keeps. */
    int marked(int span) {
        int at = span * STRIDE;
        return rows[at + SNAPSHOT] == snapshot ? rows[at + MARKED] : 0;
    }

    /** Adds to the {@linkplain #marked marked} objects of a {@linkplain #renew renewed} span. */
    void addMarked(int span, int count) {
        rows[span * STRIDE + MARKED] += count;
    }

    /** First entry of a heap span's cohorts, see {@link CohortEntries}. */
    int entries(int span) {
        int at = span * STRIDE;
        return rows[at + SNAPSHOT] == snapshot ? rows[at + ENTRIES] : NONE;
    }

    /** Whether the first entry of a {@linkplain #renew renewed} span is there, and is a cohort's. */
    boolean isLatest(int span, int cohort) {
        int at = span * STRIDE;
        return rows[at + LATEST_COHORT] == cohort && rows[at + ENTRIES] != NONE;
    }

    /** Sets the first entry of a {@linkplain #renew renewed} span, and whose it is. */
    void entries(int span, int first, int cohort) {
        int at = span * STRIDE;
        rows[at + ENTRIES] = first;
        rows[at + LATEST_COHORT] = cohort;
    }

    /** Scan work of the object of a large span. */
    long largeWork(int span) {
        return largeWork[span];
    }

    void largeWork(int span, long work) {
        if (span >= largeWork.length) {
            largeWork = Arrays.copyOf(largeWork, Math.max(span + 1, largeWork.length * 2));
        }
        largeWork[span] = work;
    }

    /** The span behind this one in a list of stack or work-buffer spans. */
    int next(int span) {
        return rows[span * STRIDE + NEXT];
    }

    void next(int span, int other) {
        rows[span * STRIDE + NEXT] = other;
    }

    /** The span before this one in a list of stack or work-buffer spans. */
    int previous(int span) {
        return rows[span * STRIDE + PREVIOUS];
    }

    void previous(int span, int other) {
        rows[span * STRIDE + PREVIOUS] = other;
    }

    /** Slots of a span of a class. */
    int capacity(int spanClass) {
        return capacities[spanClass];
    }

    /** Slots of a heap span. */
    int capacityOf(int span) {
        return capacities[spanClass(span)];
    }

    /** Size of a heap span's objects in bytes. */
    long objectBytes(int span) {
        int sizeClass = spanClass(span) >> 1;
        return sizeClass == SizeClasses.LARGE ? bytes(span) : SizeClasses.objectBytes(sizeClass);
    }
}
