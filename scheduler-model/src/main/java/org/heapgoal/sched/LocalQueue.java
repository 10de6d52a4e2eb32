package org.heapgoal.sched;

/** A P's ring of runnable goroutines ({@code proc.go: runqput, runqget}): first in, first out, at most 256. */
final class LocalQueue {
    static final int CAPACITY = 256;
    private final G[] ring = new G[CAPACITY];
    private int head;
    private int size;

    int size() {
        return size;
    }

    /** Appends; the caller has checked that there is room. */
    void add(G g) {
        ring[(head + size++) % CAPACITY] = g;
    }

    /** Takes the oldest; the caller has checked that there is one. */
    G remove() {
        G g = ring[head];
        head = (head + 1) % CAPACITY;
        size--;
        return g;
    }
}
