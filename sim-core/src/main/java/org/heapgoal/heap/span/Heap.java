package org.heapgoal.heap.span;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.heap.page.PageHeap;
import org.heapgoal.heap.span.OffHeapMemory.StructureSizes;
import org.heapgoal.recording.MemStats;
import org.jspecify.annotations.Nullable;

/**
 * The heap of one process. Pure: it has no clock and draws nothing; whoever calls decides when, and {@link Fate} decides
 * what is reachable.
 *
 * <p>Life of a cycle: {@link #finishSweep} and {@link #snapshot} with the world stopped, allocation goes on black,
 * {@link #prepareForSweep} at mark termination, then {@link #sweepOne}, {@link #refill}, {@link #allocLarge} and
 * {@link #flushIfStale} sweep, until nothing is left unswept.
 */
public final class Heap {
    /** What an allocation without a P passes for its number. */
    public static final int NO_P = -1;

    /** The number of stacks that are not in the heap. */
    private static final int SYSTEM_STACK = -2;

    private final GoVersion version;
    private final boolean greenTea;
    private final SizeClasses classes;
    private final MemoryAccount ledger;
    private final HeapWork work = new HeapWork();
    private final OffHeapMemory memory;
    private final OffHeapMemory.Fixed mcaches;
    private final PageHeap pages;
    private final SpanTable spans;
    private final CohortEntries entries = new CohortEntries();
    private final CohortTable cohorts;
    private final SizeStatistics statistics = new SizeStatistics();
    private final CentralLists central;
    private final SpanAllocator allocator;
    private final Sweeper sweeper;
    private final ProcCaches caches;
    private final Marking marking;
    private final StackPools stacks;
    private final WorkBuffers workBuffers;
    private final HeapStatistics figures;
    private final HeapVerifier verifier;
    private @Nullable ProcCache[] procs = new ProcCache[0];

    private boolean started;
    private boolean fences;
    private boolean fromSystem;

    /** The cache of the P on which a call runs, for what its callbacks do. */
    private @Nullable ProcCache running;

    /**
     * The heap of a process that has no P yet.
     *
     * @param greenTea whether the Green Tea collector is built in
     * @param account the counters that are moved; they start at 0
     * @param owner called back in the middle of allocations
     * @param cohorts told of cohort numbers that are free again
     */
    public Heap(
            GoVersion version, boolean greenTea, OsPages os, MemoryAccount account, HeapOwner owner, Cohorts cohorts) {
        classes = new SizeClasses(version, greenTea);
        ledger = account;
        memory = new OffHeapMemory(account);
        mcaches = new OffHeapMemory.Fixed(
                memory, memory.mcache, StructureSizes.of(version).mcache());
        pages = new PageHeap(version, os);
        spans = new SpanTable(classes);
        this.cohorts = new CohortTable(cohorts);
        central = new CentralLists(memory);
        MarkBits markBits = new MarkBits(memory);
        allocator = new SpanAllocator(spans, pages, account, memory, markBits, owner, work, version);
        sweeper = new Sweeper(spans, central, allocator, statistics, account, markBits, work);
        caches = new ProcCaches(spans, central, allocator, sweeper, statistics, account, owner, work);
        marking = new Marking(spans, entries, this.cohorts);
        stacks = new StackPools(spans, allocator);
        workBuffers = new WorkBuffers(spans, allocator);
        figures = new HeapStatistics(spans, allocator, statistics, account, memory, mcaches);
        verifier = new HeapVerifier(
                spans,
                entries,
                this.cohorts,
                pages,
                allocator,
                central,
                sweeper,
                marking,
                statistics,
                figures,
                account,
                memory);
        this.version = version;
        this.greenTea = greenTea;
    }

    /** What calls did so far. */
    public HeapWork work() {
        return work;
    }

    // Ps

