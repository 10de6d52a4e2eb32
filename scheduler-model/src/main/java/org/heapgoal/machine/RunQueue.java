package org.heapgoal.machine;

import org.jspecify.annotations.Nullable;

/** Threads that wait for a core, first in, first out; linked through themselves. */
final class RunQueue {
    private @Nullable CoreThread head;
    private @Nullable CoreThread tail;
    private int size;

    int size() {
        return size;
    }

    /** The first, or null. */
    @Nullable
    CoreThread first() {
        return head;
    }

    void add(CoreThread thread) {
        thread.queueNext = null;
        CoreThread last = tail;
        if (last == null) {
            head = thread;
        } else {
            last.queueNext = thread;
        }
        tail = thread;
        size++;
    }

    /** Takes the first; there must be one. */
    CoreThread remove() {
        CoreThread first = head;
        if (first == null) {
            throw new IllegalStateException("no thread waits for a core");
        }
        head = first.queueNext;
        first.queueNext = null;
        if (head == null) {
            tail = null;
        }
        size--;
        return first;
    }
}
