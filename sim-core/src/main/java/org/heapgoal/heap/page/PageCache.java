package org.heapgoal.heap.page;

/**
 * Up to 64 free pages of one aligned block, owned by a P, from which small requests are served without the heap lock
 * ({@code mpagecache.go: pageCache}).
 */
public final class PageCache {
    /** Pages of a cache's block. */
    public static final int PAGES = 64;

    /** Requests below this number of pages try the cache first ({@code mheap.go: allocSpan}). */
    public static final int REQUEST_LIMIT = PAGES / 4;

    private long base;
    private long cache;
    private long scav;
    private int lastScavengedPages;

    /** An empty cache. */
    public PageCache() {}

    /** Whether no page is free. */
    public boolean empty() {
        return cache == 0;
    }

    /** First page of the block; meaningless when {@link #empty}. */
    public long base() {
        return base;
    }

    /** The free pages of the block, lowest in the lowest bit. */
    public long cache() {
        return cache;
    }

    /** The released pages of the block, lowest in the lowest bit. */
    public long scav() {
        return scav;
    }

    /**
     * Takes the lowest run of pages.
     *
     * @param pages 1 to 64
     * @return the first page, or {@link PageHeap#NO_PAGE} where no run is long enough
     */
    public long alloc(int pages) {
        if (pages < 1 || pages > PAGES) {
            throw new IllegalArgumentException("a page cache serves 1 to " + PAGES + " pages, not " + pages);
        }
        lastScavengedPages = 0;
        int at = PageBits.firstOnes(cache, pages);
        if (at == PageBits.NOT_FOUND) {
            return PageHeap.NO_PAGE;
        }
        long taken = PageBits.mask(at, pages);
        lastScavengedPages = Long.bitCount(scav & taken);
        cache &= ~taken;
        scav &= ~taken;
        return base + at;
    }

    /** Released bytes among the pages of the last {@link #alloc}, now taken back; 0 if it failed. */
    public long lastScavengedBytes() {
        return (long) lastScavengedPages * PageHeap.PAGE_BYTES;
    }

    /** Gives an empty cache a block. */
    void fill(long firstPage, long free, long scavenged) {
        base = firstPage;
        cache = free;
        scav = scavenged;
    }

    /** Empties the cache. */
    void clear() {
        fill(0, 0, 0);
    }
}