    /**
     * A P comes into being with an empty cache ({@code allocmcache}). After {@link #allocRuntimeStart}, a number that was
     * never in use also makes a structure, allocated on P 0.
     */
    public void addP(int p) {
        boolean first = p >= procs.length;
        if (first) {
            procs = Arrays.copyOf(procs, p + 1);
        }
        if (procs[p] != null) {
            throw new IllegalStateException("P " + p + " exists");
        }
        procs[p] = new ProcCache(sweeper.sweepGen());
        mcaches.take();
        if (started && first) {
            runtimeObjects().proc(0);
        }
    }

    /** A P goes: flush, page cache and cached stacks go back ({@code proc.go: p.destroy}). */
    public void destroyP(int p) {
        ProcCache cache = enter(p);
        pages.flush(cache.pages);
        caches.releaseAll(cache);
        stacks.clear(cache, marking.active());
        // Last, because the calls above free spans.
        allocator.destroy(cache);
        leave();
        mcaches.giveBack();
        procs[p] = null;
    }

    // Cohorts

    /**
     * Makes a cohort's number known.
     *
     * @param cohort a number that is not in use, small
     * @param noscan whether its objects hold no pointers
     */
    public void openCohort(int cohort, boolean noscan) {
        cohorts.open(cohort, noscan);
    }

    /** No more objects will join; when the last is dead the {@link Cohorts} is told (at once if there is none). */
    public void closeCohort(int cohort) {
        cohorts.close(cohort);
    }

    // Debugging allocators

    /** {@code GODEBUG=efence=1}, before anything is allocated: what large objects and stacks leave is never used again. */
    public void fence() {
        fences = true;
        sweeper.fence();
    }

    /** {@code GODEBUG=sbrk=1}, before anything is allocated: the runtime's objects come from the system, too. */
    public void takeFromSystem() {
        fromSystem = true;
    }

    /**
     * Before anything is marked: many objects of a small span are scanned together and count whole, as with Green Tea's
     * vector instructions ({@code mgcmark_greenteagc.go: scanSpan}).
     */
    public void scanDenseSpansWhole() {
        marking.scanDenseSpansWhole();
    }

    /** Whether {@link #takeFromSystem} was called; objects are then to be allocated by {@link #allocFromSystem}. */
    public boolean takesFromSystem() {
        return fromSystem;
    }

    /** Allocates objects straight from the system; they are never freed and count in OtherSys only. */
    public void allocFromSystem(long objects, int bytes) {
        int align = Math.min(8, Math.max(1, Integer.lowestOneBit(bytes)));
        for (long object = 0; object < objects && bytes > 0; object++) {
            memory.persistent(memory.other, bytes, align);
        }
    }

    // Allocation

    /** Free slots of the span that a P has cached for a span class; 0 without one. */
    public int freeSlots(int p, int spanClass) {
        int span = cache(p).spans[spanClass];
        return span == SpanTable.NONE ? 0 : spans.capacity(spanClass) - spans.allocCount(span);
    }

    /**
     * Allocates small objects from the cached span.
     *
     * @param count 1 to {@link #freeSlots}
     * @param scanBytes what they add to the P's scanAlloc together
     * @param scanWorkEach scan work of marking one of them
     */
    public void allocate(int p, int spanClass, int cohort, int count, long scanBytes, int scanWorkEach) {
        cohorts.join(cohort, count, (spanClass & 1) != 0);
        take(p, spanClass, cohort, count, scanBytes, scanWorkEach);
    }

    private void take(int p, int spanClass, int cohort, int count, long scanBytes, int scanWorkEach) {
        ProcCache cache = cache(p);
        int span = cache.spans[spanClass];
        requireFlushed(p, cache);
        int room = span == SpanTable.NONE ? 0 : spans.capacity(spanClass) - spans.allocCount(span);
        if (count < 1 || count > room) {
            throw new IllegalArgumentException("allocation of " + count + " objects of span class " + spanClass
                    + ", with " + room + " free slots");
        }
        spans.allocCount(span, spans.allocCount(span) + count);
        cache.scanAlloc += scanBytes;
        spans.renew(span);
        if (marking.active()) {
            marking.black(span, count, SizeClasses.objectBytes(spanClass >> 1));
        }
        marking.note(span, cohort, count, scanWorkEach * count);
    }

