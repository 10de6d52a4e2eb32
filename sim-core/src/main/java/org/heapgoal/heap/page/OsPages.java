package org.heapgoal.heap.page;

/**
 * What the operating system tells the runtime about memory ({@code os_linux.go: osinit}).
 *
 * @param physPageBytes size of a physical page, a power of two of at most 512 KiB
 * @param hugePageBytes size of a transparent huge page, a power of two; 0 where there are none
 */
public record OsPages(int physPageBytes, int hugePageBytes) {
    /** A usual Linux machine on amd64. */
    public static final OsPages LINUX_AMD64 = new OsPages(4096, 2 << 20);

    private static final int MAX_PHYS_PAGE_BYTES = 512 << 10;

    /** Checks the sizes. */
    public OsPages {
        if (Integer.bitCount(physPageBytes) != 1 || physPageBytes < 0 || physPageBytes > MAX_PHYS_PAGE_BYTES) {
            throw new IllegalArgumentException(
                    "physPageBytes " + physPageBytes + " is not a power of two up to " + MAX_PHYS_PAGE_BYTES);
        }
        if (hugePageBytes != 0 && (Integer.bitCount(hugePageBytes) != 1 || hugePageBytes < 0)) {
            throw new IllegalArgumentException("hugePageBytes " + hugePageBytes + " is not 0 or a power of two");
        }
    }

    /** The fewest runtime pages that can be released together: whole physical pages. */
    int pagesPerPhysPage() {
        return Math.max(1, physPageBytes / PageHeap.PAGE_BYTES);
    }

    /** Runtime pages in a huge page; 0 where huge pages do not matter to the scavenger. */
    int pagesPerHugePage() {
        return hugePageBytes > PageHeap.PAGE_BYTES && hugePageBytes > physPageBytes
                ? hugePageBytes / PageHeap.PAGE_BYTES
                : 0;
    }
}
