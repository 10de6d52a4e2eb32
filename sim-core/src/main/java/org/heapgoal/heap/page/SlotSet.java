package org.heapgoal.heap.page;

/**
 * A set of slots that finds the highest member at or below a slot quickly: a bitmap, and above it bitmaps that tell which
 * words below are not zero.
 */
final class SlotSet {
    /** No member at or below. */
    static final int NONE = -1;

    private static final int SHIFT = 6;

    private long[][] levels = new long[][] {new long[1]};

    /** Empties the set and makes room for slots below {@code slots}. */
    void reset(int slots) {
        int words = Math.max(1, (slots + Long.SIZE - 1) >> SHIFT);
        int height = 1;
        for (int n = words; n > 1; n = (n + Long.SIZE - 1) >> SHIFT) {
            height++;
        }
        levels = new long[height][];
        for (int level = 0; level < height; level++) {
            levels[level] = new long[words];
            words = (words + Long.SIZE - 1) >> SHIFT;
        }
    }

    /** Whether slots below {@code slots} fit. */
    boolean fits(int slots) {
        return slots <= levels[0].length << SHIFT;
    }

    /** Adds or removes a slot. */
    void put(int slot, boolean member) {
        int index = slot;
        for (long[] level : levels) {
            int word = index >> SHIFT;
            long bit = 1L << index;
            long before = level[word];
            long after = member ? before | bit : before & ~bit;
            level[word] = after;
            if (before == after || (before != 0 && after != 0)) {
                return;
            }
            index = word;
        }
    }

    /** Whether a slot is in the set. */
    boolean contains(int slot) {
        return (levels[0][slot >> SHIFT] >>> slot & 1) != 0;
    }

    /** The highest member that is at most {@code slot}, or {@link #NONE}. */
    int atOrBelow(int slot) {
        if (slot < 0) {
            return NONE;
        }
        int index = slot;
        for (int level = 0; level < levels.length; level++) {
            long word = levels[level][index >> SHIFT] & (-1L >>> (Long.SIZE - 1 - (index & (Long.SIZE - 1))));
            if (word != 0) {
                return descend(level, (index & -Long.SIZE) + highestBit(word));
            }
            // Go on with the words before this one.
            index = (index >> SHIFT) - 1;
            if (index < 0) {
                return NONE;
            }
        }
        return NONE;
    }

    private int descend(int fromLevel, int index) {
        int at = index;
        for (int level = fromLevel - 1; level >= 0; level--) {
            at = (at << SHIFT) + highestBit(levels[level][at]);
        }
        return at;
    }

    private static int highestBit(long word) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(word);
    }
}
