package org.heapgoal.heap.page;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;

/**
 * Gives out runs of pages, lowest address first, and releases free pages, highest address first
 * ({@code mpagealloc.go: pageAlloc}).
 *
 * <p>Every mapped page has two bits: allocated, and scavenged (released to the operating system). Only free pages are
 * scavenged; pages owned by a {@link PageCache} count as allocated here and carry their scavenged bits in the cache.
 * Allocating takes released pages back. Between calls the tree of free runs agrees with the allocated bits and the
 * scavenge index counts them; {@link #verify} checks that.
 */
public final class PageHeap {
    /** Size of a page in bytes. */
    public static final int PAGE_BYTES = SizeClasses.PAGE_BYTES;

    /** Pages of a chunk, the unit of growth. */
    public static final int CHUNK_PAGES = 512;

    /** Result of an allocation that found no room. */
    public static final long NO_PAGE = -1;

    /** All that can be released, as the number of bytes to {@link #scavenge(long, boolean)}. */
    public static final long EVERYTHING = -1L;

    private static final int CHUNK_SHIFT = 9;
    private static final int LAST_PAGE = CHUNK_PAGES - 1;

    private final int minScavengePages;
    private final int hugePages;
    private final ChunkTable chunks = new ChunkTable();
    private final FreeRunTree tree = new FreeRunTree();
    private final ScavengeIndex index;
    private long[] alloc = new long[0];
    private long[] scavenged = new long[0];
    private long lastScavengedPages;
    private long releases;
    private long paddingPage;
    private long paddingPages;

    /**
     * A heap without memory.
     *
     * @param version the Go version, which decides how chunks to release are chosen
     * @param os the sizes of physical and huge pages
     */
    public PageHeap(GoVersion version, OsPages os) {
        minScavengePages = os.pagesPerPhysPage();
        hugePages = os.pagesPerHugePage();
        index = new ScavengeIndex(version, chunks);
    }

    /**
     * Makes pages freed so far visible to background scavenging; due at every mark termination
     * ({@code scavengeIndex.nextGen}).
     */
    public void nextGen() {
        index.nextGen();
    }

    /** Number of mapped pages. */
    public long mappedPages() {
        return (long) chunks.chunks() * CHUNK_PAGES;
    }

    /**
     * Adds free, released memory: the range, extended to whole chunks ({@code pageAlloc.grow}).
     *
     * @throws IllegalStateException if some of it is mapped already
     */
    public void grow(long page, long pages) {
        if (page < 0 || pages < 1) {
            throw new IllegalStateException("growth by " + pages + " pages at page " + page);
        }
        long firstChunk = page >> CHUNK_SHIFT;
        long count = ((page + pages + LAST_PAGE) >> CHUNK_SHIFT) - firstChunk;
        int slotsBefore = chunks.slots();
        ChunkTable.Insertion at = chunks.insert(firstChunk, count);
        tree.open(at.openedAt(), at.opened(), slotsBefore);
        index.open(at.openedAt(), at.opened(), slotsBefore);
        alloc = open(alloc, at, slotsBefore, -1L);
        scavenged = open(scavenged, at, slotsBefore, 0L);
        int first = at.firstSlot() * PageBits.WORDS;
        int end = first + (int) count * PageBits.WORDS;
        Arrays.fill(alloc, first, end, 0L);
        Arrays.fill(scavenged, first, end, -1L);
        summarize(at.firstSlot(), at.firstSlot() + (int) count - 1);
    }

    /**
     * Takes the lowest run of free pages that is long enough ({@code pageAlloc.alloc}).
     *
     * @param pages at least 1
     * @return its first page, or {@link #NO_PAGE}
     */
    public long alloc(long pages) {
        if (pages < 1) {
            throw new IllegalArgumentException("allocation of " + pages + " pages");
        }
        lastScavengedPages = 0;
        int slotPage = find(pages);
        if (slotPage == FreeRunTree.NOT_FOUND) {
            return NO_PAGE;
        }
        take(slotPage, (int) pages);
        return chunks.pageOf(slotPage);
    }

    /** Released bytes among the pages of the last {@link #alloc}, now taken back; 0 if it failed. */
    public long lastScavengedBytes() {
        return lastScavengedPages * PAGE_BYTES;
    }

    /**
     * Gives pages back ({@code pageAlloc.free}).
     *
     * @throws IllegalStateException if one of them is not mapped or not allocated
     */
    public void free(long page, long pages) {
        int slotPage = mapped(page, pages);
        requireAllocated(slotPage, (int) pages, page);
        if ((slotPage & LAST_PAGE) + pages <= CHUNK_PAGES) {
            freeInSlot(slotPage, (int) pages, page);
        } else {
            freeAcross(slotPage, (int) pages, page);
        }
    }

