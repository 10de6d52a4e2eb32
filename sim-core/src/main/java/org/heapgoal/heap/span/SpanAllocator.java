package org.heapgoal.heap.span;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.heap.page.PageCache;
import org.heapgoal.heap.page.PageHeap;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans from pages and pages from spans, with the accounts that follow ({@code mheap.go: allocSpan,
 * freeSpanLocked}).
 */
final class SpanAllocator {
    /** Span structures a P keeps at most, and takes at a time. */
    private static final int STRUCTURES_KEPT = 128;

    private static final int STRUCTURES_TAKEN = STRUCTURES_KEPT / 2;

    private final SpanTable spans;
    private final PageHeap pages;
    private final AddressSpace space;
    private final MemoryAccount ledger;
    private final OffHeapMemory.Fixed structures;
    private final MarkBits markBits;
    private final HeapOwner owner;
    private final HeapWork work;
    private long pagesInUse;
    private long stackBytes;
    private long workbufBytes;
    private long fencedBytes;

    SpanAllocator(
            SpanTable spans,
            PageHeap pages,
            MemoryAccount ledger,
            OffHeapMemory memory,
            MarkBits markBits,
            HeapOwner owner,
            HeapWork work,
            GoVersion version) {
        this.spans = spans;
        this.pages = pages;
        this.ledger = ledger;
        this.markBits = markBits;
        this.owner = owner;
        this.work = work;
        space = new AddressSpace(pages, ledger, memory, version);
        structures = new OffHeapMemory.Fixed(
                memory, memory.mspan, OffHeapMemory.StructureSizes.of(version).mspan());
    }

    /**
     * Takes a span.
     *
     * @param p the P, or {@link Heap#NO_P}
     * @param cache the P's cache, null without a P
     * @param count pages
     * @param state {@link SpanTable#IN_USE} and so on
     * @param sweepGen the heap's sweep generation
     */
    int alloc(int p, @Nullable ProcCache cache, int count, int state, int spanClass, int sweepGen) {
        long page = PageHeap.NO_PAGE;
        long scavenged = 0;
        long grown = 0;
        if (cache != null && count < PageCache.REQUEST_LIMIT) {
            if (cache.pages.empty()) {
                pages.allocToCache(cache.pages);
            }
            page = cache.pages.alloc(count);
            scavenged = cache.pages.lastScavengedBytes();
        }
        if (page == PageHeap.NO_PAGE) {
            page = pages.alloc(count);
            if (page == PageHeap.NO_PAGE) {
                grown = space.grow(count);
                work.grows++;
                work.rare++;
                page = pages.alloc(count);
            }
            scavenged = pages.lastScavengedBytes();
        }
        takeStructure(cache);
        owner.spanTaken(cache == null ? Heap.NO_P : p, scavenged, grown);
        int span = spans.take(page, count, state, spanClass);
        if (state == SpanTable.IN_USE) {
            int slots = spans.capacity(spanClass);
            markBits.take(slots);
            markBits.take(slots);
            spans.sweepGen(span, sweepGen);
            pagesInUse += count;
        }
        account((long) count * SizeClasses.PAGE_BYTES, scavenged, state);
        work.spansAllocated++;
        return span;
    }

    /** Gives a span and its pages back. */
    void free(int span, @Nullable ProcCache cache) {
        int state = spans.state(span);
        int count = spans.pages(span);
        long bytes = (long) count * SizeClasses.PAGE_BYTES;
        if (spans.allocCount(span) != 0) {
            throw new IllegalStateException(
                    "free of span " + span + " with " + spans.allocCount(span) + " objects or stacks");
        }
        ledger.addHeapFree(bytes);
        switch (state) {
            case SpanTable.IN_USE -> {
                pagesInUse -= count;
                ledger.addHeapInUse(-bytes);
            }
            case SpanTable.STACK -> stackBytes -= bytes;
            case SpanTable.WORKBUF -> workbufBytes -= bytes;
            default -> throw new IllegalStateException("span " + span + " is free already");
        }
        pages.free(spans.page(span), count);
        spans.giveBack(span);
        giveBackStructure(cache);
    }

    /** Makes a span's memory inaccessible instead of giving it back ({@code sysFault}). It stays in heapInUse. */
    void fence(int span) {
        spans.fence(span);
        fencedBytes += spans.bytes(span);
        ledger.addMappedReady(-spans.bytes(span));
    }

    /** Bytes of spans that were fenced. */
    long fencedBytes() {
        return fencedBytes;
    }

    /** A P's span structures go back. */
    void destroy(ProcCache cache) {
        for (; cache.spanStructures > 0; cache.spanStructures--) {
            structures.giveBack();
        }
    }

    AddressSpace space() {
        return space;
    }

    /** Pages of the spans that hold objects. */
    long pagesInUse() {
        return pagesInUse;
    }

    /** Bytes of the spans that hold stacks. */
    long stackBytes() {
        return stackBytes;
    }

    /** Bytes of the spans that hold work buffers. */
    long workbufBytes() {
        return workbufBytes;
    }

    /** Span structures in use, those that Ps keep included. */
    long structures() {
        return structures.inUse();
    }

    /** MSpanInuse. */
    long structureBytes() {
        return structures.inUseBytes();
    }

    private void account(long bytes, long scavenged, int state) {
        if (scavenged != 0) {
            ledger.addMappedReady(scavenged);
            ledger.addHeapReleased(-scavenged);
            work.faultedBytes += scavenged;
            work.rare++;
        }
        ledger.addHeapFree(scavenged - bytes);
        switch (state) {
            case SpanTable.IN_USE -> ledger.addHeapInUse(bytes);
            case SpanTable.STACK -> stackBytes += bytes;
            default -> workbufBytes += bytes;
        }
    }

    private void takeStructure(@Nullable ProcCache cache) {
        if (cache == null) {
            structures.take();
            return;
        }
        if (cache.spanStructures == 0) {
            for (; cache.spanStructures < STRUCTURES_TAKEN; cache.spanStructures++) {
                structures.take();
            }
        }
        cache.spanStructures--;
    }

    private void giveBackStructure(@Nullable ProcCache cache) {
        if (cache != null && cache.spanStructures < STRUCTURES_KEPT) {
            cache.spanStructures++;
        } else {
            structures.giveBack();
        }
    }
}
