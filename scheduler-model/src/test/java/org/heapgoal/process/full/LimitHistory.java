package org.heapgoal.process.full;

import org.heapgoal.heap.SizeClasses;
import org.heapgoal.heap.span.HeapWork;

/**
 * Under a memory limit, and with the limiter off, whoever takes a span leaves mapped memory at or below the limit, or nothing
 * that could be released.
 *
 * <p>Looked at between events, and not at each span: what was freed after it in the same event is slack, as are the pages that
 * Ps keep and what structures outside the heap grew by.
 */
final class LimitHistory {
    /** An arena's structures, or the work-buffer spans that one call frees. */
    private static final long SLACK = 2L << 20;

    private static final long PAGES_KEPT = 64;

    private final GoProcess process;
    private long spansAllocated;
    private long spansFreed;
    private long limit;
    private boolean limiting;
    private long over;
    private long checked;

    LimitHistory(GoProcess process) {
        this.process = process;
    }

    /** At an event. */
    void check() {
        HeapWork work = process.heap.work();
        boolean took = work.spansAllocated != spansAllocated;
        boolean freed = work.spansFreed != spansFreed;
        boolean limitingNow = process.collector.limiting();
        long limitNow = process.controller.memoryLimit();
        if (took && !freed && !limiting && !limitingNow && limit == limitNow && limit != Long.MAX_VALUE) {
            long kept = process.scheduler.maxProcs() * PAGES_KEPT * SizeClasses.PAGE_BYTES;
            long mapped = process.account.mappedReady();
            checked++;
            over += mapped > limit ? 1 : 0;
            InvariantChecker.require(
                    mapped <= limit + SLACK || process.account.heapFree() <= kept + SLACK,
                    "a span was taken, mapped memory is above the limit, and " + process.account.heapFree()
                            + " bytes are free and not released",
                    mapped,
                    limit);
        }
        spansAllocated = work.spansAllocated;
        spansFreed = work.spansFreed;
        limit = limitNow;
        limiting = limitingNow;
    }

    /** After how many events with a new span the limit was looked at. */
    long checked() {
        return checked;
    }

    /** And how many of them were above it. */
    long over() {
        return over;
    }
}
