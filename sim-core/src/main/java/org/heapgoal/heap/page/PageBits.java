package org.heapgoal.heap.page;

/**
 * Searches and updates of page bitmaps, in which the lowest bit of a word is the lowest page
 * ({@code mpallocbits.go: pageBits, pallocBits}).
 *
 * <p>A chunk is {@link #WORDS} words of an array from an offset on.
 */
final class PageBits {
    /** Words of a chunk's bitmap. */
    static final int WORDS = PageHeap.CHUNK_PAGES / Long.SIZE;

    /** Result of a search that found nothing. */
    static final int NOT_FOUND = -1;

    private PageBits() {}

    /** The bits from {@code from} (0 to 63) for {@code count} (1 to 64) bits that fit into the word. */
    static long mask(int from, int count) {
        return (-1L >>> (Long.SIZE - count)) << from;
    }

    /** Sets the bits of {@code count} ≥ 1 pages from {@code page} of the chunk at {@code offset}. */
    static void setRange(long[] words, int offset, int page, int count) {
        int end = page + count;
        for (int at = page; at < end; ) {
            int bit = at % Long.SIZE;
            int here = Math.min(Long.SIZE - bit, end - at);
            words[offset + at / Long.SIZE] |= mask(bit, here);
            at += here;
        }
    }

    /** Clears the bits of {@code count} ≥ 1 pages from {@code page} of the chunk at {@code offset}. */
    static void clearRange(long[] words, int offset, int page, int count) {
        int end = page + count;
        for (int at = page; at < end; ) {
            int bit = at % Long.SIZE;
            int here = Math.min(Long.SIZE - bit, end - at);
            words[offset + at / Long.SIZE] &= ~mask(bit, here);
            at += here;
        }
    }

    /** Whether the bits of {@code count} ≥ 1 pages from {@code page} of the chunk at {@code offset} are all set. */
    static boolean allSet(long[] words, int offset, int page, int count) {
        int end = page + count;
        for (int at = page; at < end; ) {
            int bit = at % Long.SIZE;
            int here = Math.min(Long.SIZE - bit, end - at);
            long mask = mask(bit, here);
            if ((words[offset + at / Long.SIZE] & mask) != mask) {
                return false;
            }
            at += here;
        }
        return true;
    }

    /** Number of bits set among {@code count} pages from {@code page} of the chunk at {@code offset}. */
    static int popcntRange(long[] words, int offset, int page, int count) {
        int end = page + count;
        int total = 0;
        for (int at = page; at < end; ) {
            int bit = at % Long.SIZE;
            int here = Math.min(Long.SIZE - bit, end - at);
            total += Long.bitCount(words[offset + at / Long.SIZE] & mask(bit, here));
            at += here;
        }
        return total;
    }

    /**
     * The lowest bit at which {@code n} consecutive ones begin ({@code mpallocbits.go: findBitRange64}).
     *
     * @param n 1 to 64
     * @return 0 to 63, or {@link #NOT_FOUND}
     */
    static int firstOnes(long word, int n) {
        long starts = word;
        // After a step by k, a one marks the start of a run that is k longer than before; k at most doubles each time.
        int width = 1;
        while (width < n && starts != 0) {
            int step = Math.min(width, n - width);
            starts &= starts >>> step;
            width += step;
        }
        return starts == 0 ? NOT_FOUND : Long.numberOfTrailingZeros(starts);
    }

    /**
     * The lowest page at which {@code n} consecutive zeros begin in a chunk ({@code mpallocbits.go: pallocBits.find}).
     *
     * @param n 1 to 512
     * @return a page of the chunk, or {@link #NOT_FOUND}
     */
    static int firstZeros(long[] words, int offset, int n) {
        int run = 0;
        for (int i = 0; i < WORDS; i++) {
            long word = words[offset + i];
            int low = Long.numberOfTrailingZeros(word);
            if (run + low >= n) {
                return i * Long.SIZE - run;
            }
            if (low == Long.SIZE) {
                run += Long.SIZE;
                continue;
            }
            if (n < Long.SIZE) {
                int inside = firstOnes(~word, n);
                if (inside != NOT_FOUND) {
                    return i * Long.SIZE + inside;
                }
            }
            run = Long.numberOfLeadingZeros(word);
        }
        return NOT_FOUND;
    }

