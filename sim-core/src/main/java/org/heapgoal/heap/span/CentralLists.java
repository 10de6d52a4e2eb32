package org.heapgoal.heap.span;

/** The four sets of spans of every span class ({@code mcentral.go: mcentral}), and which of them is which. */
final class CentralLists {
    private static final int CLASSES_TO_SWEEP = 2 * SpanTable.SPAN_CLASSES;
    private static final int SETS = 4;
    private static final int FULL = 2;

    /** Four sets a class: partial, partial, full, full; which of a pair is swept depends on the generation. */
    private final SpanSets sets;

    /** Where the search for unswept spans stands: span class · 2, + 1 past the full ones. */
    private int sweepClass;

    CentralLists(OffHeapMemory memory) {
        sets = new SpanSets(SETS * SpanTable.SPAN_CLASSES, new SpanSets.Blocks(memory));
    }

    /** Puts a span into one of the sets below. */
    void push(int set, int span) {
        sets.push(set, span);
    }

    /** Takes the span that came first into a set, or {@link SpanTable#NONE}. */
    int pop(int set) {
        return sets.pop(set);
    }

    /** The spans of a set in order, for checks. */
    int[] toArray(int set) {
        return sets.toArray(set);
    }

    int partialSwept(int spanClass, int sweepGen) {
        return SETS * spanClass + parity(sweepGen);
    }

    int partialUnswept(int spanClass, int sweepGen) {
        return SETS * spanClass + 1 - parity(sweepGen);
    }

    int fullSwept(int spanClass, int sweepGen) {
        return SETS * spanClass + FULL + parity(sweepGen);
    }

    int fullUnswept(int spanClass, int sweepGen) {
        return SETS * spanClass + FULL + 1 - parity(sweepGen);
    }

    /** The next span of the sets to be swept, classes in order, full ones first; or {@link SpanTable#NONE}. */
    int nextForSweep(int sweepGen) {
        for (; sweepClass < CLASSES_TO_SWEEP; sweepClass++) {
            int spanClass = sweepClass >> 1;
            boolean full = (sweepClass & 1) == 0;
            int span = sets.pop(full ? fullUnswept(spanClass, sweepGen) : partialUnswept(spanClass, sweepGen));
            if (span != SpanTable.NONE) {
                return span;
            }
        }
        return SpanTable.NONE;
    }

    /** The search begins anew. */
    void resetSearch() {
        sweepClass = 0;
    }

    /** Starts the sets over that were swept; they must be empty. */
    void resetUnswept(int sweepGen) {
        for (int spanClass = 0; spanClass < SpanTable.SPAN_CLASSES; spanClass++) {
            sets.reset(partialUnswept(spanClass, sweepGen));
            sets.reset(fullUnswept(spanClass, sweepGen));
        }
    }

    private static int parity(int sweepGen) {
        return (sweepGen >> 1) & 1;
    }
}
