package org.heapgoal.heap.span;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.heap.page.PageHeap;

/**
 * Growth of the page heap: whole chunks out of arenas of 64 MiB, from a fixed address upward without gaps, and the
 * metadata that the runtime maps for them ({@code mheap.go: grow}, {@code malloc.go: mheap.sysAlloc},
 * {@code mpagealloc_64bit.go: sysGrow}).
 *
 * <p>Go 1.26 begins at a random address and takes a random number of the first pages, 0 to 511, out of use. Here it is
 * always the mean, 256 pages.
 */
final class AddressSpace {
    /** Pages of an arena. */
    static final int ARENA_PAGES = 8192;

    /** First page of the heap: address 0xc000000000. */
    static final long FIRST_PAGE = 0xc000000000L / SizeClasses.PAGE_BYTES;

    /** Pages of the first chunk that Go 1.26 leaves unused, on average. */
    static final int MEAN_PADDING_PAGES = 256;

    private static final int OS_PAGE_BYTES = 4096;
    private static final int[] SUMMARY_SHIFTS = {34, 31, 28, 25, 22};
    private static final int SUMMARY_BYTES = 8;

    /** Summaries of the first level are mapped as a whole, of the others in blocks of eight. */
    private static final long FIRST_LEVEL_SUMMARIES = 1 << 14;

    private static final long SUMMARY_BLOCK = 8;

    private static final int CHUNK_BITMAPS = 8192;
    private static final int CHUNK_BITMAP_BYTES = 128;
    private static final int FIRST_ARENA_LIST = OS_PAGE_BYTES / Long.BYTES;

    private final PageHeap pages;
    private final MemoryAccount ledger;
    private final OffHeapMemory memory;
    private final boolean indexByChunk;
    private final int padding;
    private final int heapArenaBytes;
    private final long[] summariesMapped = new long[SUMMARY_SHIFTS.length];
    private long indexMapped;
    private long bitmapsMapped;
    private long reservedEnd = FIRST_PAGE;
    private long mappedEnd = FIRST_PAGE;
    private int arenas;
    private int arenaListRoom;

    AddressSpace(PageHeap pages, MemoryAccount ledger, OffHeapMemory memory, GoVersion version) {
        this.pages = pages;
        this.ledger = ledger;
        this.memory = memory;
        indexByChunk = version.atLeast(GoVersion.GO_1_21);
        padding = version.atLeast(GoVersion.GO_1_26) ? MEAN_PADDING_PAGES : 0;
        heapArenaBytes = OffHeapMemory.StructureSizes.of(version).heapArena();
    }

    /** Adds room for a number of pages. @return bytes by which the heap grew */
    long grow(long wantedPages) {
        long ask = (wantedPages + PageHeap.CHUNK_PAGES - 1) / PageHeap.CHUNK_PAGES * PageHeap.CHUNK_PAGES;
        if (mappedEnd + ask > reservedEnd) {
            reserve((ask + ARENA_PAGES - 1) / ARENA_PAGES);
        }
        boolean first = mappedEnd == FIRST_PAGE;
        long bytes = ask * SizeClasses.PAGE_BYTES;
        long limit = (mappedEnd + ask) * SizeClasses.PAGE_BYTES;
        ledger.addHeapReleased(bytes);
        mapSummaries(limit);
        mapIndex(limit);
        mapBitmaps(limit);
        pages.grow(mappedEnd, ask);
        if (first && padding > 0) {
            pages.markPaddingPages(mappedEnd, padding);
        }
        mappedEnd += ask;
        return bytes;
    }

    /** Number of arenas. */
    int arenas() {
        return arenas;
    }

    /** Pages that are out of use for good. */
    long paddingPages() {
        return mappedEnd == FIRST_PAGE ? 0 : padding;
    }

    private void reserve(long count) {
        reservedEnd += count * ARENA_PAGES;
        for (long i = 0; i < count; i++) {
            memory.persistent(memory.gcMisc, heapArenaBytes, Long.BYTES);
            if (arenas == arenaListRoom) {
                arenaListRoom = arenaListRoom == 0 ? FIRST_ARENA_LIST : arenaListRoom * 2;
                memory.persistent(memory.gcMisc, arenaListRoom * Long.BYTES, Long.BYTES);
            }
            arenas++;
        }
    }

    private void mapSummaries(long limit) {
        long base = FIRST_PAGE * SizeClasses.PAGE_BYTES;
        for (int level = 0; level < SUMMARY_SHIFTS.length; level++) {
            int shift = SUMMARY_SHIFTS[level];
            long block = level == 0 ? FIRST_LEVEL_SUMMARIES : SUMMARY_BLOCK;
            long from = (base >>> shift) / block * block;
            long to = (((limit - 1) >>> shift) / block + 1) * block;
            summariesMapped[level] = map(
                    summariesMapped[level],
                    alignUp(to * SUMMARY_BYTES, OS_PAGE_BYTES) - from * SUMMARY_BYTES / OS_PAGE_BYTES * OS_PAGE_BYTES);
        }
    }

    private void mapIndex(long limit) {
        long chunkBytes = (long) PageHeap.CHUNK_PAGES * SizeClasses.PAGE_BYTES;
        // Eight bytes a chunk, or one bit before Go 1.21.
        long chunksPerOsPage = indexByChunk ? OS_PAGE_BYTES / Long.BYTES : OS_PAGE_BYTES * Byte.SIZE;
        long from = FIRST_PAGE / PageHeap.CHUNK_PAGES / chunksPerOsPage;
        long to = alignUp(limit / chunkBytes, chunksPerOsPage) / chunksPerOsPage;
        indexMapped = map(indexMapped, (to - from) * OS_PAGE_BYTES);
    }

    private void mapBitmaps(long limit) {
        long chunkBytes = (long) PageHeap.CHUNK_PAGES * SizeClasses.PAGE_BYTES;
        long from = FIRST_PAGE / PageHeap.CHUNK_PAGES / CHUNK_BITMAPS;
        long to = (limit / chunkBytes - 1) / CHUNK_BITMAPS + 1;
        bitmapsMapped = map(bitmapsMapped, (to - from) * CHUNK_BITMAPS * CHUNK_BITMAP_BYTES);
    }

    private long map(long before, long after) {
        if (after > before) {
            memory.map(memory.gcMisc, after - before);
        }
        return after;
    }

    private static long alignUp(long value, long unit) {
        return (value + unit - 1) / unit * unit;
    }
}
