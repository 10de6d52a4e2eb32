package org.heapgoal.sched;

import java.util.Arrays;

/**
 * Places in the list of all goroutines whose goroutine is dead: new ones take them, so that the list is as long as there ever
 * were goroutines at once. A P keeps up to 63 of them and gives half back beyond that ({@code proc.go: gfput, gfget}).
 */
final class FreeSlots {
    private static final int LOCAL_LIMIT = 64;
    private static final int BATCH = 32;
    private final Local global = new Local();

    /** A stack of places. */
    static final class Local {
        private int[] slots = new int[8];
        private int size;

        int size() {
            return size;
        }

        private void push(int slot) {
            if (size == slots.length) {
                slots = Arrays.copyOf(slots, 2 * size);
            }
            slots[size++] = slot;
        }

        private int pop() {
            return slots[--size];
        }
    }

    /** A place of a dead goroutine becomes free on a P. */
    void put(Local local, int slot) {
        local.push(slot);
        if (local.size >= LOCAL_LIMIT) {
            while (local.size >= BATCH) {
                global.push(local.pop());
            }
        }
    }

    /** A free place for a goroutine that a P makes, or -1. */
    int take(Local local) {
        if (local.size == 0) {
            while (local.size < BATCH && global.size > 0) {
                local.push(global.pop());
            }
        }
        return local.size == 0 ? -1 : local.pop();
    }

    /** A free place for a goroutine that nobody makes in particular, or -1. */
    int takeGlobal() {
        return global.size == 0 ? -1 : global.pop();
    }

    /** A P is destroyed: its places go back. */
    void purge(Local local) {
        while (local.size > 0) {
            global.push(local.pop());
        }
    }
}