    /** Tiny objects that share a block that was allocated before ({@code tinyAllocs}). */
    public void countTiny(int p, long objects) {
        cache(p).tinyAllocs += objects;
    }

    /**
     * Gets a span with free slots into the cache, whose span must be full ({@code mcache.go: refill}). The caller
     * allocates from it, and tests the trigger after that: a cache may not be flushed in between.
     */
    public void refill(int p, int spanClass) {
        ProcCache cache = enter(p);
        requireFlushed(p, cache);
        caches.refill(p, cache, spanClass);
        leave();
    }

    /**
     * Allocates one large object ({@code mcache.go: allocLarge}). The caller tests the trigger afterwards, then calls
     * {@link #addScanAlloc}.
     *
     * @param p the P, or {@link #NO_P}
     * @return elemsize: its pages in bytes
     */
    public long allocLarge(int p, long bytes, boolean noscan, int cohort, long scanWork) {
        ProcCache cache = enterAnywhere(p);
        int span = caches.allocLarge(p, cache, SizeClasses.largePages(bytes), noscan);
        long size = spans.bytes(span);
        cohorts.join(cohort, 1, noscan);
        spans.largeWork(span, scanWork);
        marking.note(span, cohort, 1, 0);
        if (marking.active()) {
            marking.black(span, 1, size);
        }
        leave();
        return size;
    }

    /** Adds to a P's scanAlloc without allocating. */
    public void addScanAlloc(int p, long bytes) {
        cache(p).scanAlloc += bytes;
    }

    // Caches

    /** Flushes a P's cache and stack cache ({@code mcache.go: releaseAll}). */
    public void flush(int p) {
        ProcCache cache = enter(p);
        caches.releaseAll(cache);
        stacks.clear(cache, marking.active());
        leave();
    }

    /** Flushes if the cache is older than the last {@link #prepareForSweep} ({@code prepareForSweep}). */
    public boolean flushIfStale(int p) {
        ProcCache cache = cache(p);
        if (cache.flushGen == sweeper.sweepGen()) {
            return false;
        }
        flush(p);
        cache.flushGen = sweeper.sweepGen();
        return true;
    }

    /** Returns a P's page cache to the page heap (idle Ps after mark termination, 1.21 and later). */
    public void flushPageCache(int p) {
        pages.flush(cache(p).pages);
    }

    // The cycle

    /** Sweeps everything that is unswept; due with the world stopped, before {@link #snapshot}. */
    public void finishSweep() {
        sweeper.finish(running);
    }

    /** Decides what is reachable. From now until {@link #prepareForSweep} new objects count as marked. */
    public MarkTotals snapshot(Fate fate) {
        if (!sweeper.drained()) {
            throw new IllegalStateException("a snapshot before all is swept");
        }
        for (ProcCache cache : procs) {
            if (greenTea && cache != null && !cache.pointerBuffer) {
                memory.persistent(memory.gcMisc, SizeClasses.PAGE_BYTES, Long.BYTES);
                cache.pointerBuffer = true;
            }
        }
        return marking.snapshot(fate);
    }

    /** Bytes marked so far if everything of the snapshot is marked: its survivors and what was allocated since. */
    public long bytesMarked() {
        return marking.bytesMarked();
    }

    /** Mark termination: every cache's scanAlloc is dropped; the sweep generation advances; all becomes unswept. */
    public void prepareForSweep() {
        for (ProcCache cache : procs) {
            if (cache != null) {
                cache.scanAlloc = 0;
            }
        }
        marking.end();
        workBuffers.release();
        sweeper.begin();
    }

    /** Frees empty stack spans that waited for the end of the cycle. */
    public void freeStackSpans() {
        stacks.freeEmpty(running);
    }

    /** Sets the number of work buffers that a mark uses; buffers are cut from 32 KiB spans and kept until freed. */
    public void useWorkbufs(int p, long buffers) {
        ProcCache cache = enterAnywhere(p);
        workBuffers.use(p, cache, buffers);
        leave();
    }

    /** Frees up to 64 work-buffer spans of the last mark, unless one is running. @return whether more are left */
    public boolean freeWorkbufSpans() {
        return !marking.active() && workBuffers.free(running);
    }

