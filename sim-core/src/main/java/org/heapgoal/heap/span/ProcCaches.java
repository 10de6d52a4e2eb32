package org.heapgoal.heap.span;

import org.heapgoal.heap.SizeClasses;
import org.jspecify.annotations.Nullable;

/** Moves spans between the Ps' caches and the central lists ({@code mcache.go}, {@code mcentral.go}). */
final class ProcCaches {
    /** Unswept spans that a refill examines before it takes a new one, less one. */
    private static final int SPAN_BUDGET = 100;

    private static final int TINY_SPAN_CLASS = SizeClasses.spanClass(SizeClasses.TINY_CLASS, true);

    private final SpanTable spans;
    private final CentralLists central;
    private final SpanAllocator allocator;
    private final Sweeper sweeper;
    private final SizeStatistics statistics;
    private final MemoryAccount ledger;
    private final HeapOwner owner;
    private final HeapWork work;

    ProcCaches(
            SpanTable spans,
            CentralLists central,
            SpanAllocator allocator,
            Sweeper sweeper,
            SizeStatistics statistics,
            MemoryAccount ledger,
            HeapOwner owner,
            HeapWork work) {
        this.spans = spans;
        this.central = central;
        this.allocator = allocator;
        this.sweeper = sweeper;
        this.statistics = statistics;
        this.ledger = ledger;
        this.owner = owner;
        this.work = work;
    }

    /** Gets a span with free slots into a cache. */
    void refill(int p, ProcCache cache, int spanClass) {
        int old = cache.spans[spanClass];
        if (old != SpanTable.NONE) {
            if (spans.allocCount(old) != spans.capacity(spanClass)) {
                throw new IllegalStateException("refill of span class " + spanClass + ", whose span has "
                        + (spans.capacity(spanClass) - spans.allocCount(old)) + " free slots");
            }
            int used = spans.allocCount(old) - cache.objectsBefore[spanClass];
            uncache(old, spanClass, cache);
            count(spanClass, used);
            if (spanClass == TINY_SPAN_CLASS) {
                countTiny(cache);
            }
        }
        // The cache holds nothing while the owner is called back.
        cache.spans[spanClass] = SpanTable.NONE;
        int span = cacheSpan(p, cache, spanClass);
        spans.sweepGen(span, sweeper.sweepGen() + 3);
        cache.objectsBefore[spanClass] = spans.allocCount(span);
        cache.spans[spanClass] = span;
        work.refills++;
        long scanned = cache.scanAlloc;
        cache.scanAlloc = 0;
        owner.heapLive(
                spans.bytes(span) - (long) spans.allocCount(span) * SizeClasses.objectBytes(spanClass >> 1), scanned);
    }

    /** Takes a span for a large object; it is in the central lists then. */
    int allocLarge(int p, @Nullable ProcCache cache, long count, boolean noscan) {
        int spanClass = noscan ? 1 : 0;
        int pages = Math.toIntExact(count);
        long bytes = count * SizeClasses.PAGE_BYTES;
        owner.deductSweepCredit(bytes, count);
        sweeper.reclaim(count, cache);
        int span = allocator.alloc(p, cache, pages, SpanTable.IN_USE, spanClass, sweeper.sweepGen());
        spans.allocCount(span, 1);
        statistics.allocatedLarge(bytes);
        ledger.addTotalAlloc(bytes);
        owner.heapLive(bytes, 0);
        central.push(central.fullSwept(spanClass, sweeper.sweepGen()), span);
        return span;
    }

    /** Returns all spans of a cache to the central lists ({@code releaseAll}). */
    void releaseAll(ProcCache cache) {
        long scanned = cache.scanAlloc;
        cache.scanAlloc = 0;
        long live = 0;
        for (int spanClass = 2; spanClass < SpanTable.SPAN_CLASSES; spanClass++) {
            int span = cache.spans[spanClass];
            if (span == SpanTable.NONE) {
                continue;
            }
            count(spanClass, spans.allocCount(span) - cache.objectsBefore[spanClass]);
            if (spans.sweepGen(span) != sweeper.sweepGen() + 1) {
                int unused = spans.capacity(spanClass) - spans.allocCount(span);
                live -= (long) unused * SizeClasses.objectBytes(spanClass >> 1);
            }
            uncache(span, spanClass, cache);
            cache.spans[spanClass] = SpanTable.NONE;
        }
        countTiny(cache);
        owner.heapLive(live, scanned);
    }

    /** Takes a span with free slots from the central lists or the page heap. */
    private int cacheSpan(int p, ProcCache cache, int spanClass) {
        int pages = SizeClasses.spanPages(spanClass >> 1);
        owner.deductSweepCredit((long) pages * SizeClasses.PAGE_BYTES, 0);
        int span = central.pop(central.partialSwept(spanClass, sweeper.sweepGen()));
        if (span == SpanTable.NONE && !sweeper.drained()) {
            span = sweepForSlot(cache, spanClass);
        }
        if (span == SpanTable.NONE) {
            sweeper.reclaim(pages, cache);
            span = allocator.alloc(p, cache, pages, SpanTable.IN_USE, spanClass, sweeper.sweepGen());
        }
        return span;
    }

    private int sweepForSlot(ProcCache cache, int spanClass) {
        int gen = sweeper.sweepGen();
        int budget = SPAN_BUDGET;
        for (; budget >= 0; budget--) {
            int span = central.pop(central.partialUnswept(spanClass, gen));
            if (span == SpanTable.NONE) {
                break;
            }
            if (sweeper.acquire(span)) {
                sweeper.sweep(span, true, cache);
                return span;
            }
        }
        for (; budget >= 0; budget--) {
            int span = central.pop(central.fullUnswept(spanClass, gen));
            if (span == SpanTable.NONE) {
                break;
            }
            if (sweeper.acquire(span)) {
                sweeper.sweep(span, true, cache);
                if (spans.allocCount(span) < spans.capacity(spanClass)) {
                    return span;
                }
                central.push(central.fullSwept(spanClass, gen), span);
            }
        }
        return SpanTable.NONE;
    }

    private void uncache(int span, int spanClass, @Nullable ProcCache cache) {
        int gen = sweeper.sweepGen();
        int allocated = spans.allocCount(span);
        if (allocated == 0) {
            throw new IllegalStateException("a cache returns a span of class " + spanClass + " without objects");
        }
        if (spans.sweepGen(span) == gen + 1) {
            spans.sweepGen(span, gen - 1);
            sweeper.sweep(span, false, cache);
            return;
        }
        spans.sweepGen(span, gen);
        if (allocated < spans.capacity(spanClass)) {
            central.push(central.partialSwept(spanClass, gen), span);
        } else {
            central.push(central.fullSwept(spanClass, gen), span);
        }
    }

    private void count(int spanClass, long objects) {
        int sizeClass = spanClass >> 1;
        statistics.allocated(sizeClass, objects);
        ledger.addTotalAlloc(objects * SizeClasses.objectBytes(sizeClass));
    }

    private void countTiny(ProcCache cache) {
        statistics.tiny(cache.tinyAllocs);
        cache.tinyAllocs = 0;
    }
}
