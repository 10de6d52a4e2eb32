package org.heapgoal.conformance;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.heap.page.PageHeap;

/** The operations that page heaps have in common, with and without a page cache. */
final class PageHeaps {
    /** The operations, for messages. */
    static final String OPS = "new, alloc, free, scavenge";

    /** 256 GiB of heap: more than any vector has, little enough to hold. */
    private static final int MAX_CHUNKS = 1 << 16;

    private PageHeaps() {}

    /** A heap of contiguous free chunks from page 0. */
    static PageHeap create(GoVersion version, Members arguments) {
        int chunks = arguments.count("chunks", 1, MAX_CHUNKS);
        arguments.count("pagesPerChunk", PageHeap.CHUNK_PAGES, PageHeap.CHUNK_PAGES);
        arguments.count("pageSize", PageHeap.PAGE_BYTES, PageHeap.PAGE_BYTES);
        PageHeap heap = new PageHeap(version, OsPages.LINUX_AMD64);
        heap.grow(0, (long) chunks * PageHeap.CHUNK_PAGES);
        if (!arguments.bool("scavenged")) {
            // New memory is released memory; being allocated once takes it back.
            heap.alloc((long) chunks * PageHeap.CHUNK_PAGES);
            heap.free(0, (long) chunks * PageHeap.CHUNK_PAGES);
        }
        return heap;
    }

    static Answer alloc(PageHeap heap, Members arguments) {
        long page = heap.alloc(arguments.count("pages"));
        return Answer.required()
                .count("page", page)
                .unsigned("scavengedBytes", page == PageHeap.NO_PAGE ? 0 : heap.lastScavengedBytes());
    }

    static Answer free(PageHeap heap, Members arguments) {
        heap.free(arguments.count("page"), arguments.count("pages"));
        return Answer.nothing();
    }

    static Answer scavenge(PageHeap heap, Members arguments) {
        return Answer.required().unsigned("released", heap.scavenge(arguments.unsigned("bytes"), true, () -> false));
    }
}
