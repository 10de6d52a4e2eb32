package org.heapgoal.heap.span;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.recording.MemStats;
import org.jspecify.annotations.Nullable;

/** Reads MemStats and counts of spans off a heap ({@code mstats.go: readmemstats_m}). */
final class HeapStatistics {
    /** MemStats shows the classes up to this one. */
    private static final int LAST_CLASS_SHOWN = 60;

    private final SpanTable spans;
    private final SpanAllocator allocator;
    private final SizeStatistics counts;
    private final MemoryAccount ledger;
    private final OffHeapMemory memory;
    private final OffHeapMemory.Fixed mcaches;

    HeapStatistics(
            SpanTable spans,
            SpanAllocator allocator,
            SizeStatistics counts,
            MemoryAccount ledger,
            OffHeapMemory memory,
            OffHeapMemory.Fixed mcaches) {
        this.spans = spans;
        this.allocator = allocator;
        this.counts = counts;
        this.ledger = ledger;
        this.memory = memory;
        this.mcaches = mcaches;
    }

    MemStats memStats(MemStats.Gc gc) {
        long idle = ledger.heapFree() + ledger.heapReleased();
        long mallocs = counts.totalMallocs();
        long frees = counts.totalFrees();
        List<MemStats.SizeCount> bySize = new ArrayList<>();
        bySize.add(new MemStats.SizeCount(0, 0, 0));
        for (int sizeClass = 1; sizeClass <= LAST_CLASS_SHOWN; sizeClass++) {
            bySize.add(new MemStats.SizeCount(
                    SizeClasses.objectBytes(sizeClass), counts.mallocs(sizeClass), counts.frees(sizeClass)));
        }
        return new MemStats(
                counts.allocatedBytes() - counts.freedBytes(),
                counts.allocatedBytes(),
                sysMinusReleased() + fencedBytes() + ledger.heapReleased(),
                mallocs,
                frees,
                new MemStats.Heap(
                        ledger.heapInUse() + idle, idle, ledger.heapInUse(), ledger.heapReleased(), mallocs - frees),
                offHeap(),
                gc,
                bySize);
    }

    private MemStats.OffHeap offHeap() {
        // Threads' stacks come from the heap, too; StackSys counts nothing else unless efence is on.
        return new MemStats.OffHeap(
                allocator.stackBytes(),
                allocator.stackBytes() + memory.stacks.bytes(),
                allocator.structureBytes(),
                memory.mspan.bytes(),
                mcaches.inUseBytes(),
                memory.mcache.bytes(),
                memory.buckHash.bytes(),
                memory.gcMisc.bytes() + allocator.workbufBytes(),
                memory.other.bytes());
    }

    /** StackSys. */
    long stackBytes() {
        return allocator.stackBytes() + memory.stacks.bytes();
    }

    /** MSpanSys, MCacheSys, BuckHashSys, GCSys and OtherSys. */
    long metadataBytes() {
        return memory.total() - memory.stacks.bytes() + allocator.workbufBytes();
    }

    long sysMinusReleased() {
        return ledger.heapInUse()
                + ledger.heapFree()
                + allocator.stackBytes()
                + allocator.workbufBytes()
                + memory.total()
                - fencedBytes();
    }

    /** Bytes that count as in use but are inaccessible; only under {@code GODEBUG=efence=1}. */
    long fencedBytes() {
        return allocator.fencedBytes() + memory.faultedBytes();
    }

    long spansInUse(int spanClass) {
        long count = 0;
        for (int span = 0; span < spans.limit(); span++) {
            count += holds(span, spanClass) ? 1 : 0;
        }
        return count;
    }

    long slotsInUse(int spanClass) {
        long count = 0;
        for (int span = 0; span < spans.limit(); span++) {
            count += holds(span, spanClass) ? spans.allocCount(span) : 0;
        }
        return count;
    }

    long unflushedBytes(@Nullable ProcCache[] procs) {
        long bytes = 0;
        for (ProcCache proc : procs) {
            bytes += proc == null ? 0 : unflushedBytes(proc);
        }
        return bytes;
    }

    private long unflushedBytes(ProcCache proc) {
        long bytes = 0;
        for (int spanClass = 2; spanClass < SpanTable.SPAN_CLASSES; spanClass++) {
            int span = proc.spans[spanClass];
            if (span != SpanTable.NONE) {
                long objects = spans.allocCount(span) - (long) proc.objectsBefore[spanClass];
                bytes += objects * SizeClasses.objectBytes(spanClass >> 1);
            }
        }
        return bytes;
    }

    private boolean holds(int span, int spanClass) {
        return spans.state(span) == SpanTable.IN_USE && spans.spanClass(span) == spanClass;
    }
}
