package org.heapgoal.heap.span;

import java.util.Arrays;

/**
 * Sets of spans of one class that are alike: swept or not, full or not ({@code mspanset.go: spanSet}). Spans leave a set in
 * the order in which they came. Sets are named by their numbers from 0.
 *
 * <p>A set may name spans that were swept, freed or used again since; whoever takes one looks at its sweep generation.
 */
final class SpanSets {
    private static final int STRIDE = 8;

    /** Spans taken and put since the last reset. */
    private static final int HEAD = 0;

    private static final int TAIL = 1;

    /** Blocks of the set since the last reset, and pointers to blocks that there is room for. */
    private static final int SPINE_LENGTH = 2;

    private static final int SPINE_CAPACITY = 3;

    /** Where the set's ring of places begins, and its length. */
    private static final int RING = 4;

    private static final int LENGTH = 5;

    private static final int FIRST_LENGTH = 4;

    private final Blocks blocks;

    /** A row of numbers for each set, so that one costs a cache line and another for a place. */
    private final int[] rows;

    /** The rings of all sets, and those that became too small. */
    private int[] places = new int[1024];

    private int used;

    SpanSets(int count, Blocks blocks) {
        this.blocks = blocks;
        rows = new int[STRIDE * count];
    }

    boolean isEmpty(int set) {
        int at = set * STRIDE;
        return rows[at + HEAD] == rows[at + TAIL];
    }

    /** Number of spans in a set. */
    int size(int set) {
        int at = set * STRIDE;
        return rows[at + TAIL] - rows[at + HEAD];
    }

    void push(int set, int span) {
        int at = set * STRIDE;
        int tail = rows[at + TAIL];
        if (tail == rows[at + SPINE_LENGTH] * Blocks.ENTRIES) {
            addBlock(at);
        }
        if (tail - rows[at + HEAD] == rows[at + LENGTH]) {
            enlarge(at);
        }
        places[place(at, tail)] = span;
        rows[at + TAIL] = tail + 1;
    }

    /** Takes the span that came first, or {@link SpanTable#NONE}. */
    int pop(int set) {
        int at = set * STRIDE;
        int head = rows[at + HEAD];
        if (head == rows[at + TAIL]) {
            return SpanTable.NONE;
        }
        int span = places[place(at, head)];
        rows[at + HEAD] = head + 1;
        if ((head + 1) % Blocks.ENTRIES == 0) {
            blocks.giveBack();
        }
        return span;
    }

    /** Starts over with an empty set; its last block goes back. */
    void reset(int set) {
        if (!isEmpty(set)) {
            throw new IllegalStateException("reset of a set that holds " + size(set) + " spans");
        }
        int at = set * STRIDE;
        if (rows[at + HEAD] < rows[at + SPINE_LENGTH] * Blocks.ENTRIES) {
            blocks.giveBack();
        }
        rows[at + HEAD] = 0;
        rows[at + TAIL] = 0;
        rows[at + SPINE_LENGTH] = 0;
    }

    private int place(int at, int number) {
        return rows[at + RING] + (number & (rows[at + LENGTH] - 1));
    }

    private void addBlock(int at) {
        if (rows[at + SPINE_LENGTH] == rows[at + SPINE_CAPACITY]) {
            int capacity = rows[at + SPINE_CAPACITY];
            rows[at + SPINE_CAPACITY] = capacity == 0 ? Blocks.INITIAL_SPINE : capacity * 2;
            blocks.chargeSpine(rows[at + SPINE_CAPACITY]);
        }
        blocks.take();
        rows[at + SPINE_LENGTH]++;
    }

    private void enlarge(int at) {
        int length = Math.max(FIRST_LENGTH, rows[at + LENGTH] * 2);
        if (used + length > places.length) {
            places = Arrays.copyOf(places, Math.max(used + length, places.length * 2));
        }
        for (int i = rows[at + HEAD]; i < rows[at + TAIL]; i++) {
            places[used + (i & (length - 1))] = places[place(at, i)];
        }
        rows[at + RING] = used;
        rows[at + LENGTH] = length;
        used += length;
    }

    /** The spans of a set in order, for checks. */
    int[] toArray(int set) {
        int at = set * STRIDE;
        int[] all = new int[size(set)];
        Arrays.setAll(all, i -> places[place(at, rows[at + HEAD] + i)]);
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
