package org.heapgoal.heap.span;

/**
 * The memory of mark and allocation bits ({@code mheap.go: gcBitsArenas}): every sweep and every new span takes bits from
 * the arenas of the coming cycle; the bits of a cycle become free two cycles later.
 */
final class MarkBits {
    private static final int ARENA_BYTES = 64 << 10;
    private static final int USABLE_BYTES = ARENA_BYTES - 16;

    private final OffHeapMemory memory;

    /** Bytes used of the arena that is being filled; full when there is none. */
    private int used = USABLE_BYTES;

    private int next;
    private int current;
    private int previous;
    private int free;

    MarkBits(OffHeapMemory memory) {
        this.memory = memory;
    }

    /** Takes bits for a span with some slots. */
    void take(int slots) {
        int bytes = (slots + Long.SIZE - 1) / Long.SIZE * Long.BYTES;
        if (used + bytes > USABLE_BYTES) {
            if (free > 0) {
                free--;
            } else {
                memory.map(memory.gcMisc, ARENA_BYTES);
            }
            next++;
            used = 0;
        }
        used += bytes;
    }

    /** All is swept: a new cycle's arenas begin ({@code nextMarkBitArenaEpoch}). */
    void nextEpoch() {
        free += previous;
        previous = current;
        current = next;
        next = 0;
        used = USABLE_BYTES;
    }
}
