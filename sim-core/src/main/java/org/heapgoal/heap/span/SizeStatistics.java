package org.heapgoal.heap.span;

import org.heapgoal.heap.SizeClasses;

/** Counts of objects allocated and freed, as MemStats needs them ({@code mstats.go: heapStatsDelta}). */
final class SizeStatistics {
    private final long[] mallocs = new long[SizeClasses.COUNT];
    private final long[] frees = new long[SizeClasses.COUNT];
    private long largeMallocs;
    private long largeFrees;
    private long largeMallocBytes;
    private long largeFreeBytes;
    private long tiny;

    void allocated(int sizeClass, long objects) {
        mallocs[sizeClass] += objects;
    }

    void freed(int sizeClass, long objects) {
        frees[sizeClass] += objects;
    }

    void allocatedLarge(long bytes) {
        largeMallocs++;
        largeMallocBytes += bytes;
    }

    void freedLarge(long bytes) {
        largeFrees++;
        largeFreeBytes += bytes;
    }

    /** Tiny objects in blocks that were there; they count as allocated and as freed. */
    void tiny(long objects) {
        tiny += objects;
    }

    /** Small objects allocated of a class. */
    long mallocs(int sizeClass) {
        return mallocs[sizeClass];
    }

    /** Small objects freed of a class. */
    long frees(int sizeClass) {
        return frees[sizeClass];
    }

    /** Large objects allocated. */
    long largeMallocs() {
        return largeMallocs;
    }

    /** Large objects freed. */
    long largeFrees() {
        return largeFrees;
    }

    /** Tiny objects in blocks that were there. */
    long tinyAllocs() {
        return tiny;
    }

    /** Mallocs. */
    long totalMallocs() {
        return sum(mallocs) + largeMallocs + tiny;
    }

    /** Frees. */
    long totalFrees() {
        return sum(frees) + largeFrees + tiny;
    }

    /** TotalAlloc. */
    long allocatedBytes() {
        return bytes(mallocs) + largeMallocBytes;
    }

    /** Bytes freed. */
    long freedBytes() {
        return bytes(frees) + largeFreeBytes;
    }

    /** Bytes of large objects that were allocated and not freed. */
    long liveLargeBytes() {
        return largeMallocBytes - largeFreeBytes;
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private static long bytes(long[] counts) {
        long sum = 0;
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            sum += counts[sizeClass] * SizeClasses.objectBytes(sizeClass);
        }
        return sum;
    }
}
