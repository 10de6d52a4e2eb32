package org.heapgoal.heap.page;

import java.util.Map;
import java.util.TreeMap;

/** The scavenge index as a list of chunks that is walked from the top: slow, and close to the rules in words. */
final class NaiveScavengeIndex {
    private static final class Chunk {
        int inUse;
        int lastInUse;
        int generation;
        boolean hasFree;
    }

    private static final class Cursor {
        long page = -1;
        boolean marked;

        void raiseTo(long to) {
            if (to > page) {
                page = to;
                marked = true;
            }
        }
    }

    private final boolean byDensity;
    private final TreeMap<Long, Chunk> chunks = new TreeMap<>();
    private final Cursor forced = new Cursor();
    private final Cursor background = new Cursor();
    private long highestFreed = -1;
    private int generation;

    NaiveScavengeIndex(boolean byDensity) {
        this.byDensity = byDensity;
    }

    void addChunk(long chunk) {
        chunks.put(chunk, new Chunk());
    }

    int inUse(long chunk) {
        return at(chunk).inUse;
    }

    void allocOne(long page) {
        Chunk chunk = touch(page);
        chunk.inUse++;
        if (byDensity && chunk.inUse == 512) {
            chunk.hasFree = false;
        }
    }

    /** One free of many pages is many frees of one page. */
    void freeOne(long page) {
        Chunk chunk = touch(page);
        chunk.inUse--;
        chunk.hasFree = true;
        highestFreed = Math.max(highestFreed, page);
        forced.raiseTo(page);
    }

    /** Before Go 1.21 a flush only changes the bitmap. */
    void flushOne(long page) {
        if (byDensity) {
            freeOne(page);
        } else {
            touch(page).inUse--;
        }
    }

    void nextGen() {
        generation++;
        background.raiseTo(highestFreed);
        highestFreed = -1;
    }

    void setEmpty(long chunk) {
        at(chunk).hasFree = false;
    }

    void resetSearchAddrs() {
        for (Cursor cursor : new Cursor[] {forced, background}) {
            cursor.page = -1;
            cursor.marked = false;
        }
        highestFreed = -1;
    }

    long find(boolean force) {
        Cursor cursor = force || !byDensity ? forced : background;
        if (cursor.page < 0) {
            return -1;
        }
        for (Map.Entry<Long, Chunk> entry :
                chunks.headMap(cursor.page / 512, true).descendingMap().entrySet()) {
            if (eligible(entry.getValue(), force)) {
                if (entry.getKey() != cursor.page / 512) {
                    cursor.page = entry.getKey() * 512 + 511;
                    cursor.marked = false;
                }
                return cursor.page;
            }
        }
        if (!cursor.marked) {
            cursor.page = -1;
        }
        return -1;
    }

    private boolean eligible(Chunk chunk, boolean force) {
        if (!chunk.hasFree || force || !byDensity) {
            return chunk.hasFree;
        }
        boolean denseBefore = chunk.generation == generation && chunk.lastInUse >= 0.96875 * 512;
        return chunk.inUse < 0.96875 * 512 && !denseBefore;
    }

    private Chunk touch(long page) {
        Chunk chunk = at(page / 512);
        if (chunk.generation != generation) {
            chunk.lastInUse = chunk.inUse;
            chunk.generation = generation;
        }
        return chunk;
    }

    private Chunk at(long chunk) {
        Chunk found = chunks.get(chunk);
        if (found == null) {
            throw new IllegalArgumentException("chunk " + chunk);
        }
        return found;
    }
}
