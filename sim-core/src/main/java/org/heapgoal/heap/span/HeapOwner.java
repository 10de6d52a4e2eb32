package org.heapgoal.heap.span;

/** What the heap asks of the rest of the runtime in the middle of an allocation. */
public interface HeapOwner {
    /** Sweep debt is to be paid before memory is taken ({@code deductSweepCredit}); calls back {@link Heap#sweepOne}. */
    void deductSweepCredit(long spanBytes, long callerSweepPages);

    /** heapLive and heapScan move ({@code gcController.update}). */
    void heapLive(long liveDelta, long scanDelta);

    /**
     * A span's address range was taken and is not yet accounted for: allocation-time scavenging happens here
     * ({@code mheap.go: allocSpan}); calls back {@link Heap#scavenge}.
     *
     * @param p the P, or −1 without one (no scavenging then)
     * @param scavengedBytes released bytes in the range
     * @param grownBytes by how much the heap grew for it
     */
    void spanTaken(int p, long scavengedBytes, long grownBytes);
}
