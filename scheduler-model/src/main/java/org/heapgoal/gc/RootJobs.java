package org.heapgoal.gc;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.sched.G;
import org.heapgoal.sched.GState;
import org.heapgoal.sim.units.Amd64;

/**
 * The root jobs of one mark in the runtime's order: fixed roots, pieces of global variables, span specials, stacks ({@code
 * mgcmark.go: gcPrepareMarkRoots, markroot}). They are claimed in order, several at a time; claimed jobs that were not begun
 * can be given back and are then the next to be claimed.
 */
final class RootJobs {
    private static final long BLOCK_BYTES = 256L << 10;
    private static final long ARENA_BYTES = 64L << 20;
    private static final int SPAN_ROOTS_PER_ARENA = 16;

    /** Jobs that one marker has claimed. Overwritten by each claim. */
    static final class Batch {
        /** First job and the one after the last. */
        int from;

        int to;

        /** CPU nanoseconds for all of it; at least 1. */
        long nanos;

        long globalsWork;
        long stackWork;

        int jobs() {
            return to - from;
        }
    }

    private final MarkCosts costs;
    private final int fixedRoots;
    private final ArrayDeque<int[]> returned = new ArrayDeque<>();
    private List<G> goroutines = List.of();
    private long globalsBytes;
    private int firstSpanRoot;
    private int firstStack;
    private int jobs;
    private int next;
    private int open;
    private int pointersFound;
    private long pointerBytes;
    private long scannedBytes;

    RootJobs(MarkCosts costs, GoVersion version) {
        this.costs = costs;
        // Finalizers and stacks of dead goroutines; cleanups joined them.
        fixedRoots = version.atLeast(GoVersion.GO_1_25) ? 3 : 2;
    }

    /** Lists the jobs of a mark that begins now. */
    void prepare(long globals, long heapBytes, List<G> all) {
        goroutines = all;
        globalsBytes = globals;
        firstSpanRoot = fixedRoots + (int) ((globals + BLOCK_BYTES - 1) / BLOCK_BYTES);
        firstStack = firstSpanRoot + (int) ((heapBytes + ARENA_BYTES - 1) / ARENA_BYTES) * SPAN_ROOTS_PER_ARENA;
        jobs = firstStack + all.size();
        next = 0;
        open = 0;
        pointersFound = 0;
        pointerBytes = globals;
        for (int i = 0; i < all.size(); i++) {
            pointerBytes += all.get(i).stackUsedBytes;
        }
        scannedBytes = 0;
        returned.clear();
    }

    /** Forgets the goroutines of a mark that is over. */
    void clear() {
        goroutines = List.of();
    }

    /** Whether jobs are left to be claimed. */
    boolean available() {
        return next < jobs || !returned.isEmpty();
    }

    /** Whether anything that may lead into the heap has been scanned, or nothing will be any more. */
    boolean heapReached() {
        return pointersFound > 0 || (!available() && open == 0);
    }

    /**
     * The share of the heap to which the roots scanned so far lead. Nobody knows what hangs from which root, so each byte of
     * globals and stacks leads to as much as any other; when no job is left to be claimed, the way to all is open.
     */
    double reachedShare() {
        if (!heapReached()) {
            return 0;
        }
        return available() ? Math.min(1, (double) scannedBytes / (double) Math.max(1, pointerBytes)) : 1;
    }

    /** Jobs of this mark. */
    int total() {
        return jobs;
    }

    /** Jobs that nobody has claimed. */
    int left() {
        int left = jobs - next;
        for (int[] range : returned) {
            left += range[1] - range[0];
        }
        return left;
    }

    /** Claims the next jobs: at least one, more until they take so long. False if none is left. */
    boolean claim(Batch batch, long maxNanos, int maxJobs) {
        int[] back = returned.poll();
        int from = back == null ? next : back[0];
        int end = back == null ? jobs : back[1];
        if (from >= end) {
            return false;
        }
        batch.from = from;
        batch.globalsWork = 0;
        batch.stackWork = 0;
        double nanos = 0;
        int job = from;
        int last = (int) Math.min(end, (long) from + maxJobs);
        while (job < last && nanos < (double) maxNanos) {
            nanos += add(batch, job);
            job++;
        }
        batch.to = job;
        batch.nanos = Math.max(1, Amd64.toInt64(nanos));
        open += batch.jobs();
        if (back == null) {
            next = job;
        } else if (job < end) {
            back[0] = job;
            returned.push(back);
        }
        return true;
    }

    private double add(Batch batch, int job) {
        if (job < fixedRoots) {
            return 0;
        }
        if (job < firstSpanRoot) {
            long begin = (job - fixedRoots) * BLOCK_BYTES;
            long bytes = Math.min(BLOCK_BYTES, globalsBytes - begin);
            batch.globalsWork += bytes;
            return costs.globalsByte * (double) bytes;
        }
        if (job < firstStack) {
            return costs.spanRoot;
        }
        G g = goroutines.get(job - firstStack);
        if (g.state() == GState.DEAD) {
            return 0;
        }
        batch.stackWork += g.stackUsedBytes;
        return costs.stackGoroutine + costs.stackByte * (double) g.stackUsedBytes;
    }

    /**
     * The first jobs of a batch are done, the others go back.
     *
     * @param scanned is told of each goroutine whose stack was scanned
     */
    void finish(Batch batch, int done, Consumer<G> scanned) {
        int end = batch.from + done;
        for (int job = Math.max(batch.from, firstStack); job < end; job++) {
            G g = goroutines.get(job - firstStack);
            if (g.state() != GState.DEAD) {
                scanned.accept(g);
            }
        }
        if (end < batch.to) {
            returned.push(new int[] {end, batch.to});
        }
        open -= batch.jobs();
        long bytes = batch.globalsWork + batch.stackWork;
        if (bytes > 0 && done > 0) {
            pointersFound++;
            scannedBytes += bytes * done / batch.jobs();
        }
    }
}
