package org.heapgoal.heap.span;

import org.heapgoal.heap.SizeClasses;
import org.heapgoal.heap.page.PageHeap;
import org.jspecify.annotations.Nullable;

/** Checks the accounts of a heap against a recount of spans, pages, sets and entries. */
final class HeapVerifier {
    private static final long GROWTH_BYTES = (long) PageHeap.CHUNK_PAGES * SizeClasses.PAGE_BYTES;

    private final SpanTable spans;
    private final CohortEntries entries;
    private final CohortTable cohorts;
    private final PageHeap pages;
    private final SpanAllocator allocator;
    private final CentralLists central;
    private final Sweeper sweeper;
    private final Marking marking;
    private final SizeStatistics statistics;
    private final HeapStatistics figures;
    private final MemoryAccount ledger;
    private final OffHeapMemory memory;
    private long mappedBefore;

    HeapVerifier(
            SpanTable spans,
            CohortEntries entries,
            CohortTable cohorts,
            PageHeap pages,
            SpanAllocator allocator,
            CentralLists central,
            Sweeper sweeper,
            Marking marking,
            SizeStatistics statistics,
            HeapStatistics figures,
            MemoryAccount ledger,
            OffHeapMemory memory) {
        this.spans = spans;
        this.entries = entries;
        this.cohorts = cohorts;
        this.pages = pages;
        this.allocator = allocator;
        this.central = central;
        this.sweeper = sweeper;
        this.marking = marking;
        this.statistics = statistics;
        this.figures = figures;
        this.ledger = ledger;
        this.memory = memory;
    }

    /**
     * Checks everything.
     *
     * @throws IllegalStateException that names the first disagreement
     */
    void verify(@Nullable ProcCache[] procs) {
        pages.verify();
        verifyPages(procs);
        verifyObjects(procs);
        verifySets(procs);
        verifyCohorts();
        verifyStructures(procs);
    }

    private void verifyPages(@Nullable ProcCache[] procs) {
        long heap = bytesOf(SpanTable.IN_USE) + bytesOf(SpanTable.FENCED);
        long stack = bytesOf(SpanTable.STACK);
        long workbuf = bytesOf(SpanTable.WORKBUF);
        same("heapInUse and the spans in use", ledger.heapInUse(), heap);
        same("pagesInUse and heapInUse", allocator.pagesInUse() * SizeClasses.PAGE_BYTES, heap);
        same("stack bytes and stack spans", allocator.stackBytes(), stack);
        same("work-buffer bytes and spans", allocator.workbufBytes(), workbuf);
        long cachedFree = 0;
        long cachedReleased = 0;
        for (ProcCache proc : procs) {
            if (proc != null) {
                cachedFree += Long.bitCount(proc.pages.cache());
                cachedReleased += Long.bitCount(proc.pages.scav());
            }
        }
        long released = (pages.scavengedPages() + cachedReleased) * SizeClasses.PAGE_BYTES;
        same("heapReleased and released pages", ledger.heapReleased(), released);
        long mapped = pages.mappedPages() * SizeClasses.PAGE_BYTES;
        long used = (pages.allocatedPages() - cachedFree - allocator.space().paddingPages()) * SizeClasses.PAGE_BYTES;
        same("allocated pages and spans", used, heap + stack + workbuf);
        same("heapFree and pages neither used nor released", ledger.heapFree(), mapped - used - released);
        same("growth in whole chunks", mapped % GROWTH_BYTES, 0);
        require(mapped >= mappedBefore, "mapped memory shrank", mappedBefore, mapped);
        mappedBefore = mapped;
        require(ledger.heapFree() >= 0, "heapFree is negative", ledger.heapFree(), 0);
        same("mappedReady and what is mapped and not released", ledger.mappedReady(), figures.sysMinusReleased());
    }

