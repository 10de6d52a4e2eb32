package org.heapgoal.heap.span;

import org.heapgoal.heap.SizeClasses;
import org.jspecify.annotations.Nullable;

/**
 * Sweeping, and the page reclaimer ({@code mgcsweep.go}, {@code mheap.go: reclaim}).
 *
 * <p>Relative to the heap's sweep generation g, a heap span's generation is g − 2 where it needs sweeping, g where it is
 * swept, g + 1 where a P has cached it since before sweeping began, g + 3 where it was swept and then cached.
 */
final class Sweeper {
    private static final int RECLAIM_PAGES = 512;
    private static final long RECLAIM_DONE = Long.MAX_VALUE;

    private final SpanTable spans;
    private final CentralLists central;
    private final SpanAllocator allocator;
    private final SizeStatistics statistics;
    private final MemoryAccount ledger;
    private final MarkBits markBits;
    private final HeapWork work;
    private final int[] claimed = new int[16];
    private int sweepGen;
    private boolean drained = true;
    private boolean fences;
    private long pagesSwept;
    private long pagesToSweep;
    private long reclaimPage = RECLAIM_DONE;
    private long reclaimCredit;
    private int reclaimArenas;

    Sweeper(
            SpanTable spans,
            CentralLists central,
            SpanAllocator allocator,
            SizeStatistics statistics,
            MemoryAccount ledger,
            MarkBits markBits,
            HeapWork work) {
        this.spans = spans;
        this.central = central;
        this.allocator = allocator;
        this.statistics = statistics;
        this.ledger = ledger;
        this.markBits = markBits;
        this.work = work;
    }

    /** Large objects are fenced from now on when they are freed ({@code GODEBUG=efence=1}). */
    void fence() {
        fences = true;
    }

    /** The heap's sweep generation; it grows by 2 with every cycle. */
    int sweepGen() {
        return sweepGen;
    }

    /** Whether a search found nothing left to sweep in this cycle. */
    boolean drained() {
        return drained;
    }

    /** Pages swept since sweeping began. */
    long pagesSwept() {
        return pagesSwept;
    }

    /** Pages that were in use when sweeping began. */
    long pagesToSweep() {
        return pagesToSweep;
    }

    /** All spans need sweeping from now on. */
    void begin() {
        sweepGen += 2;
        drained = false;
        pagesSwept = 0;
        pagesToSweep = allocator.pagesInUse();
        reclaimPage = 0;
        reclaimCredit = 0;
        reclaimArenas = allocator.space().arenas();
        central.resetSearch();
    }

    /** Sweeps what is left, and makes the sets ready for the next cycle ({@code finishsweep_m}). */
    void finish(@Nullable ProcCache cache) {
        sweep(Integer.MAX_VALUE, cache);
        central.resetUnswept(sweepGen);
        markBits.nextEpoch();
    }

    /** Sweeps the next span ({@code sweepone}); returns its pages, or −1 if none is left. */
    long sweepOne(@Nullable ProcCache cache) {
        if (drained) {
            return -1;
        }
        for (int span = central.nextForSweep(sweepGen); span != SpanTable.NONE; span = central.nextForSweep(sweepGen)) {
            if (acquire(span)) {
                int pages = spans.pages(span);
                if (sweep(span, false, cache)) {
                    reclaimCredit += pages;
                }
                return pages;
            }
        }
        drained = true;
        return -1;
    }

    /** Sweeps spans; returns how many, less than the most wanted if none is left. */
    int sweep(int most, @Nullable ProcCache cache) {
        int swept = 0;
        while (swept < most && !drained) {
            int count = claim(Math.min(claimed.length, most - swept));
            for (int i = 0; i < count; i++) {
                int span = claimed[i];
                int pages = spans.pages(span);
                if (sweep(span, false, cache)) {
                    reclaimCredit += pages;
                }
            }
            swept += count;
        }
        return swept;
    }

    /** Claims the next spans to be swept: all first, so that one need not come from memory before the next is asked for. */
    private int claim(int most) {
        int count = 0;
        while (count < most) {
            int span = central.nextForSweep(sweepGen);
            if (span == SpanTable.NONE) {
                drained = true;
                return count;
            }
            if (acquire(span)) {
                claimed[count++] = span;
            }
        }
        return count;
    }

    /** Claims a span for sweeping; false if it is swept already ({@code tryAcquire}). */
    boolean acquire(int span) {
        if (spans.sweepGen(span) != sweepGen - 2) {
            return false;
        }
        spans.sweepGen(span, sweepGen - 1);
        return true;
    }

    /**
     * Sweeps a claimed span ({@code mspan.sweep}).
     *
     * @param preserve whether the span is neither freed nor put into a set
     * @return whether it was freed
     */
    boolean sweep(int span, boolean preserve, @Nullable ProcCache cache) {
        int spanClass = spans.spanClass(span);
        int sizeClass = spanClass >> 1;
        int marked = spans.marked(span);
        int freed = spans.allocCount(span) - marked;
        pagesSwept += spans.pages(span);
        work.spansSwept++;
        work.rare++;
        markBits.take(spans.capacity(spanClass));
        spans.allocCount(span, marked);
        spans.sweepGen(span, sweepGen);
        if (freed > 0) {
            countFreed(span, sizeClass, freed);
        }
        if (preserve) {
            return false;
        }
        if (marked == 0 && fences && sizeClass == SizeClasses.LARGE) {
            allocator.fence(span);
            return true;
        }
        if (marked == 0) {
            allocator.free(span, cache);
            work.spansFreed++;
            return true;
        }
        if (marked == spans.capacity(spanClass)) {
            central.push(central.fullSwept(spanClass, sweepGen), span);
        } else {
            central.push(central.partialSwept(spanClass, sweepGen), span);
        }
        return false;
    }

    /** Frees at least so many pages of unmarked spans if there are as many ({@code mheap.reclaim}). */
    void reclaim(long wantedPages, @Nullable ProcCache cache) {
        if (drained || reclaimPage == RECLAIM_DONE) {
            return;
        }
        long wanted = wantedPages;
        while (wanted > 0) {
            if (reclaimCredit > 0) {
                long take = Math.min(reclaimCredit, wanted);
                reclaimCredit -= take;
                wanted -= take;
                continue;
            }
            if (reclaimPage >= (long) reclaimArenas * AddressSpace.ARENA_PAGES) {
                reclaimPage = RECLAIM_DONE;
                return;
            }
            long found = reclaimPiece((int) reclaimPage, cache);
            reclaimPage += RECLAIM_PAGES;
            if (found > wanted) {
                reclaimCredit += found - wanted;
            }
            wanted -= found;
        }
    }

    private long reclaimPiece(int first, @Nullable ProcCache cache) {
        int end = Math.min(first + RECLAIM_PAGES, spans.limit());
        long found = 0;
        for (int span = first; span < end; span++) {
            if (spans.state(span) == SpanTable.IN_USE && spans.marked(span) == 0 && acquire(span)) {
                int pages = spans.pages(span);
                if (sweep(span, false, cache)) {
                    found += pages;
                }
            }
        }
        return found;
    }

    private void countFreed(int span, int sizeClass, int freed) {
        if (sizeClass == SizeClasses.LARGE) {
            long bytes = spans.bytes(span);
            statistics.freedLarge(bytes);
            ledger.addTotalFree(bytes);
        } else {
            statistics.freed(sizeClass, freed);
            ledger.addTotalFree((long) freed * SizeClasses.objectBytes(sizeClass));
        }
    }
}
