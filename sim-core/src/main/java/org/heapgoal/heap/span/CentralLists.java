package org.heapgoal.heap.span;

/** The four sets of spans of every span class ({@code mcentral.go: mcentral}). */
final class CentralLists {
    private static final int CLASSES_TO_SWEEP = 2 * SpanTable.SPAN_CLASSES;
    private static final int SETS = 4;
    private static final int FULL = 2;

    /** Four sets a class: partial, partial, full, full; which of a pair is swept depends on the generation. */
    private final SpanSet[] sets = new SpanSet[SETS * SpanTable.SPAN_CLASSES];

    /** Where the search for unswept spans stands: span class · 2, + 1 past the full ones. */
    private int sweepClass;

    CentralLists(OffHeapMemory memory) {
        SpanSet.Blocks blocks = new SpanSet.Blocks(memory);
        for (int i = 0; i < sets.length; i++) {
            sets[i] = new SpanSet(blocks);
        }
    }

    SpanSet partialSwept(int spanClass, int sweepGen) {
        return sets[SETS * spanClass + parity(sweepGen)];
    }

    SpanSet partialUnswept(int spanClass, int sweepGen) {
        return sets[SETS * spanClass + 1 - parity(sweepGen)];
    }

    SpanSet fullSwept(int spanClass, int sweepGen) {
        return sets[SETS * spanClass + FULL + parity(sweepGen)];
    }

    SpanSet fullUnswept(int spanClass, int sweepGen) {
        return sets[SETS * spanClass + FULL + 1 - parity(sweepGen)];
    }

    /** The next span of the sets to be swept, classes in order, full ones first; or {@link SpanTable#NONE}. */
    int nextForSweep(int sweepGen) {
        for (; sweepClass < CLASSES_TO_SWEEP; sweepClass++) {
            int spanClass = sweepClass >> 1;
            boolean full = (sweepClass & 1) == 0;
            int span = (full ? fullUnswept(spanClass, sweepGen) : partialUnswept(spanClass, sweepGen)).pop();
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
            partialUnswept(spanClass, sweepGen).reset();
            fullUnswept(spanClass, sweepGen).reset();
        }
    }

    private static int parity(int sweepGen) {
        return (sweepGen >> 1) & 1;
    }
}
