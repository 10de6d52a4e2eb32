package org.heapgoal.recording;

import java.util.List;

/**
 * {@code runtime.MemStats} under Go's meanings ({@code mstats.go}); see there for what each field counts.
 *
 * @param alloc Alloc and HeapAlloc
 * @param totalAlloc TotalAlloc
 * @param sys Sys
 * @param mallocs Mallocs
 * @param frees Frees
 * @param heap the fields that begin with Heap, besides HeapAlloc
 * @param offHeap stacks, allocator structures and the rest
 * @param gc the collector's fields
 * @param bySize classes 0 to 60
 */
public record MemStats(
        long alloc,
        long totalAlloc,
        long sys,
        long mallocs,
        long frees,
        Heap heap,
        OffHeap offHeap,
        Gc gc,
        List<SizeCount> bySize) {
    /** Copies the list. */
    public MemStats {
        bySize = List.copyOf(bySize);
    }

    /** HeapSys, HeapIdle, HeapInuse, HeapReleased, HeapObjects. */
    public record Heap(long sys, long idle, long inuse, long released, long objects) {}

    /** StackInuse to OtherSys. */
    public record OffHeap(
            long stackInuse,
            long stackSys,
            long mspanInuse,
            long mspanSys,
            long mcacheInuse,
            long mcacheSys,
            long buckHashSys,
            long gcSys,
            long otherSys) {}

    /**
     * NextGC to NumForcedGC; times are nanoseconds since the start of the process, where Go has wall-clock times.
     *
     * @param pauseNs the ring of 256, newest at (numGC + 255) mod 256; 0 where unused
     * @param pauseEnd the same ring of ends
     */
    public record Gc(
            long nextGC,
            long lastGC,
            long pauseTotalNs,
            List<Long> pauseNs,
            List<Long> pauseEnd,
            long numGC,
            long numForcedGC,
            double gcCPUFraction) {
        /** Copies the rings. */
        public Gc {
            pauseNs = List.copyOf(pauseNs);
            pauseEnd = List.copyOf(pauseEnd);
        }
    }

    /** One entry of BySize. */
    public record SizeCount(int size, long mallocs, long frees) {}
}
