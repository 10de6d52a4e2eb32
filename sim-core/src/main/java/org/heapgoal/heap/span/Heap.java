package org.heapgoal.heap.span;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.recording.MemStats;

/**
 * The heap of one process. Pure: it has no clock and draws nothing; whoever calls decides when, and {@link Fate} decides
 * what is reachable.
 *
 * <p>Life of a cycle: {@link #finishSweep} and {@link #snapshot} with the world stopped, allocation goes on black,
 * {@link #prepareForSweep} at mark termination, then {@link #sweepOne}, {@link #refill}, {@link #allocLarge} and
 * {@link #flushIfStale} sweep, until nothing is left unswept.
 */
@SuppressWarnings("DoNotCallSuggester") // the contract, until it is implemented
public final class Heap {
    /** What an allocation without a P passes for its number. */
    public static final int NO_P = -1;

    public Heap(
            GoVersion version, boolean greenTea, OsPages os, MemoryAccount account, HeapOwner owner, Cohorts cohorts) {
        throw new UnsupportedOperationException("contract");
    }

    /** What calls did so far. */
    public HeapWork work() {
        throw new UnsupportedOperationException("contract");
    }

    // Ps

    /** A P comes into being with an empty cache (its mcache and P structure are charged). */
    public void addP(int p) {
        throw new UnsupportedOperationException("contract");
    }

    /** A P goes: flush, page cache and cached stacks go back. */
    public void destroyP(int p) {
        throw new UnsupportedOperationException("contract");
    }

    // Cohorts

    /**
     * Makes a cohort's number known.
     *
     * @param cohort a number that is not in use, small
     * @param noscan whether its objects hold no pointers
     */
    public void openCohort(int cohort, boolean noscan) {
        throw new UnsupportedOperationException("contract");
    }

    /** No more objects will join; when the last is freed the {@link Cohorts} is told (at once if there is none). */
    public void closeCohort(int cohort) {
        throw new UnsupportedOperationException("contract");
    }

    // Allocation

    /** Free slots of the span that a P has cached for a span class; 0 without one. */
    public int freeSlots(int p, int spanClass) {
        throw new UnsupportedOperationException("contract");
    }

    /**
     * Allocates small objects from the cached span.
     *
     * @param count 1 to {@link #freeSlots}
     * @param scanBytes what they add to the P's scanAlloc together
     * @param scanWorkEach scan work of marking one of them
     */
    public void allocate(int p, int spanClass, int cohort, int count, long scanBytes, int scanWorkEach) {
        throw new UnsupportedOperationException("contract");
    }

    /** Tiny objects that share a block that was allocated before ({@code tinyAllocs}). */
    public void countTiny(int p, long objects) {
        throw new UnsupportedOperationException("contract");
    }

    /** Gets a span with free slots into the cache ({@code mcache.go: refill}). The caller tests the trigger afterwards. */
    public void refill(int p, int spanClass) {
        throw new UnsupportedOperationException("contract");
    }

    /**
     * Allocates one large object ({@code mcache.go: allocLarge}). The caller tests the trigger afterwards, then calls
     * {@link #addScanAlloc}.
     *
     * @return elemsize: its pages in bytes
     */
    public long allocLarge(int p, long bytes, boolean noscan, int cohort, long scanWork) {
        throw new UnsupportedOperationException("contract");
    }

    /** Adds to a P's scanAlloc without allocating. */
    public void addScanAlloc(int p, long bytes) {
        throw new UnsupportedOperationException("contract");
    }

    // Caches

    /** Flushes a P's cache and stack cache ({@code mcache.go: releaseAll}). */
    public void flush(int p) {
        throw new UnsupportedOperationException("contract");
    }

    /** Flushes if the cache is older than the last {@link #prepareForSweep} ({@code prepareForSweep}). */
    public boolean flushIfStale(int p) {
        throw new UnsupportedOperationException("contract");
    }

    /** Returns a P's page cache to the page heap (idle Ps after mark termination, 1.21 and later). */
    public void flushPageCache(int p) {
        throw new UnsupportedOperationException("contract");
    }