    private void freeInSlot(int slotPage, int pages, long page) {
        int slot = slotPage >> CHUNK_SHIFT;
        int at = slot * PageBits.WORDS;
        int inChunk = slotPage & LAST_PAGE;
        PageBits.clearRange(alloc, at, inChunk, pages);
        index.free(slot, pages, page + pages - 1);
        // Only the run that the pages join can be longer than before.
        int below = PageBits.zerosBelow(alloc, at, inChunk);
        int end = inChunk + pages;
        int run = below + pages + PageBits.zerosFrom(alloc, at, end);
        int first = inChunk - below;
        tree.set(
                slot,
                first == 0 ? run : tree.start(slot),
                Math.max(tree.max(slot), run),
                first + run == CHUNK_PAGES ? run : tree.end(slot));
    }

    private void freeAcross(int firstSlotPage, int pages, long page) {
        int slotPage = firstSlotPage;
        int left = pages;
        long at = page;
        while (left > 0) {
            int slot = slotPage >> CHUNK_SHIFT;
            int inChunk = slotPage & LAST_PAGE;
            int here = Math.min(left, CHUNK_PAGES - inChunk);
            PageBits.clearRange(alloc, slot * PageBits.WORDS, inChunk, here);
            index.free(slot, here, at + here - 1);
            slotPage += here;
            at += here;
            left -= here;
        }
        summarize(firstSlotPage >> CHUNK_SHIFT, (slotPage - 1) >> CHUNK_SHIFT);
    }

    /**
     * Fills an empty page cache with all free pages of the aligned block of 64 that holds the lowest free page; the cache
     * stays empty where no page is free ({@code pageAlloc.allocToCache}).
     *
     * @throws IllegalStateException if the cache still has pages
     */
    public void allocToCache(PageCache cache) {
        if (!cache.empty()) {
            throw new IllegalStateException("page cache of block " + cache.base() + " is not empty");
        }
        int slotPage = find(1);
        if (slotPage == FreeRunTree.NOT_FOUND) {
            cache.clear();
            return;
        }
        int word = slotPage / PageCache.PAGES;
        int slot = slotPage >> CHUNK_SHIFT;
        long free = ~alloc[word];
        cache.fill(chunks.pageOf(word * PageCache.PAGES), free, scavenged[word]);
        int at = slot * PageBits.WORDS;
        int first = (word - at) * Long.SIZE;
        // No page below the block is free, so of all runs only its last one can reach beyond it.
        int last = Long.numberOfLeadingZeros(alloc[word]) + PageBits.zerosFrom(alloc, at, first + Long.SIZE);
        int longest = tree.max(slot);
        boolean longestGoes = last >= longest || (longest <= Long.SIZE && PageBits.firstOnes(free, longest) >= 0);
        alloc[word] = -1L;
        scavenged[word] &= ~free;
        tree.set(
                slot,
                0,
                longestGoes ? PageBits.longestZeros(alloc, at) : longest,
                Math.min(tree.end(slot), CHUNK_PAGES - first - Long.SIZE));
        index.alloc(slot, Long.bitCount(free));
    }

    /** Gives the pages of a cache back and empties it ({@code pageCache.flush}). */
    public void flush(PageCache cache) {
        if (cache.empty()) {
            return;
        }
        int word = mapped(cache.base(), PageCache.PAGES) / PageCache.PAGES;
        int slot = word / PageBits.WORDS;
        long free = cache.cache();
        if ((alloc[word] & free) != free) {
            throw new IllegalStateException("flush of pages that are free: block " + cache.base() + ", allocated "
                    + Long.toHexString(alloc[word]) + ", cached " + Long.toHexString(free));
        }
        alloc[word] &= ~free;
        scavenged[word] |= cache.scav();
        index.flush(slot, Long.bitCount(free), cache.base() + Long.SIZE - 1 - Long.numberOfLeadingZeros(free));
        summarize(slot, slot);
        cache.clear();
    }

    /**
     * Releases free pages, highest addresses first ({@code pageAlloc.scavenge}).
     *
     * @param bytes how much, unsigned; {@link #EVERYTHING} for all there is
     * @param forced whether to take pages that background work leaves alone
     * @param stop asked after each piece whether to stop early
     * @return bytes released, which may be more than asked for by less than a huge page
     */
    public long scavenge(long bytes, boolean forced, BooleanSupplier stop) {
        long released = 0;
        while (Long.compareUnsigned(released, bytes) < 0) {
            long from = index.find(forced);
            if (from == ScavengeIndex.NOT_FOUND) {
                break;
            }
            released += scavengeOne(from, bytes - released);
            if (stop.getAsBoolean()) {
                break;
            }
        }
        return released;
    }

