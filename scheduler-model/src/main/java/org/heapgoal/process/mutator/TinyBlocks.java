package org.heapgoal.process.mutator;

import java.util.List;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.process.program.Site.WeightedSize;

/**
 * How many 16-byte blocks the tiny allocator takes for an object ({@code malloc.go: mallocgcTiny}): the long-run share of
 * requests that do not fit into the current block, for sizes that come in random order.
 *
 * <p>The offset in the current block is a Markov chain on 0 to 16; its long-run averages are had by running it from an
 * empty cache and averaging, which also settles chains that are periodic (one size only).
 */
final class TinyBlocks {
    private static final int STEPS = 1 << 14;
    private static final int WARM_UP = 1 << 8;
    private static final int BLOCK = SizeClasses.TINY_BYTES;

    private TinyBlocks() {}

    /**
     * Blocks for each object.
     *
     * @param sizes 1 to 15 bytes each, with weights
     */
    static double perObject(List<WeightedSize> sizes) {
        double total = 0;
        for (WeightedSize size : sizes) {
            total += size.weight();
        }
        double[] at = new double[BLOCK + 1];
        // Without a block every request takes a new one: as with one that is full.
        at[BLOCK] = 1;
        double blocks = 0;
        for (int step = 0; step < WARM_UP + STEPS; step++) {
            double[] next = new double[BLOCK + 1];
            double taken = 0;
            for (WeightedSize size : sizes) {
                int bytes = (int) size.bytes();
                double share = size.weight() / total;
                for (int offset = 0; offset <= BLOCK; offset++) {
                    double mass = at[offset] * share;
                    int end = aligned(offset, bytes) + bytes;
                    if (end <= BLOCK) {
                        next[end] += mass;
                    } else {
                        taken += mass;
                        // The new block becomes the current one if it has more room.
                        next[Math.min(bytes, offset)] += mass;
                    }
                }
            }
            at = next;
            if (step >= WARM_UP) {
                blocks += taken;
            }
        }
        return blocks / STEPS;
    }

    private static int aligned(int offset, int bytes) {
        int alignment = Math.min(8, Integer.lowestOneBit(bytes));
        return (offset + alignment - 1) / alignment * alignment;
    }
}