    // Sweeping

    /** Sweeps the next span of the list. @return its pages, or −1 if none is left */
    public long sweepOne() {
        return sweeper.sweepOne(running);
    }

    /** Sweeps spans of the list, as so many calls of {@link #sweepOne} do. @return how many; less if none is left */
    public int sweep(int most) {
        return sweeper.sweep(most, running);
    }

    /** Whether {@link #sweepOne} has found the list empty in this cycle. Cached spans may still be stale. */
    public boolean sweepListEmpty() {
        return sweeper.drained();
    }

    /** Pages swept since the last {@link #prepareForSweep} ({@code mheap_.pagesSwept}). */
    public long pagesSwept() {
        return sweeper.pagesSwept();
    }

    /** Pages of spans that hold objects ({@code mheap_.pagesInUse}). */
    public long pagesInUse() {
        return allocator.pagesInUse();
    }

    // Scavenging

    /** Releases up to some bytes of free memory ({@code pageAlloc.scavenge}). @return bytes released */
    public long scavenge(long bytes, boolean forced, BooleanSupplier stop) {
        long before = pages.releases();
        long released = pages.scavenge(bytes, forced, stop);
        ledger.addHeapFree(-released);
        ledger.addHeapReleased(released);
        ledger.addMappedReady(-released);
        work.scavengedPages += released / SizeClasses.PAGE_BYTES;
        work.rare++;
        work.scavengeCalls += pages.releases() - before;
        return released;
    }

    /** The scavenge index's generation advances. */
    public void nextScavengeGeneration() {
        pages.nextGen();
    }

    // Stacks

    /**
     * Takes a stack ({@code stackalloc}).
     *
     * @param p the P, or {@link #NO_P}
     * @param bytes a power of two of at least 2048
     * @return its number, to be given to {@link #freeStack}
     */
    public int allocStack(int p, long bytes) {
        if (fences) {
            memory.map(memory.stacks, systemStackBytes(bytes));
            return SYSTEM_STACK;
        }
        ProcCache cache = enterAnywhere(p);
        int stack = stacks.alloc(p, cache, bytes);
        leave();
        return stack;
    }

    /**
     * Gives a stack back ({@code stackfree}).
     *
     * @param p the P, or {@link #NO_P}
     * @param bytes its size
     * @param stack its number, from {@link #allocStack}
     * @param gcRunning whether a cycle runs: spans that become empty then wait for {@link #freeStackSpans}
     */
    public void freeStack(int p, long bytes, int stack, boolean gcRunning) {
        if (stack == SYSTEM_STACK) {
            memory.fault(systemStackBytes(bytes));
            return;
        }
        stacks.free(procOrNull(p), bytes, stack, gcRunning);
    }

    private long systemStackBytes(long bytes) {
        return Math.max(bytes, OsPages.LINUX_AMD64.physPageBytes());
    }

    /** Makes a goroutine structure: an object of the garbage-collected heap that stays reachable ({@code malg}). */
    public void chargeGoroutine(int p) {
        runtimeObjects().goroutine(p);
    }

    /**
     * Makes a thread's structures: objects of the heap that stay reachable, a system stack of 16 KiB and a signal stack of
     * 32 KiB ({@code proc.go: allocm}). The first thread's are made by {@link #allocRuntimeStart}.
     */
    public void chargeThread(int p) {
        runtimeObjects().thread(p);
    }

    /**
     * Allocates what the runtime has allocated when a program's main begins, besides goroutines and threads other than
     * the first: about 80 objects that stay reachable, the structures of all Ps, profiling tables. Call it once; the
     * owner is called back.
     */
    public void allocRuntimeStart(int p) {
        runtimeObjects().start(p);
        started = true;
        for (int i = 0; i < procs.length; i++) {
            runtimeObjects().proc(p);
        }
    }

