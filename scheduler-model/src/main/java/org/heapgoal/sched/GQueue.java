package org.heapgoal.sched;

import org.jspecify.annotations.Nullable;

/** A list of goroutines, linked through themselves: a goroutine is on at most one ({@code proc.go: gQueue}). */
final class GQueue {
    private @Nullable G head;
    private @Nullable G tail;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The first, or null; {@link G#queueNext} leads on. */
    @Nullable
    G first() {
        return head;
    }

    void add(G g) {
        g.queueNext = null;
        G last = tail;
        if (last == null) {
            head = g;
        } else {
            last.queueNext = g;
        }
        tail = g;
        size++;
    }

    void addFirst(G g) {
        g.queueNext = head;
        head = g;
        if (tail == null) {
            tail = g;
        }
        size++;
    }

    /** Takes the first, or null. */
    @Nullable
    G poll() {
        G g = head;
        if (g == null) {
            return null;
        }
        head = g.queueNext;
        g.queueNext = null;
        if (head == null) {
            tail = null;
        }
        size--;
        return g;
    }

    /** Moves all of another list to the end of this one. */
    void addAll(GQueue other) {
        for (G g = other.poll(); g != null; g = other.poll()) {
            add(g);
        }
    }
}
