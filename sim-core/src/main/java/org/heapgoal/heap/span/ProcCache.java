package org.heapgoal.heap.span;

import java.util.Arrays;
import org.heapgoal.heap.page.PageCache;

/** What a P keeps for itself: {@code mcache.go: mcache}, and the page and span caches of {@code runtime2.go: p}. */
final class ProcCache {
    /** The cached span of each span class, or {@link SpanTable#NONE}. */
    final int[] spans = new int[SpanTable.SPAN_CLASSES];

    /** The objects that each cached span had when it was cached. */
    final int[] objectsBefore = new int[SpanTable.SPAN_CLASSES];

    /** Free pages. */
    final PageCache pages = new PageCache();

    /** Free stacks of each order: the span that each belongs to, newest last. */
    final int[][] stacks = new int[StackPools.ORDERS][];

    /** Number of free stacks of each order. */
    final int[] stackCounts = new int[StackPools.ORDERS];

    /** Bytes that the pacer is to learn of at the next refill or flush. */
    long scanAlloc;

    /** Tiny objects not counted yet. */
    long tinyAllocs;

    /** Sweep generation of the last flush before sweeping. */
    int flushGen;

    /** Whether the page of pointers is there that Green Tea scans a span with ({@code mgc.go: gcStart}). */
    boolean pointerBuffer;

    /** Span structures ready for use. */
    int spanStructures;

    ProcCache(int sweepGen) {
        Arrays.fill(spans, SpanTable.NONE);
        for (int order = 0; order < StackPools.ORDERS; order++) {
            stacks[order] = new int[StackPools.CACHE_BYTES / StackPools.bytes(order) + 1];
        }
        flushGen = sweepGen;
    }
}