    // The cycle

    /** Sweeps everything that is unswept. */
    public void finishSweep() {
        throw new UnsupportedOperationException("contract");
    }

    /** Decides what is reachable. From now until {@link #prepareForSweep} new objects count as marked. */
    public MarkTotals snapshot(Fate fate) {
        throw new UnsupportedOperationException("contract");
    }

    /** Bytes marked so far if everything of the snapshot is marked: its survivors and what was allocated since. */
    public long bytesMarked() {
        throw new UnsupportedOperationException("contract");
    }

    /** Mark termination: every cache's scanAlloc is dropped; the sweep generation advances; all becomes unswept. */
    public void prepareForSweep() {
        throw new UnsupportedOperationException("contract");
    }

    /** Frees empty stack spans that waited for the end of the cycle. */
    public void freeStackSpans() {
        throw new UnsupportedOperationException("contract");
    }

    /** Sets the number of work buffers that a mark uses; buffers are cut from 32 KiB spans and kept until freed. */
    public void useWorkbufs(int p, long buffers) {
        throw new UnsupportedOperationException("contract");
    }

    /** Frees up to 64 empty work-buffer spans. @return whether more are left */
    public boolean freeWorkbufSpans() {
        throw new UnsupportedOperationException("contract");
    }

    // Sweeping

    /** Sweeps the next span of the list. @return its pages, or −1 if none is left */
    public long sweepOne() {
        throw new UnsupportedOperationException("contract");
    }

    /** Whether the list is empty. Cached spans may still be stale. */
    public boolean sweepListEmpty() {
        throw new UnsupportedOperationException("contract");
    }

    public long pagesSwept() {
        throw new UnsupportedOperationException("contract");
    }

    public long pagesInUse() {
        throw new UnsupportedOperationException("contract");
    }

    // Scavenging

    /** Releases up to some bytes of free memory ({@code pageAlloc.scavenge}). @return bytes released */
    public long scavenge(long bytes, boolean forced, java.util.function.BooleanSupplier stop) {
        throw new UnsupportedOperationException("contract");
    }

    /** The scavenge index's generation advances. */
    public void nextScavengeGeneration() {
        throw new UnsupportedOperationException("contract");
    }

    // Stacks

    /**
     * Takes a stack ({@code stackalloc}).
     *
     * @param bytes a power of two of at least 2048
     * @return its number, to be given to {@link #freeStack}
     */
    public int allocStack(int p, long bytes) {
        throw new UnsupportedOperationException("contract");
    }

    /**
     * Gives a stack back ({@code stackfree}).
     *
     * @param bytes its size
     * @param stack its number, from {@link #allocStack}
     * @param gcRunning whether a cycle runs: spans that become empty then wait for {@link #freeStackSpans}
     */
    public void freeStack(int p, long bytes, int stack, boolean gcRunning) {
        throw new UnsupportedOperationException("contract");
    }

    /** Makes a goroutine structure: an object of the garbage-collected heap that stays reachable ({@code malg}). */
    public void chargeGoroutine(int p) {
        throw new UnsupportedOperationException("contract");
    }

    // Statistics

    /** MemStats as they are, after the caller has flushed every P; the collector's fields are given. */
    public MemStats memStats(MemStats.Gc gc) {
        throw new UnsupportedOperationException("contract");
    }

    /** Spans in use of a class: 0 large, else the size class; noscan and pointerful ones. */
    public long spansInUse(int spanClass) {
        throw new UnsupportedOperationException("contract");
    }

    /** Bytes that caches hold and MemStats does not see: objects allocated since the last refill or flush. */
    public long unflushedBytes() {
        throw new UnsupportedOperationException("contract");
    }

    /** Everything mapped and not released, Sys − HeapReleased; equals the account's mappedReady. */
    public long sysMinusReleased() {
        throw new UnsupportedOperationException("contract");
    }

    /** Checks every invariant of the accounts against a recount; throws with the values if one does not hold. */
    public void verify() {
        throw new UnsupportedOperationException("contract");
    }
}
