package org.heapgoal.heap.page;

import java.util.Arrays;
import org.heapgoal.goruntime.GoVersion;

/**
 * Which chunks may have pages to release ({@code mgcscavenge.go: scavengeIndex}).
 *
 * <p>From Go 1.21 on, every chunk has a count of pages in use, that count at the end of the last generation in which the
 * chunk changed hands, and a flag telling that it may have free pages to release. Background work leaves dense chunks
 * alone, in the current generation and the one before, and looks only below the highest page freed before the current
 * generation. Forced work considers every flagged chunk.
 *
 * <p>In Go 1.19 and 1.20 there is only the flag and one cursor, raised by every free; background and forced work are the
 * same, generations mean nothing, and pages flushed from a page cache do not set the flag.
 *
 * <p>Between calls, {@code flagged} holds the slots whose flag is set and {@code sparse} those of them below the density
 * limit.
 */
public final class ScavengeIndex {
    /** Result of a search that found nothing. */
    public static final long NOT_FOUND = -1;

    /** A chunk with at least this many pages in use is dense: 0.96875 of its pages. */
    public static final int DENSE_PAGES = 496;

    private final ChunkTable chunks;
    private final boolean byDensity;
    private final ScavengeCursor forced = new ScavengeCursor();
    private final ScavengeCursor background;

    private short[] inUse = new short[0];
    private short[] lastInUse = new short[0];
    private int[] generation = new int[0];
    private final SlotSet flagged = new SlotSet();
    private final SlotSet sparse = new SlotSet();

    private int currentGeneration;
    private long highestFreed = ScavengeCursor.CLEARED;

    /** The index of a page heap, which tells it of new chunks by {@link #open}. */
    ScavengeIndex(GoVersion version, ChunkTable chunks) {
        this.chunks = chunks;
        byDensity = version.atLeast(GoVersion.GO_1_21);
        background = byDensity ? new ScavengeCursor() : forced;
    }

    /**
     * An index on its own, over contiguous chunks without pages in use and without anything to release.
     *
     * @param firstChunk number of the lowest chunk, at least 0
     * @param count number of chunks, at least 1
     */
    public static ScavengeIndex ofChunks(GoVersion version, long firstChunk, int count) {
        ChunkTable table = new ChunkTable();
        ScavengeIndex index = new ScavengeIndex(version, table);
        ChunkTable.Insertion at = table.insert(firstChunk, count);
        index.open(at.openedAt(), at.opened(), 0);
        return index;
    }

    /** Opens slots for new chunks, in which nothing is in use and nothing can be released; later slots move up. */
    void open(int at, int count, int slotsBefore) {
        int slotsAfter = slotsBefore + count;
        boolean moves = at < slotsBefore;
        if (slotsAfter > inUse.length) {
            int capacity = Math.max(slotsAfter, inUse.length * 2);
            inUse = Arrays.copyOf(inUse, capacity);
            lastInUse = Arrays.copyOf(lastInUse, capacity);
            generation = Arrays.copyOf(generation, capacity);
        }
        if (!moves && flagged.fits(slotsAfter)) {
            return;
        }
        boolean[] flags = new boolean[slotsAfter];
        for (int slot = 0; slot < slotsBefore; slot++) {
            flags[slot < at ? slot : slot + count] = flagged.contains(slot);
        }
        System.arraycopy(inUse, at, inUse, at + count, slotsBefore - at);
        System.arraycopy(lastInUse, at, lastInUse, at + count, slotsBefore - at);
        System.arraycopy(generation, at, generation, at + count, slotsBefore - at);
        Arrays.fill(inUse, at, at + count, (short) 0);
        Arrays.fill(lastInUse, at, at + count, (short) 0);
        Arrays.fill(generation, at, at + count, 0);
        flagged.reset(inUse.length);
        sparse.reset(inUse.length);
        for (int slot = 0; slot < slotsAfter; slot++) {
            setFlag(slot, flags[slot]);
        }
    }

    /**
     * Notes that pages were allocated.
     *
     * @throws IllegalStateException if a chunk would have more pages in use than it has
     */
    public void allocRange(long page, long pages) {
        int slotPage = slotPage(page, pages);
        for (long left = pages; left > 0; ) {
            int here = (int) Math.min(left, PageHeap.CHUNK_PAGES - slotPage % PageHeap.CHUNK_PAGES);
            alloc(slotPage / PageHeap.CHUNK_PAGES, here);
            slotPage += here;
            left -= here;
        }
    }

    /**
     * Notes that pages were freed.
     *
     * @throws IllegalStateException if a chunk would have less than no page in use
     */
    public void freeRange(long page, long pages) {
        int slotPage = slotPage(page, pages);
        long at = page;
        for (long left = pages; left > 0; ) {
            int here = (int) Math.min(left, PageHeap.CHUNK_PAGES - slotPage % PageHeap.CHUNK_PAGES);
            free(slotPage / PageHeap.CHUNK_PAGES, here, at + here - 1);
            slotPage += here;
            at += here;
            left -= here;
        }
    }