    private void verifyObjects(@Nullable ProcCache[] procs) {
        long allocated = 0;
        for (int span = 0; span < spans.limit(); span++) {
            if (spans.state(span) == SpanTable.IN_USE) {
                allocated += spans.allocCount(span) * spans.objectBytes(span);
                require(
                        spans.allocCount(span) <= spans.capacityOf(span),
                        "objects and slots of span " + span,
                        spans.allocCount(span),
                        spans.capacityOf(span));
            }
        }
        long alloc = statistics.allocatedBytes() - statistics.freedBytes();
        same("HeapAlloc and the spans' flushed objects", alloc, allocated - figures.unflushedBytes(procs));
        require(alloc <= ledger.heapInUse(), "HeapAlloc above HeapInuse", alloc, ledger.heapInUse());
        same("totalAlloc and the statistics", ledger.totalAlloc(), statistics.allocatedBytes());
        same("totalFree and the statistics", ledger.totalFree(), statistics.freedBytes());
        long byClass = statistics.liveLargeBytes();
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            long live = statistics.mallocs(sizeClass) - statistics.frees(sizeClass);
            byClass += live * SizeClasses.objectBytes(sizeClass);
            require(live >= 0, "frees above mallocs of class " + sizeClass, live, 0);
        }
        same("HeapAlloc and the classes' bytes", alloc, byClass);
    }

    private void verifySets(@Nullable ProcCache[] procs) {
        int gen = sweeper.sweepGen();
        long swept = 0;
        long unswept = 0;
        long cached = 0;
        for (int span = 0; span < spans.limit(); span++) {
            if (spans.state(span) == SpanTable.IN_USE) {
                switch (spans.sweepGen(span) - gen) {
                    case 0 -> swept++;
                    case -2 -> unswept++;
                    case 1, 3 -> cached++;
                    default ->
                        throw new IllegalStateException("span " + span + " has sweep generation " + spans.sweepGen(span)
                                + " while the heap has " + gen);
                }
            }
        }
        same("swept spans and their sets", swept, inSweptSets(gen));
        same("unswept spans and their sets", unswept, inUnsweptSets(gen));
        same("cached spans and caches", cached, inCaches(procs, gen));
        require(unswept == 0 || !sweeper.drained(), "unswept spans after sweeping", unswept, 0);
        require(unswept == 0 || !marking.active(), "unswept spans while marking", unswept, 0);
        require(
                sweeper.pagesSwept() <= sweeper.pagesToSweep(),
                "pages swept and pages to sweep",
                sweeper.pagesSwept(),
                sweeper.pagesToSweep());
    }

    private long inSweptSets(int gen) {
        long count = 0;
        for (int spanClass = 0; spanClass < SpanTable.SPAN_CLASSES; spanClass++) {
            for (int span : central.toArray(central.partialSwept(spanClass, gen))) {
                requirePlace(span, spanClass, spans.allocCount(span) < spans.capacity(spanClass), gen);
                count++;
            }
            for (int span : central.toArray(central.fullSwept(spanClass, gen))) {
                requirePlace(span, spanClass, spans.allocCount(span) == spans.capacity(spanClass), gen);
                count++;
            }
        }
        return count;
    }

    private void requirePlace(int span, int spanClass, boolean fits, int gen) {
        boolean holds = fits
                && spans.state(span) == SpanTable.IN_USE
                && spans.spanClass(span) == spanClass
                && spans.sweepGen(span) == gen;
        require(holds, "span in the wrong swept set of class " + spanClass, span, spans.allocCount(span));
    }

    private long inUnsweptSets(int gen) {
        long count = 0;
        for (int spanClass = 0; spanClass < SpanTable.SPAN_CLASSES; spanClass++) {
            for (int span : central.toArray(central.partialUnswept(spanClass, gen))) {
                count += spans.sweepGen(span) == gen - 2 ? 1 : 0;
            }
            for (int span : central.toArray(central.fullUnswept(spanClass, gen))) {
                count += spans.sweepGen(span) == gen - 2 ? 1 : 0;
            }
        }
        return count;
    }

    private long inCaches(@Nullable ProcCache[] procs, int gen) {
        long count = 0;
        for (ProcCache proc : procs) {
            for (int spanClass = 2; proc != null && spanClass < SpanTable.SPAN_CLASSES; spanClass++) {
                int span = proc.spans[spanClass];
                if (span != SpanTable.NONE) {
                    int age = spans.sweepGen(span) - gen;
                    require(
                            spans.state(span) == SpanTable.IN_USE
                                    && spans.spanClass(span) == spanClass
                                    && (age == 3 || age == 1),
                            "a cached span's class or generation",
                            spans.spanClass(span),
                            age);
                    count++;
                }
            }
        }
        return count;
    }

    private void verifyCohorts() {
        long[] objects = new long[cohorts.limit()];
        long markedBytes = 0;
        for (int span = 0; span < spans.limit(); span++) {
            if (spans.state(span) != SpanTable.IN_USE) {
                continue;
            }
            long sum = 0;
            for (int entry = spans.entries(span); entry != CohortEntries.NONE; entry = entries.next(entry)) {
                sum += entries.count(entry);
                if (entries.cohort(entry) != CohortTable.RUNTIME) {
                    objects[entries.cohort(entry)] += entries.count(entry);
                }
            }
            int age = spans.sweepGen(span) - sweeper.sweepGen();
            boolean byMarks = marking.active() || age == -2 || age == 1;
            same("entries and objects of span " + span, sum, byMarks ? spans.marked(span) : spans.allocCount(span));
            markedBytes += spans.marked(span) * spans.objectBytes(span);
        }
        for (int cohort = 0; cohort < objects.length; cohort++) {
            same("objects of cohort " + cohort, cohorts.objects(cohort), objects[cohort]);
            same("objects of cohort " + cohort + " and its entries", objectsOfMembers(cohort), objects[cohort]);
        }
        if (marking.active()) {
            same("bytesMarked and marked objects", marking.bytesMarked(), markedBytes + marking.finalizerBytes());
        }
    }

    private long objectsOfMembers(int cohort) {
        long sum = 0;
        for (int entry = entries.members(cohort); entry != CohortEntries.NONE; entry = entries.nextMember(entry)) {
            sum += entries.count(entry);
        }
        return sum;
    }

    private void verifyStructures(@Nullable ProcCache[] procs) {
        long structures = 0;
        for (ProcCache proc : procs) {
            structures += proc == null ? 0 : proc.spanStructures;
        }
        for (int span = 0; span < spans.limit(); span++) {
            structures += spans.state(span) == SpanTable.DEAD ? 0 : 1;
        }
        same("span structures and spans", allocator.structures(), structures);
        require(
                allocator.structureBytes() <= memory.mspan.bytes(),
                "MSpanInuse above MSpanSys",
                allocator.structureBytes(),
                memory.mspan.bytes());
    }

    private long bytesOf(int state) {
        long bytes = 0;
        for (int span = 0; span < spans.limit(); span++) {
            bytes += spans.state(span) == state ? spans.bytes(span) : 0;
        }
        return bytes;
    }

    private static void same(String what, long one, long other) {
        require(one == other, what + " disagree", one, other);
    }

    private static void require(boolean holds, String what, long one, long other) {
        if (!holds) {
            throw new IllegalStateException(what + ": " + one + " and " + other);
        }
    }
}
