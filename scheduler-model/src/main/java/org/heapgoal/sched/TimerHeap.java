package org.heapgoal.sched;

import java.util.Arrays;

/**
 * Sleeping goroutines in order of (wake-up instant, order of going to sleep): a P's timers ({@code time.go: timers}). A timer
 * that is stopped leaves at once; the runtime keeps it as a zombie until it comes to the top.
 */
final class TimerHeap {
    /** No timer. */
    static final long NEVER = Long.MAX_VALUE;

    private G[] heap = new G[8];
    private int size;

    int size() {
        return size;
    }

    /** The earliest wake-up, or {@link #NEVER}. */
    long firstNanos() {
        return size == 0 ? NEVER : heap[0].wakeAtNanos;
    }

    G first() {
        return heap[0];
    }

    void add(G g) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        set(size, g);
        siftUp(size++);
    }

    void remove(G g) {
        int place = g.timerPlace;
        g.timerPlace = -1;
        size--;
        if (place < size) {
            set(place, heap[size]);
            siftUp(place);
            siftDown(place);
        }
    }

    private void set(int place, G g) {
        heap[place] = g;
        g.timerPlace = place;
    }

    private static boolean before(G a, G b) {
        return a.wakeAtNanos < b.wakeAtNanos || (a.wakeAtNanos == b.wakeAtNanos && a.timerOrder < b.timerOrder);
    }

    private void siftUp(int start) {
        G g = heap[start];
        int place = start;
        while (place > 0 && before(g, heap[(place - 1) >> 1])) {
            set(place, heap[(place - 1) >> 1]);
            place = (place - 1) >> 1;
        }
        set(place, g);
    }

    private void siftDown(int start) {
        G g = heap[start];
        int place = start;
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (before(g, heap[child])) {
                break;
            }
            set(place, heap[child]);
            place = child;
        }
        set(place, g);
    }
}