    /** Releases free pages as {@link #scavenge(long, boolean, BooleanSupplier)} does, without stopping early. */
    public long scavenge(long bytes, boolean forced) {
        return scavenge(bytes, forced, () -> false);
    }

    /**
     * Takes the first pages of the heap out of use for good, as Go 1.26 does to randomise the heap's start
     * ({@code pageAlloc.markRandomPaddingPages}): they count as allocated and as released.
     *
     * @throws IllegalStateException if one of them is not mapped or not free, or if there is padding already
     */
    public void markPaddingPages(long page, long pages) {
        int slotPage = mapped(page, pages);
        if (paddingPages != 0 || !isFree(page, pages)) {
            throw new IllegalStateException("padding of " + pages + " pages at page " + page
                    + " where pages are allocated or padding exists: " + paddingPages);
        }
        take(slotPage, (int) pages);
        PageBits.setRange(scavenged, 0, slotPage, (int) pages);
        paddingPage = page;
        paddingPages = pages;
    }

    /** Whether all pages of a mapped range are free. */
    public boolean isFree(long page, long pages) {
        return allocated(mapped(page, pages), (int) pages) == 0;
    }

    /** How many pieces were released so far: calls to the operating system. */
    public long releases() {
        return releases;
    }

    /** Number of pages that are allocated, those of page caches and padding included; counts them. */
    public long allocatedPages() {
        long count = 0;
        for (int slot = 0; slot < chunks.slots(); slot++) {
            if (chunks.chunkIn(slot) >= 0) {
                count += PageBits.popcntRange(alloc, slot * PageBits.WORDS, 0, CHUNK_PAGES);
            }
        }
        return count;
    }

    /** Number of released pages, padding included and those of page caches not; counts them. */
    public long scavengedPages() {
        return PageBits.popcntRange(scavenged, 0, 0, chunks.slots() * CHUNK_PAGES);
    }

    /** The allocated bits of a chunk: a copy of its eight words. */
    public long[] allocatedBits(long chunk) {
        return copyOf(alloc, chunk);
    }

    /** The released bits of a chunk: a copy of its eight words. */
    public long[] scavengedBits(long chunk) {
        return copyOf(scavenged, chunk);
    }

    /**
     * Checks every internal summary against the bitmaps.
     *
     * @throws IllegalStateException that names the first disagreement
     */
    public void verify() {
        tree.verify();
        index.verify();
        for (int slot = 0; slot < chunks.slots(); slot++) {
            int at = slot * PageBits.WORDS;
            require(tree.start(slot) == PageBits.leadingZeros(alloc, at), "start", slot);
            require(tree.max(slot) == PageBits.longestZeros(alloc, at), "longest run", slot);
            require(tree.end(slot) == PageBits.trailingZeros(alloc, at), "end", slot);
            boolean mapped = chunks.chunkIn(slot) >= 0;
            int allocated = PageBits.popcntRange(alloc, at, 0, CHUNK_PAGES);
            require(mapped ? index.inUse(slot) == allocated : allocated == CHUNK_PAGES, "count of pages in use", slot);
            for (int word = at; word < at + PageBits.WORDS; word++) {
                require((alloc[word] & scavenged[word]) == padding(word), "released bits of allocated pages", slot);
            }
        }
    }

    private long scavengeOne(long from, long bytes) {
        int slotPage = chunks.slotPageOf(from);
        int slot = slotPage >> CHUNK_SHIFT;
        int at = slot * PageBits.WORDS;
        int candidate = ScavengeCandidate.NONE;
        if (tree.max(slot) >= minScavengePages) {
            long wanted =
                    Long.divideUnsigned(bytes, PAGE_BYTES) + (Long.remainderUnsigned(bytes, PAGE_BYTES) == 0 ? 0 : 1);
            candidate = ScavengeCandidate.find(
                    alloc, scavenged, at, slotPage & LAST_PAGE, minScavengePages, wanted, hugePages);
        }
        if (candidate == ScavengeCandidate.NONE) {
            index.setEmpty(chunks.chunkIn(slot));
            return 0;
        }
        releases++;
        int pages = ScavengeCandidate.pages(candidate);
        PageBits.setRange(scavenged, at, ScavengeCandidate.page(candidate), pages);
        return (long) pages * PAGE_BYTES;
    }

