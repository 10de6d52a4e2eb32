package org.heapgoal.process.mutator;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.gc.Collector;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.heap.span.Heap;
import org.heapgoal.machine.Cost;
import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.ScannableStackBatch;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;

/**
 * Goroutine stacks ({@code stack.go: newstack, copystack, shrinkstack}; {@code proc.go: malg, gfput, gfget}): taken at
 * creation, doubled by copying when the program needs more, halved after a scan that found little in use, given back at the
 * end. Stacks of the starting size are kept with dead goroutine structures for the next goroutine until the next cycle frees
 * them ({@code mgcmark.go: markrootFreeGStacks}); the runtime keeps them per P, which is left out.
 */
final class Stacks {
    private static final long MIN_BYTES = 2048;
    private static final long SHRINK_PART = 4;
    /** What a stack must keep free below its guard ({@code stackNosplit}). */
    private static final long NOSPLIT_BYTES = 800;

    private final Heap heap;
    private final Collector collector;
    private final GcController controller;
    private final boolean shrinks;
    private final double copyNanosPerByte;
    private final List<ScannableStackBatch> batches = new ArrayList<>();

    private long structures;
    private long dead;
    private int[] kept = new int[64];
    private int keptCount;
    private long keptBytes;

    Stacks(Mutator.Parts parts) {
        heap = parts.heap();
        collector = parts.collector();
        controller = parts.controller();
        Godebug godebug = parts.godebug();
        shrinks = !godebug.on(GodebugSetting.GCSHRINKSTACKOFF);
        copyNanosPerByte = parts.profile().of(Cost.STACK_COPY_BYTE);
    }

    /** Gives a new goroutine its stack, and a structure if no dead one is left. */
    void created(G g, P by, long usedBytes) {
        int p = by.id();
        if (dead > 0) {
            dead--;
        } else {
            structures++;
            heap.chargeGoroutine(p);
        }
        long starting = collector.startingStackBytes();
        if (keptCount > 0 && keptBytes != starting) {
            freeKept();
        }
        g.stack = keptCount > 0 ? kept[--keptCount] : heap.allocStack(p, starting);
        g.stackBytes = starting;
        g.stackUsedBytes = Math.min(usedBytes, starting);
        scannable(by, starting);
    }

    /**
     * Makes a goroutine's stack as large as its program needs.
     *
     * @return CPU nanoseconds of the copying
     */
    long grow(G g, P p, long neededBytes, long usedBytes) {
        long copied = 0;
        long before = g.stackBytes;
        while (g.stackBytes < neededBytes) {
            copied += Math.min(usedBytes, g.stackBytes);
            resize(g, p.id(), g.stackBytes * 2);
        }
        g.stackUsedBytes = Math.min(usedBytes, g.stackBytes);
        scannable(p, g.stackBytes - before);
        return Nanos.of(copied * copyNanosPerByte);
    }

    /** Halves the stack of a stopped goroutine of which less than a quarter is in use; a marker does it on its P. */
    void mayShrink(G g, P by) {
        if (!shrinks || g.stackBytes / 2 < MIN_BYTES) {
            return;
        }
        if (g.stackUsedBytes + NOSPLIT_BYTES < g.stackBytes / SHRINK_PART) {
            long before = g.stackBytes;
            resize(g, by.id(), before / 2);
            scannable(by, g.stackBytes - before);
        }
    }

    /** A goroutine ends on a P. */
    void ended(G g, P p) {
        scannable(p, -g.stackBytes);
        dead++;
        if (g.stackBytes == collector.startingStackBytes() && (keptCount == 0 || keptBytes == g.stackBytes)) {
            if (keptCount == kept.length) {
                kept = java.util.Arrays.copyOf(kept, kept.length * 2);
            }
            keptBytes = g.stackBytes;
            kept[keptCount++] = g.stack;
        } else {
            heap.freeStack(p.id(), g.stackBytes, g.stack, collector.running());
        }
        g.stackBytes = 0;
        g.stackUsedBytes = 0;
    }

    /** Gives the stacks of dead goroutines back. */
    void freeKept() {
        while (keptCount > 0) {
            heap.freeStack(Heap.NO_P, keptBytes, kept[--keptCount], collector.running());
        }
    }

    /** A P goes away: the controller is told what it has not been told. */
    void destroyed(P p) {
        if (p.id() < batches.size()) {
            ScannableStackBatch batch = batches.get(p.id());
            controller.addMaxStackScan(batch.pending());
            batches.set(p.id(), new ScannableStackBatch());
        }
    }

    /** Goroutine structures that were made. */
    long structures() {
        return structures;
    }

    private void resize(G g, int p, long bytes) {
        int larger = heap.allocStack(p, bytes);
        heap.freeStack(p, g.stackBytes, g.stack, collector.running());
        g.stack = larger;
        g.stackBytes = bytes;
    }

    private void scannable(P p, long bytes) {
        while (batches.size() <= p.id()) {
            batches.add(new ScannableStackBatch());
        }
        batches.get(p.id()).add(bytes, controller);
    }
}
