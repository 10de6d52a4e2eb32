package org.heapgoal.heap.page;

import java.util.Arrays;

/**
 * Which chunks of the address space are mapped, and the dense slots they are given.
 *
 * <p>Slots count mapped chunks in address order, with one unused slot between two regions that do not touch, so that
 * slots of neighbouring numbers are neighbouring chunks unless an unused slot is between them. Searches over slots
 * therefore need not know of holes, however large. Growth almost always appends; growth in the middle moves the slots
 * behind it, so nothing may keep a slot across a growth.
 */
final class ChunkTable {
    /** The slot of an address that is not mapped. */
    static final int NO_SLOT = -1;

    /** Chunks are numbered below this: an address space of 48 bits. */
    static final int CHUNK_LIMIT = 1 << 26;

    /** At most this many slots: a heap of 8 TiB. */
    static final int SLOT_LIMIT = 1 << 21;

    private int regions;
    private int[] firstChunk = new int[2];
    private int[] chunkCount = new int[2];
    private int[] firstSlot = new int[2];
    private int lastFound;

    /** Where an insertion put its chunks, and which slots it opened for them. */
    record Insertion(int openedAt, int opened, int firstSlot) {}

    /** Number of slots in use, the unused ones between regions included. */
    int slots() {
        return regions == 0 ? 0 : firstSlot[regions - 1] + chunkCount[regions - 1];
    }

    /** Number of mapped regions that do not touch each other. */
    int regions() {
        return regions;
    }

    /** Number of mapped chunks. */
    int chunks() {
        return regions == 0 ? 0 : slots() - (regions - 1);
    }

    /** The slot of a chunk, or {@link #NO_SLOT}. */
    int slotOf(long chunk) {
        int region = lastFound;
        if (region >= regions || !holds(region, chunk)) {
            region = regionAtOrBelow(chunk);
            if (region < 0 || !holds(region, chunk)) {
                return NO_SLOT;
            }
            lastFound = region;
        }
        return firstSlot[region] + (int) (chunk - firstChunk[region]);
    }

    /** The chunk in a slot, or -1 for an unused slot. */
    int chunkIn(int slot) {
        int region = lastFound;
        if (region >= regions || !hasSlot(region, slot)) {
            int at = Arrays.binarySearch(firstSlot, 0, regions, slot);
            region = at >= 0 ? at : -at - 2;
            if (region < 0 || !hasSlot(region, slot)) {
                return -1;
            }
            lastFound = region;
        }
        return firstChunk[region] + slot - firstSlot[region];
    }

    /** The page with the given slot page. */
    long pageOf(int slotPage) {
        int slot = slotPage / PageHeap.CHUNK_PAGES;
        return (long) chunkIn(slot) * PageHeap.CHUNK_PAGES + slotPage % PageHeap.CHUNK_PAGES;
    }

    /** The slot page of a page, or {@link #NO_SLOT} where it is not mapped. */
    int slotPageOf(long page) {
        int slot = slotOf(page / PageHeap.CHUNK_PAGES);
        return slot == NO_SLOT ? NO_SLOT : slot * PageHeap.CHUNK_PAGES + (int) (page % PageHeap.CHUNK_PAGES);
    }

    /** Whether {@code pages} pages from {@code page} on lie in one mapped region. */
    boolean contains(long page, long pages) {
        if (page < 0 || pages < 1) {
            return false;
        }
        int region = regionAtOrBelow(page / PageHeap.CHUNK_PAGES);
        return region >= 0 && pages <= (long) endChunk(region) * PageHeap.CHUNK_PAGES - page;
    }

    /**
     * Maps chunks that are not mapped yet.
     *
     * @throws IllegalStateException if one of them is mapped or out of range
     */
    Insertion insert(long chunk, long count) {
        if (chunk < 0 || count < 1 || chunk + count > CHUNK_LIMIT || slots() + count + 1 > SLOT_LIMIT) {
            throw new IllegalStateException("cannot map " + count + " chunks from chunk " + chunk + ": the limits are "
                    + CHUNK_LIMIT + " chunks of address space and " + SLOT_LIMIT + " mapped");
        }
        int below = regionAtOrBelow(chunk);
        int above = below + 1;
        boolean overlaps =
                (below >= 0 && endChunk(below) > chunk) || (above < regions && firstChunk[above] < chunk + count);
        if (overlaps) {
            throw new IllegalStateException("chunks " + chunk + " to " + (chunk + count - 1) + " are mapped already");
        }
        boolean joinsBelow = below >= 0 && endChunk(below) == chunk;
        boolean joinsAbove = above < regions && firstChunk[above] == chunk + count;
        return place((int) chunk, (int) count, below, joinsBelow, joinsAbove);
    }

    private Insertion place(int chunk, int count, int below, boolean joinsBelow, boolean joinsAbove) {
        int above = below + 1;
        int belowEndSlot = below < 0 ? 0 : firstSlot[below] + chunkCount[below];
        int openedAt;
        int opened;
        int first;
        if (joinsBelow && joinsAbove) {
            // The unused slot between the two becomes the last of the new chunks.
            openedAt = belowEndSlot;
            first = belowEndSlot;
            opened = count - 1;
            chunkCount[below] += count + chunkCount[above];
            removeRegion(above);
        } else if (joinsBelow) {
            openedAt = belowEndSlot;
            first = belowEndSlot;
            opened = count;
            chunkCount[below] += count;
        } else if (joinsAbove) {
            openedAt = firstSlot[above];
            first = openedAt;
            opened = count;
            firstChunk[above] = chunk;
            chunkCount[above] += count;
        } else {
            boolean gapBefore = below >= 0 && above == regions;
            boolean gapAfter = above < regions;
            openedAt = gapAfter ? firstSlot[above] : belowEndSlot;
            first = openedAt + (gapBefore ? 1 : 0);
            opened = count + (gapBefore || gapAfter ? 1 : 0);
            addRegion(above, chunk, count);
        }
        numberSlots();
        return new Insertion(openedAt, opened, first);
    }

    private void numberSlots() {
        int slot = 0;
        for (int region = 0; region < regions; region++) {
            firstSlot[region] = slot;
            slot += chunkCount[region] + 1;
        }
    }

    private void addRegion(int at, int chunk, int count) {
        if (regions == firstChunk.length) {
            firstChunk = Arrays.copyOf(firstChunk, regions * 2);
            chunkCount = Arrays.copyOf(chunkCount, regions * 2);
            firstSlot = Arrays.copyOf(firstSlot, regions * 2);
        }
        System.arraycopy(firstChunk, at, firstChunk, at + 1, regions - at);
        System.arraycopy(chunkCount, at, chunkCount, at + 1, regions - at);
        firstChunk[at] = chunk;
        chunkCount[at] = count;
        regions++;
    }

    private void removeRegion(int at) {
        System.arraycopy(firstChunk, at + 1, firstChunk, at, regions - at - 1);
        System.arraycopy(chunkCount, at + 1, chunkCount, at, regions - at - 1);
        regions--;
    }

    private int regionAtOrBelow(long chunk) {
        int low = 0;
        int high = regions;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (firstChunk[middle] <= chunk) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private boolean holds(int region, long chunk) {
        return chunk >= firstChunk[region] && chunk < endChunk(region);
    }

    private boolean hasSlot(int region, int slot) {
        return slot >= firstSlot[region] && slot < firstSlot[region] + chunkCount[region];
    }

    private int endChunk(int region) {
        return firstChunk[region] + chunkCount[region];
    }
}
