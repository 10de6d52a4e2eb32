package org.heapgoal.heap.span;

import java.util.Arrays;

/**
 * Spans of one class that are alike: swept or not, full or not ({@code mspanset.go: spanSet}). Spans leave in the order
 * in which they came.
 *
 * <p>A set may name spans that were swept, freed or used again since; whoever takes one looks at its sweep generation.
 */
final class SpanSet {
    private final Blocks blocks;
    private int[] ring = new int[0];

    /** Spans taken and put since the last reset. */
    private int head;

    private int tail;

    /** Blocks of the set since the last reset, and pointers to blocks that there is room for. */
    private int spineLength;

    private int spineCapacity;

    SpanSet(Blocks blocks) {
        this.blocks = blocks;
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** Number of spans in the set. */
    int size() {
        return tail - head;
    }

    /** The span in a place, the next to leave in place 0. */
    int get(int place) {
        return ring[(head + place) & (ring.length - 1)];
    }

    void push(int span) {
        if (tail == spineLength * Blocks.ENTRIES) {
            addBlock();
        }
        if (tail - head == ring.length) {
            enlarge();
        }
        ring[tail & (ring.length - 1)] = span;
        tail++;
    }

    /** Takes the span that came first, or {@link SpanTable#NONE}. */
    int pop() {
        if (head == tail) {
            return SpanTable.NONE;
        }
        int span = ring[head & (ring.length - 1)];
        head++;
        if (head % Blocks.ENTRIES == 0) {
            blocks.giveBack();
        }
        return span;
    }

    /** Starts over with an empty set; its last block goes back. */
    void reset() {
        if (head != tail) {
            throw new IllegalStateException("reset of a set that holds " + (tail - head) + " spans");
        }
        if (head < spineLength * Blocks.ENTRIES) {
            blocks.giveBack();
        }
        head = 0;
        tail = 0;
        spineLength = 0;
    }

    private void addBlock() {
        if (spineLength == spineCapacity) {
            spineCapacity = spineCapacity == 0 ? Blocks.INITIAL_SPINE : spineCapacity * 2;
            blocks.chargeSpine(spineCapacity);
        }
        blocks.take();
        spineLength++;
    }

    private void enlarge() {
        int[] old = ring;
        ring = new int[Math.max(4, old.length * 2)];
        for (int i = head; i < tail; i++) {
            ring[i & (ring.length - 1)] = old[i & (old.length - 1)];
        }
    }

    /** The places of the set in order, for checks. */
    int[] toArray() {
        int[] all = new int[size()];
        Arrays.setAll(all, this::get);
        return all;
    }

    /** The memory of all sets: pointers to blocks, and blocks, which sets pass on to each other. */
    static final class Blocks {
        /** Spans of a block. */
        static final int ENTRIES = 512;

        /** Pointers that a set has room for at first. */
        static final int INITIAL_SPINE = 256;

        private static final int BLOCK_BYTES = 4608;
        private static final int ALIGN = 64;
        private static final int BLOCK_ALIGN = 512;

        private final OffHeapMemory memory;
        private int unused;

        Blocks(OffHeapMemory memory) {
            this.memory = memory;
        }

        void chargeSpine(int pointers) {
            memory.persistent(memory.gcMisc, pointers * Long.BYTES, ALIGN);
        }

        void take() {
            if (unused > 0) {
                unused--;
            } else {
                memory.persistent(memory.gcMisc, BLOCK_BYTES, BLOCK_ALIGN);
            }
        }

        void giveBack() {
            unused++;
        }
    }
}
