package org.heapgoal.heap.page;

/**
 * Finds the pages of a chunk to release next ({@code mgcscavenge.go: findScavengeCandidate}).
 *
 * <p>A result packs first page and number of pages into one number; take it apart by {@link #page} and {@link #pages}.
 */
public final class ScavengeCandidate {
    /** Nothing can be released. */
    public static final int NONE = 0;

    private static final int PAGES_SHIFT = 16;

    private ScavengeCandidate() {}

    /** The first page of a result within its chunk; 0 for {@link #NONE}. */
    public static int page(int candidate) {
        return candidate & ((1 << PAGES_SHIFT) - 1);
    }

    /** The number of pages of a result; 0 for {@link #NONE}. */
    public static int pages(int candidate) {
        return candidate >>> PAGES_SHIFT;
    }

    /**
     * The highest run of free pages that are not released yet, at or below the 64 pages around a given page; its top where
     * it is longer than wanted.
     *
     * @param alloc eight words, a one for every allocated page
     * @param scavenged eight words, a one for every released page
     * @param searchIdx page within the chunk, 0 to 511; the whole word of 64 pages that holds it is searched
     * @param min a power of two of 1 to 64: only whole aligned groups of as many pages count
     * @param max wanted number of pages, rounded up to a multiple of {@code min}
     * @param hugePages pages of a huge page, a power of two, or 0: a huge page that is free as a whole and would be cut
     *     is taken as a whole, even beyond {@code max}
     */
    public static int find(long[] alloc, long[] scavenged, int searchIdx, int min, long max, int hugePages) {
        return find(alloc, scavenged, 0, searchIdx, min, max, hugePages);
    }

    /** As {@link #find(long[], long[], int, int, long, int)}, for a chunk whose words begin at {@code offset}. */
    static int find(long[] alloc, long[] scavenged, int offset, int searchIdx, int min, long max, int hugePages) {
        if (Integer.bitCount(min) != 1 || min < 1 || min > Long.SIZE) {
            throw new IllegalArgumentException("min " + min + " is not a power of two of 1 to 64");
        }
        int word = searchIdx / Long.SIZE;
        long taken = -1;
        for (; word >= 0; word--) {
            taken = taken(alloc, scavenged, offset + word, min);
            if (taken != -1) {
                break;
            }
        }
        if (word < 0) {
            return NONE;
        }
        int above = Long.numberOfLeadingZeros(~taken);
        int end = (word + 1) * Long.SIZE - above;
        int run = Math.min(Long.numberOfLeadingZeros(taken << above), Long.SIZE - above);
        if (run == Long.SIZE - above) {
            run += runBelow(alloc, scavenged, offset, word - 1, min);
        }
        int size = (int) Math.min(run, wanted(min, max));
        int start = end - size;
        int extra = hugePages == 0 ? 0 : toHugePage(start, end, run, hugePages);
        return (size + extra) << PAGES_SHIFT | (start - extra);
    }

    /** Rounds up to a multiple of {@code min}, at least one; all that a chunk has is enough. */
    private static long wanted(int min, long max) {
        if (max < 0 || max >= PageHeap.CHUNK_PAGES) {
            return PageHeap.CHUNK_PAGES;
        }
        return max == 0 ? min : (max + min - 1) & -min;
    }

    private static int runBelow(long[] alloc, long[] scavenged, int offset, int fromWord, int min) {
        int run = 0;
        for (int word = fromWord; word >= 0; word--) {
            long taken = taken(alloc, scavenged, offset + word, min);
            run += Long.numberOfLeadingZeros(taken);
            if (taken != 0) {
                break;
            }
        }
        return run;
    }

    /** How many pages below {@code start} to add so that no free huge page is cut. */
    private static int toHugePage(int start, int end, int run, int hugePages) {
        int above = (start + hugePages - 1) & -hugePages;
        int below = start & -hugePages;
        return above <= end && below >= end - run ? start - below : 0;
    }

    private static long taken(long[] alloc, long[] scavenged, int at, int min) {
        return PageBits.fillAligned(alloc[at] | scavenged[at], min);
    }
}