    /** Allocates small objects that belong to no cohort and stay reachable. */
    void allocRuntime(int p, int bytes, boolean noscan, int count) {
        if (fromSystem) {
            allocFromSystem(count, bytes);
            return;
        }
        int sizeClass = classes.requestClass(bytes, noscan);
        int spanClass = SizeClasses.spanClass(sizeClass, noscan);
        boolean header = classes.hasHeader(bytes, noscan);
        int work = noscan ? 0 : header ? SizeClasses.objectBytes(sizeClass) : bytes;
        for (int left = count; left > 0; ) {
            if (freeSlots(p, spanClass) == 0) {
                refill(p, spanClass);
            }
            int now = Math.min(left, freeSlots(p, spanClass));
            take(p, spanClass, CohortTable.RUNTIME, now, (long) work * now, work);
            left -= now;
        }
    }

    // Statistics

    /** MemStats as they are, after the caller has flushed every P; the collector's fields are given. */
    public MemStats memStats(MemStats.Gc gc) {
        return figures.memStats(gc);
    }

    /** Memory of stacks now ({@code MemStats.StackSys}). */
    public long stackBytes() {
        return figures.stackBytes();
    }

    /** Memory that the runtime keeps for itself now: MSpanSys, MCacheSys, BuckHashSys, GCSys and OtherSys. */
    public long metadataBytes() {
        return figures.metadataBytes();
    }

    /** Objects allocated of a size class, 0 for large ones; what caches have not handed over is left out. */
    public long mallocs(int sizeClass) {
        return sizeClass == SizeClasses.LARGE ? statistics.largeMallocs() : statistics.mallocs(sizeClass);
    }

    /** Objects freed of a size class, 0 for large ones. */
    public long frees(int sizeClass) {
        return sizeClass == SizeClasses.LARGE ? statistics.largeFrees() : statistics.frees(sizeClass);
    }

    /** Tiny objects that shared a block, as far as caches have handed them over ({@code tinyAllocCount}). */
    public long tinyAllocs() {
        return statistics.tinyAllocs();
    }

    /** Number of spans of a span class that hold objects; counts them. Classes 0 and 1 are large objects. */
    public long spansInUse(int spanClass) {
        return figures.spansInUse(spanClass);
    }

    /** Number of slots taken in the spans of a span class, by dead objects not swept yet, too; counts them. */
    public long slotsInUse(int spanClass) {
        return figures.slotsInUse(spanClass);
    }

    /** Bytes that count as in use but were made inaccessible; only after {@link #fence}. */
    public long fencedBytes() {
        return figures.fencedBytes();
    }

    /** Bytes that caches hold and MemStats does not see: objects allocated since the last refill or flush. */
    public long unflushedBytes() {
        return figures.unflushedBytes(procs);
    }

    /** Bytes of the spans that hold work buffers; MemStats has them in GCSys ({@code inWorkBufs}). */
    public long workbufBytes() {
        return allocator.workbufBytes();
    }

    /** Everything mapped and not released, Sys − HeapReleased; equals the account's mappedReady. */
    public long sysMinusReleased() {
        return figures.sysMinusReleased();
    }

    /** Checks every invariant of the accounts against a recount; throws with the values if one does not hold. */
    public void verify() {
        verifier.verify(procs);
    }

    private RuntimeObjects runtimeObjects() {
        return new RuntimeObjects(this, version, memory);
    }

    private ProcCache cache(int p) {
        ProcCache cache = p < 0 || p >= procs.length ? null : procs[p];
        if (cache == null) {
            throw new IllegalArgumentException("no P " + p);
        }
        return cache;
    }

    private @Nullable ProcCache procOrNull(int p) {
        return p == NO_P ? null : cache(p);
    }

    private void requireFlushed(int p, ProcCache cache) {
        if (cache.flushGen != sweeper.sweepGen()) {
            throw new IllegalStateException("P " + p + " allocates before it flushed its cache for sweeping");
        }
    }

    private ProcCache enter(int p) {
        ProcCache cache = cache(p);
        running = cache;
        memory.runOn(p);
        return cache;
    }

    private @Nullable ProcCache enterAnywhere(int p) {
        return p == NO_P ? null : enter(p);
    }

    private void leave() {
        running = null;
        memory.runOn(NO_P);
    }
}
