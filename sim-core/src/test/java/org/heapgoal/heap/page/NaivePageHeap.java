package org.heapgoal.heap.page;

import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.heapgoal.goruntime.GoVersion;

/** The page heap as one entry per page, searched from the bottom or from the top. */
final class NaivePageHeap {
    /** What is known about a page. */
    enum State {
        FREE,
        RELEASED,
        ALLOCATED
    }

    private final TreeMap<Long, State> pages = new TreeMap<>();
    private final NaiveScavengeIndex index;
    private final int hugePages;

    NaivePageHeap(GoVersion version, int hugePages) {
        index = new NaiveScavengeIndex(version.atLeast(GoVersion.GO_1_21));
        this.hugePages = hugePages;
    }

    State state(long page) {
        State state = pages.get(page);
        if (state == null) {
            throw new IllegalArgumentException("page " + page);
        }
        return state;
    }

    boolean hasChunk(long chunk) {
        return pages.containsKey(chunk * 512);
    }

    void growChunk(long chunk) {
        index.addChunk(chunk);
        for (long page = chunk * 512; page < (chunk + 1) * 512; page++) {
            pages.put(page, State.RELEASED);
        }
    }

    /** First page of the lowest run, or -1. */
    long firstFit(long wanted) {
        long run = 0;
        long previous = -2;
        for (var entry : pages.entrySet()) {
            boolean free = entry.getValue() != State.ALLOCATED;
            run = !free ? 0 : entry.getKey() == previous + 1 ? run + 1 : 1;
            if (run == wanted) {
                return entry.getKey() - wanted + 1;
            }
            previous = entry.getKey();
        }
        return -1;
    }

    /** Returns how many of the pages were released. */
    long alloc(long first, long count) {
        long released = 0;
        for (long page = first; page < first + count; page++) {
            released += pages.put(page, State.ALLOCATED) == State.RELEASED ? 1 : 0;
            index.allocOne(page);
        }
        return released;
    }

    void free(long first, long count) {
        for (long page = first; page < first + count; page++) {
            pages.put(page, State.FREE);
            index.freeOne(page);
        }
    }

    void flush(Map<Long, State> cached) {
        cached.forEach((page, state) -> {
            pages.put(page, state);
            index.flushOne(page);
        });
    }

    /** The free pages of the aligned block of 64 around the lowest free page, now allocated, with their state. */
    NavigableMap<Long, State> takeBlock() {
        TreeMap<Long, State> taken = new TreeMap<>();
        long lowest = firstFit(1);
        if (lowest >= 0) {
            for (long page = lowest / 64 * 64; page < lowest / 64 * 64 + 64; page++) {
                if (state(page) != State.ALLOCATED) {
                    taken.put(page, state(page));
                    alloc(page, 1);
                }
            }
        }
        return taken;
    }

    void nextGen() {
        index.nextGen();
    }

    long scavenge(long bytes, boolean force) {
        long released = 0;
        while (released < bytes) {
            long from = index.find(force);
            if (from < 0) {
                break;
            }
            NavigableSet<Long> piece = candidate(from, (bytes - released + 8191) / 8192);
            if (piece.isEmpty()) {
                index.setEmpty(from / 512);
            }
            piece.forEach(page -> pages.put(page, State.RELEASED));
            released += piece.size() * 8192L;
        }
        return released;
    }

    int inUse(long chunk) {
        return index.inUse(chunk);
    }

    private NavigableSet<Long> candidate(long from, long wanted) {
        long chunkStart = from / 512 * 512;
        long top = from / 64 * 64 + 63;
        while (top >= chunkStart && state(top) != State.FREE) {
            top--;
        }
        NavigableSet<Long> run = new TreeSet<>();
        for (long page = top; page >= chunkStart && state(page) == State.FREE; page--) {
            run.add(page);
        }
        if (run.size() <= wanted) {
            return run;
        }
        long start = top - wanted + 1;
        if (hugePages > 0 && (start + hugePages - 1) / hugePages * hugePages <= top + 1) {
            long hugeStart = start / hugePages * hugePages;
            start = run.contains(hugeStart) ? hugeStart : start;
        }
        return run.tailSet(start, true);
    }
}
