package org.heapgoal.heap.span;

import org.heapgoal.heap.SizeClasses;
import org.jspecify.annotations.Nullable;

/** The spans that mark work buffers are cut from ({@code mgcwork.go: getempty, freeSomeWbufs}). */
final class WorkBuffers {
    private static final int BUFFER_BYTES = 2 << 10;
    private static final int SPAN_BYTES = 32 << 10;
    private static final int BUFFERS_PER_SPAN = SPAN_BYTES / BUFFER_BYTES;
    private static final int FREED_AT_A_TIME = 64;

    private final SpanAllocator allocator;
    private final SpanList busy;
    private final SpanList unused;
    private long busySpans;

    WorkBuffers(SpanTable spans, SpanAllocator allocator) {
        this.allocator = allocator;
        busy = new SpanList(spans);
        unused = new SpanList(spans);
    }

    /** Makes sure that there are as many buffers. */
    void use(int p, @Nullable ProcCache cache, long buffers) {
        while (busySpans * BUFFERS_PER_SPAN < buffers) {
            int span = unused.removeFirst();
            if (span == SpanTable.NONE) {
                int pages = SPAN_BYTES / SizeClasses.PAGE_BYTES;
                span = allocator.alloc(p, cache, pages, SpanTable.WORKBUF, 0, 0);
            }
            busy.insert(span);
            busySpans++;
        }
    }

    /** Marking is over: all spans may be freed. */
    void release() {
        unused.takeAll(busy);
        busySpans = 0;
    }

    /** Frees a batch of spans; returns whether more are left. */
    boolean free(@Nullable ProcCache cache) {
        for (int i = 0; i < FREED_AT_A_TIME && !unused.isEmpty(); i++) {
            allocator.free(unused.removeFirst(), cache);
        }
        return !unused.isEmpty();
    }
}
