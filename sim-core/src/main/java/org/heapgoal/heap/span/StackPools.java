package org.heapgoal.heap.span;

import org.heapgoal.heap.SizeClasses;
import org.jspecify.annotations.Nullable;

/**
 * Goroutine stacks ({@code stack.go: stackalloc, stackfree}): 2 to 16 KiB are cut from spans of 32 KiB and cached by Ps;
 * larger ones have a span of their own. A stack is named by its span.
 */
final class StackPools {
    /** Sizes of stacks that are cut from spans: 2, 4, 8 and 16 KiB. */
    static final int ORDERS = 4;

    /** What a P caches of an order at most, and the size of a span that stacks are cut from. */
    static final int CACHE_BYTES = 32 << 10;

    private static final int SMALLEST = 2 << 10;
    private static final int LARGE_LISTS = 40;

    private final SpanTable spans;
    private final SpanAllocator allocator;

    /** Spans with free stacks, of each order. */
    private final SpanList[] pools = new SpanList[ORDERS];

    /** Large stacks freed while a cycle ran, by the logarithm of their pages. */
    private final SpanList[] large = new SpanList[LARGE_LISTS];

    StackPools(SpanTable spans, SpanAllocator allocator) {
        this.spans = spans;
        this.allocator = allocator;
        for (int i = 0; i < ORDERS; i++) {
            pools[i] = new SpanList(spans);
        }
        for (int i = 0; i < LARGE_LISTS; i++) {
            large[i] = new SpanList(spans);
        }
    }

    /** Size of the stacks of an order. */
    static int bytes(int order) {
        return SMALLEST << order;
    }

    /** Takes a stack; returns its span. */
    int alloc(int p, @Nullable ProcCache cache, long bytes) {
        if (Long.bitCount(bytes) != 1 || bytes < SMALLEST) {
            throw new IllegalArgumentException("stack of " + bytes + " bytes: a power of two from " + SMALLEST);
        }
        if (bytes >= CACHE_BYTES) {
            return allocLarge(p, cache, bytes);
        }
        int order = order(bytes);
        if (cache == null) {
            return poolAlloc(p, null, order);
        }
        if (cache.stackCounts[order] == 0) {
            refill(p, cache, order);
        }
        return cache.stacks[order][--cache.stackCounts[order]];
    }

    /** Gives a stack back. */
    void free(@Nullable ProcCache cache, long bytes, int span, boolean gcRunning) {
        if (spans.state(span) != SpanTable.STACK) {
            throw new IllegalStateException("span " + span + " holds no stacks");
        }
        if (bytes >= CACHE_BYTES) {
            spans.allocCount(span, 0);
            if (gcRunning) {
                large[list(spans.pages(span))].insert(span);
            } else {
                allocator.free(span, cache);
            }
            return;
        }
        int order = order(bytes);
        if (cache == null) {
            poolFree(null, order, span, gcRunning);
            return;
        }
        if (cache.stackCounts[order] * bytes >= CACHE_BYTES) {
            release(cache, order, gcRunning);
        }
        cache.stacks[order][cache.stackCounts[order]++] = span;
    }

    /** A P's cached stacks go back to the pools. */
    void clear(ProcCache cache, boolean gcRunning) {
        for (int order = 0; order < ORDERS; order++) {
            while (cache.stackCounts[order] > 0) {
                poolFree(cache, order, cache.stacks[order][--cache.stackCounts[order]], gcRunning);
            }
        }
    }

    /** Frees the spans that became empty while a cycle ran. */
    void freeEmpty(@Nullable ProcCache cache) {
        for (SpanList pool : pools) {
            int span = pool.first();
            while (span != SpanTable.NONE) {
                int next = spans.next(span);
                if (spans.allocCount(span) == 0) {
                    pool.remove(span);
                    allocator.free(span, cache);
                }
                span = next;
            }
        }
        for (SpanList list : large) {
            while (!list.isEmpty()) {
                allocator.free(list.removeFirst(), cache);
            }
        }
    }

    private void refill(int p, ProcCache cache, int order) {
        for (int bytes = 0; bytes < CACHE_BYTES / 2; bytes += bytes(order)) {
            cache.stacks[order][cache.stackCounts[order]] = poolAlloc(p, cache, order);
            cache.stackCounts[order]++;
        }
    }

    private void release(ProcCache cache, int order, boolean gcRunning) {
        while (cache.stackCounts[order] * bytes(order) > CACHE_BYTES / 2) {
            poolFree(cache, order, cache.stacks[order][--cache.stackCounts[order]], gcRunning);
        }
    }

    private int poolAlloc(int p, @Nullable ProcCache cache, int order) {
        SpanList pool = pools[order];
        if (pool.isEmpty()) {
            int pages = CACHE_BYTES / SizeClasses.PAGE_BYTES;
            pool.insert(allocator.alloc(p, cache, pages, SpanTable.STACK, 0, 0));
        }
        int span = pool.first();
        int count = spans.allocCount(span) + 1;
        spans.allocCount(span, count);
        if (count * bytes(order) == CACHE_BYTES) {
            pool.remove(span);
        }
        return span;
    }

    private void poolFree(@Nullable ProcCache cache, int order, int span, boolean gcRunning) {
        SpanList pool = pools[order];
        int count = spans.allocCount(span);
        if (count * bytes(order) == CACHE_BYTES) {
            pool.insert(span);
        }
        spans.allocCount(span, count - 1);
        if (!gcRunning && count == 1) {
            pool.remove(span);
            allocator.free(span, cache);
        }
    }

    private int allocLarge(int p, @Nullable ProcCache cache, long bytes) {
        int pages = Math.toIntExact(bytes / SizeClasses.PAGE_BYTES);
        SpanList kept = large[list(pages)];
        int span = kept.isEmpty() ? allocator.alloc(p, cache, pages, SpanTable.STACK, 0, 0) : kept.removeFirst();
        spans.allocCount(span, 1);
        return span;
    }

    private static int order(long bytes) {
        return Long.numberOfTrailingZeros(bytes) - Integer.numberOfTrailingZeros(SMALLEST);
    }

    private static int list(int pages) {
        return Integer.numberOfTrailingZeros(pages);
    }
}
