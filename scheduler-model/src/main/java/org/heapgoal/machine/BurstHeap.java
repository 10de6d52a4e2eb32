package org.heapgoal.machine;

import java.util.Arrays;

/** The threads whose bursts get on, in order of (end of the burst, number of the thread): a binary heap in parallel arrays. */
final class BurstHeap {
    private CoreThread[] heap = new CoreThread[8];
    private long[] ends = new long[8];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    CoreThread first() {
        return heap[0];
    }

    long firstNanos() {
        return ends[0];
    }

    void add(CoreThread thread, long endNanos) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        int place = size++;
        set(place, thread, endNanos);
        siftUp(place);
    }

    /** A thread that is in has another end. */
    void move(CoreThread thread, long endNanos) {
        int place = thread.heapPlace;
        ends[place] = endNanos;
        restore(place);
    }

    /** Whether a thread is the first and would stay so if its burst ended at an instant. */
    boolean endsFirst(CoreThread thread, long endNanos) {
        return thread.heapPlace == 0
                && (size < 2 || before(thread, endNanos, 1))
                && (size < 3 || before(thread, endNanos, 2));
    }

    void remove(CoreThread thread) {
        int place = thread.heapPlace;
        thread.heapPlace = -1;
        size--;
        if (place < size) {
            set(place, heap[size], ends[size]);
            restore(place);
        }
    }

    private void set(int place, CoreThread thread, long endNanos) {
        heap[place] = thread;
        ends[place] = endNanos;
        thread.heapPlace = place;
    }

    private void restore(int place) {
        if (place > 0 && before(heap[place], ends[place], (place - 1) >> 1)) {
            siftUp(place);
        } else {
            siftDown(place);
        }
    }

    private boolean before(CoreThread thread, long endNanos, int place) {
        return endNanos < ends[place] || (endNanos == ends[place] && thread.order < heap[place].order);
    }

    private void siftUp(int start) {
        CoreThread thread = heap[start];
        long endNanos = ends[start];
        int place = start;
        while (place > 0) {
            int parent = (place - 1) >> 1;
            if (!before(thread, endNanos, parent)) {
                break;
            }
            set(place, heap[parent], ends[parent]);
            place = parent;
        }
        set(place, thread, endNanos);
    }

    private void siftDown(int start) {
        CoreThread thread = heap[start];
        long endNanos = ends[start];
        int place = start;
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && before(heap[child + 1], ends[child + 1], child)) {
                child++;
            }
            if (before(thread, endNanos, child)) {
                break;
            }
            set(place, heap[child], ends[child]);
            place = child;
        }
        set(place, thread, endNanos);
    }
}