    /** The lowest slot page at which a run of free pages begins. */
    private int find(long pages) {
        int slotPage = tree.find(pages);
        if (slotPage == FreeRunTree.NOT_FOUND) {
            return slotPage;
        }
        int slot = slotPage >> CHUNK_SHIFT;
        return tree.max(slot) < pages
                ? slotPage
                : slot * CHUNK_PAGES + PageBits.firstZeros(alloc, slot * PageBits.WORDS, (int) pages);
    }

    private void take(int slotPage, int pages) {
        int at = slotPage;
        int left = pages;
        int scav = 0;
        while (left > 0) {
            int slot = at >> CHUNK_SHIFT;
            int inChunk = at & LAST_PAGE;
            int here = Math.min(left, CHUNK_PAGES - inChunk);
            scav += PageBits.popcntRange(scavenged, slot * PageBits.WORDS, inChunk, here);
            PageBits.setRange(alloc, slot * PageBits.WORDS, inChunk, here);
            PageBits.clearRange(scavenged, slot * PageBits.WORDS, inChunk, here);
            index.alloc(slot, here);
            at += here;
            left -= here;
        }
        lastScavengedPages = scav;
        summarize(slotPage >> CHUNK_SHIFT, (at - 1) >> CHUNK_SHIFT);
    }

    /** Brings the tree up to date with the bits of the slots {@code from} to {@code to}, both included. */
    private void summarize(int from, int to) {
        for (int slot = from; slot <= to; slot++) {
            int at = slot * PageBits.WORDS;
            int start = PageBits.leadingZeros(alloc, at);
            int max = start == CHUNK_PAGES ? start : PageBits.longestZeros(alloc, at);
            int end = PageBits.trailingZeros(alloc, at);
            if (from == to) {
                tree.set(slot, start, max, end);
            } else {
                tree.setLeaf(slot, start, max, end);
            }
        }
        if (from != to) {
            tree.rebuild(from, to);
        }
    }

    private int mapped(long page, long pages) {
        if (pages > 0 && page >= 0 && pages <= CHUNK_PAGES - (page & LAST_PAGE)) {
            int slot = chunks.slotOf(page >> CHUNK_SHIFT);
            if (slot != ChunkTable.NO_SLOT) {
                return slot << CHUNK_SHIFT | (int) (page & LAST_PAGE);
            }
        }
        if (!chunks.contains(page, pages)) {
            throw new IllegalStateException("pages " + page + " to " + (page + pages - 1) + " are not all mapped");
        }
        return chunks.slotPageOf(page);
    }

    private void requireAllocated(int slotPage, int pages, long page) {
        // Slots of one region are neighbours, and so are their words.
        if (!PageBits.allSet(alloc, 0, slotPage, pages)) {
            throw new IllegalStateException("free of pages " + page + " to " + (page + pages - 1) + ", of which "
                    + (pages - allocated(slotPage, pages)) + " are free already");
        }
    }

    private int allocated(int slotPage, int pages) {
        // Slots of one region are neighbours, and so are their words.
        return PageBits.popcntRange(alloc, 0, slotPage, pages);
    }

    private long padding(int word) {
        int first = paddingPages == 0 ? 0 : chunks.slotPageOf(paddingPage);
        long bits = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            int slotPage = word * Long.SIZE + bit;
            if (slotPage >= first && slotPage < first + paddingPages) {
                bits |= 1L << bit;
            }
        }
        return bits;
    }

    private long[] copyOf(long[] words, long chunk) {
        int slot = chunks.slotOf(chunk);
        if (slot == ChunkTable.NO_SLOT) {
            throw new IllegalArgumentException("chunk " + chunk + " is not mapped");
        }
        return Arrays.copyOfRange(words, slot * PageBits.WORDS, (slot + 1) * PageBits.WORDS);
    }

    private static long[] open(long[] words, ChunkTable.Insertion at, int slotsBefore, long fill) {
        int used = slotsBefore * PageBits.WORDS;
        int from = at.openedAt() * PageBits.WORDS;
        int opened = at.opened() * PageBits.WORDS;
        long[] larger =
                used + opened <= words.length ? words : Arrays.copyOf(words, Math.max(used + opened, words.length * 2));
        System.arraycopy(larger, from, larger, from + opened, used - from);
        Arrays.fill(larger, from, from + opened, fill);
        return larger;
    }

    private static void require(boolean holds, String what, int slot) {
        if (!holds) {
            throw new IllegalStateException("slot " + slot + ": " + what + " disagrees with the bitmaps");
        }
    }
}
