package org.heapgoal.sched;

import java.util.Arrays;

/**
 * A P's ring of runnable goroutines ({@code proc.go: runqput, runqget}): first in, first out, at most 256. The array grows
 * to that by doubling, since few queues are ever long.
 */
final class LocalQueue {
    static final int CAPACITY = 256;
    private G[] ring = new G[8];
    private int head;
    private int size;

    int size() {
        return size;
    }

    /** The goroutine at a place, 0 for the oldest. */
    G get(int place) {
        return ring[(head + place) & (ring.length - 1)];
    }

    /** Appends; the caller has checked that there is room. */
    void add(G g) {
        if (size == ring.length) {
            grow();
        }
        ring[(head + size) & (ring.length - 1)] = g;
        size++;
    }

    /** Takes the oldest; the caller has checked that there is one. */
    G remove() {
        G g = ring[head];
        head = (head + 1) & (ring.length - 1);
        size--;
        return g;
    }

    /** Takes the newest; the caller has checked that there is one. */
    G removeLast() {
        size--;
        return ring[(head + size) & (ring.length - 1)];
    }

    private void grow() {
        if (size == CAPACITY) {
            throw new IllegalStateException("the local queue is full");
        }
        G[] longer = Arrays.copyOf(ring, 2 * size);
        for (int i = 0; i < size; i++) {
            longer[i] = get(i);
        }
        ring = longer;
        head = 0;
    }
}