    /** Length of the longest run of zeros in a chunk ({@code mpallocbits.go: pallocBits.summarize}). */
    static int longestZeros(long[] words, int offset) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < WORDS; i++) {
            long word = words[offset + i];
            if (word == 0) {
                run += Long.SIZE;
                continue;
            }
            longest = Math.max(longest, run + Long.numberOfTrailingZeros(word));
            longest = longestOnes(~word, longest);
            run = Long.numberOfLeadingZeros(word);
        }
        return Math.max(longest, run);
    }

    /** Number of zeros before the first one of a chunk. */
    static int leadingZeros(long[] words, int offset) {
        for (int i = 0; i < WORDS; i++) {
            if (words[offset + i] != 0) {
                return i * Long.SIZE + Long.numberOfTrailingZeros(words[offset + i]);
            }
        }
        return PageHeap.CHUNK_PAGES;
    }

    /** Number of zeros directly below a page of a chunk. */
    static int zerosBelow(long[] words, int offset, int page) {
        int zeros = 0;
        for (int at = page; at > 0; ) {
            int bits = (at - 1) % Long.SIZE + 1;
            int here = Math.min(
                    bits, Long.numberOfLeadingZeros(words[offset + (at - 1) / Long.SIZE] << (Long.SIZE - bits)));
            zeros += here;
            if (here < bits) {
                break;
            }
            at -= bits;
        }
        return zeros;
    }

    /** Number of zeros from a page of a chunk on; 0 for the page behind the last. */
    static int zerosFrom(long[] words, int offset, int page) {
        int zeros = 0;
        for (int at = page; at < PageHeap.CHUNK_PAGES; ) {
            int bit = at % Long.SIZE;
            int bits = Long.SIZE - bit;
            int here = Math.min(bits, Long.numberOfTrailingZeros(words[offset + at / Long.SIZE] >>> bit));
            zeros += here;
            if (here < bits) {
                break;
            }
            at += bits;
        }
        return zeros;
    }

    /** Number of zeros after the last one of a chunk. */
    static int trailingZeros(long[] words, int offset) {
        for (int i = WORDS - 1; i >= 0; i--) {
            if (words[offset + i] != 0) {
                return (WORDS - 1 - i) * Long.SIZE + Long.numberOfLeadingZeros(words[offset + i]);
            }
        }
        return PageHeap.CHUNK_PAGES;
    }

    /**
     * Fills every aligned group of {@code m} bits that holds a one with ones ({@code mgcscavenge.go: fillAligned}).
     *
     * @param m a power of two of 1 to 64
     */
    static long fillAligned(long word, int m) {
        // Gather each group's bits in its lowest bit, then spread that bit over the group.
        long any = word;
        for (int step = 1; step < m; step <<= 1) {
            any |= any >>> step;
        }
        long lowest = m == Long.SIZE ? 1 : Long.divideUnsigned(-1L, (1L << m) - 1);
        long filled = any & lowest;
        for (int step = 1; step < m; step <<= 1) {
            filled |= filled << step;
        }
        return filled;
    }

    /** The longer of {@code atLeast} and the longest run of ones in a word. */
    private static int longestOnes(long word, int atLeast) {
        if (atLeast >= Long.SIZE) {
            return atLeast;
        }
        int longest = atLeast;
        long starts = word;
        if (longest > 0) {
            // Only runs longer than the record are of interest: keep the starts of runs of that length.
            int width = 1;
            while (width < longest && starts != 0) {
                int step = Math.min(width, longest - width);
                starts &= starts >>> step;
                width += step;
            }
            starts &= starts >>> 1;
            // `starts` now marks runs of longest + 1.
        }
        while (starts != 0) {
            longest++;
            starts &= starts >>> 1;
        }
        return longest;
    }
}
