package org.heapgoal.heap.span;

/** Counts what heap calls did, so that somebody can charge time for it. Counters only rise; readers keep differences. */
public final class HeapWork {
    /** How often anything but {@link #refills} and {@link #spansAllocated} moved: readers of all need look no further if it did not. */
    public long rare;

    /** Spans swept. */
    public long spansSwept;

    /** Spans that sweeping freed. */
    public long spansFreed;

    /** Spans that caches got. */
    public long refills;

    /** Spans taken from the page heap. */
    public long spansAllocated;

    /** Growths of the heap. */
    public long grows;

    /** Bytes that were released and are touched again, or for the first time. */
    public long faultedBytes;

    /** Pages (8 KiB) given back to the system. */
    public long scavengedPages;

    /** Pieces in which they were given back: system calls. */
    public long scavengeCalls;
}