    /** Notes that {@code pages} pages of a slot were allocated. */
    void alloc(int slot, int pages) {
        if (inUse[slot] + pages > PageHeap.CHUNK_PAGES) {
            throw new IllegalStateException("allocation of " + pages + " pages in chunk " + chunks.chunkIn(slot)
                    + ", which has " + inUse[slot] + " in use");
        }
        startGeneration(slot);
        inUse[slot] += (short) pages;
        if (byDensity && inUse[slot] == PageHeap.CHUNK_PAGES) {
            setFlag(slot, false);
        } else if (inUse[slot] >= DENSE_PAGES) {
            sparse.put(slot, false);
        }
    }

    /** Notes that {@code pages} pages of a slot were freed, of which {@code highestPage} is the highest. */
    void free(int slot, int pages, long highestPage) {
        takeBack(slot, pages);
        setFlag(slot, true);
        if (byDensity && highestFreed < highestPage) {
            highestFreed = highestPage;
        }
        forced.raise(highestPage);
    }

    /** Notes that {@code pages} unused pages of a slot came back from a page cache. */
    void flush(int slot, int pages, long highestPage) {
        if (byDensity) {
            free(slot, pages, highestPage);
        } else {
            takeBack(slot, pages);
            setFlag(slot, flagged.contains(slot));
        }
    }

    /**
     * The highest place where there may be pages to release.
     *
     * @param force whether to consider dense chunks and pages freed in the current generation
     * @return the page from which to search downward within its chunk, or {@link #NOT_FOUND}
     */
    public long find(boolean force) {
        ScavengeCursor cursor = force ? forced : background;
        if (cursor.page() == ScavengeCursor.CLEARED) {
            return NOT_FOUND;
        }
        int start = chunks.slotOf(cursor.page() / PageHeap.CHUNK_PAGES);
        int slot = force || !byDensity ? flagged.atOrBelow(start) : sparseAtOrBelow(start);
        if (slot == SlotSet.NONE) {
            cursor.clear();
            return NOT_FOUND;
        }
        if (slot != start) {
            cursor.lower(chunks.pageOf(slot * PageHeap.CHUNK_PAGES) + PageHeap.CHUNK_PAGES - 1);
        }
        return cursor.page();
    }

    /** Starts a generation: what was freed so far becomes visible to background work. */
    public void nextGen() {
        if (byDensity) {
            currentGeneration++;
            background.raise(highestFreed);
            highestFreed = ScavengeCursor.CLEARED;
        }
    }

    /** Notes that a chunk has nothing more to release for now. */
    public void setEmpty(long chunk) {
        int slot = chunks.slotOf(chunk);
        if (slot == ChunkTable.NO_SLOT) {
            throw new IllegalStateException("chunk " + chunk + " is not mapped");
        }
        setFlag(slot, false);
    }

    /** Forgets where pages were freed; flags and counts stay. */
    public void resetSearchAddrs() {
        forced.reset();
        background.reset();
        highestFreed = ScavengeCursor.CLEARED;
    }

    /** Number of pages in use in a slot. */
    int inUse(int slot) {
        return inUse[slot];
    }

    /** Checks the sets of slots against flags and counts. */
    void verify() {
        for (int slot = 0; slot < chunks.slots(); slot++) {
            int used = inUse[slot];
            boolean flag = flagged.contains(slot);
            boolean consistent = used >= 0
                    && used <= PageHeap.CHUNK_PAGES
                    && sparse.contains(slot) == (flag && used < DENSE_PAGES)
                    && !(byDensity && flag && used == PageHeap.CHUNK_PAGES)
                    && (chunks.chunkIn(slot) >= 0 || (used == 0 && !flag));
            if (!consistent) {
                throw new IllegalStateException("slot " + slot + " has " + used + " pages in use, flag " + flag
                        + ", sparse " + sparse.contains(slot));
            }
        }
    }

    private int sparseAtOrBelow(int start) {
        int slot = sparse.atOrBelow(start);
        while (slot != SlotSet.NONE && generation[slot] == currentGeneration && lastInUse[slot] >= DENSE_PAGES) {
            slot = sparse.atOrBelow(slot - 1);
        }
        return slot;
    }

    private void takeBack(int slot, int pages) {
        if (inUse[slot] < pages) {
            throw new IllegalStateException("free of " + pages + " pages in chunk " + chunks.chunkIn(slot)
                    + ", which has " + inUse[slot] + " in use");
        }
        startGeneration(slot);
        inUse[slot] -= (short) pages;
    }

    private void startGeneration(int slot) {
        if (generation[slot] != currentGeneration) {
            lastInUse[slot] = inUse[slot];
            generation[slot] = currentGeneration;
        }
    }

    private void setFlag(int slot, boolean flag) {
        flagged.put(slot, flag);
        sparse.put(slot, flag && inUse[slot] < DENSE_PAGES);
    }

    private int slotPage(long page, long pages) {
        if (!chunks.contains(page, pages)) {
            throw new IllegalStateException("pages " + page + " to " + (page + pages - 1) + " are not all mapped");
        }
        return chunks.slotPageOf(page);
    }
}
