package org.heapgoal.gc;

import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.goruntime.PacerTrace;
import org.heapgoal.heap.span.HeapWork;
import org.heapgoal.pacer.SweepWork;
import org.heapgoal.sched.P;

/**
 * Who sweeps and whether sweeping is over ({@code mgcsweep.go: activeSweep}). Drained means that the list is empty; done
 * that nobody is at it any more either.
 */
final class Sweeping implements SweepWork {
    private final Work work;
    private boolean drained = true;
    private int sweepers;
    private long pagesInUseAtStart = Long.MAX_VALUE;

    /** The P that swept last, and until when that takes. */
    private int lastProc = -1;

    private long lastUntilNanos = Long.MIN_VALUE;

    Sweeping(Work work) {
        this.work = work;
    }

    /** Everything is unswept from now on. */
    void reset() {
        if (sweepers != 0) {
            throw new IllegalStateException(sweepers + " sweepers left over from the last cycle");
        }
        drained = false;
        pagesInUseAtStart = work.heap.pagesInUse();
    }

    /**
     * Keeps sweeping from being done until {@link #end}.
     *
     * @return false if it is drained already
     */
    boolean begin() {
        if (drained) {
            return false;
        }
        sweepers++;
        return true;
    }

    /** A sweeper that began leaves. The last one after draining reports that sweeping is done. */
    void end() {
        sweepers--;
        if (sweepers == 0 && drained) {
            reportDone();
        }
    }

    private void reportDone() {
        if (work.godebug.on(GodebugSetting.GCPACERTRACE)) {
            PacerTrace.sweepDone(
                            work.version,
                            new PacerTrace.SweepDone(
                                    work.controller.heapLive(),
                                    work.sweepPacer.sweepHeapLiveBasis(),
                                    work.heap.pagesSwept(),
                                    work.sweepPacer.sweepPagesPerByte()))
                    .ifPresent(work.owner::print);
        }
    }

    /** Whether all is swept. */
    boolean isDone() {
        return drained && sweepers == 0;
    }

    /**
     * Sweeps one span ({@code sweepone}).
     *
     * @return its pages, or −1 if none was left
     */
    @Override
    public long sweepOne() {
        if (!begin()) {
            return -1;
        }
        long pages = work.heap.sweepOne();
        leave(pages < 0);
        return pages;
    }

    private int sweepUpTo(int spans) {
        if (!begin()) {
            return 0;
        }
        int swept = work.heap.sweep(spans);
        leave(swept < spans);
        return swept;
    }

    private void leave(boolean nothingLeft) {
        if (nothingLeft) {
            drained = true;
        }
        end();
        if (nothingLeft) {
            work.owner.sweepDrained();
        }
    }

    /**
     * Sweeps up to a number of spans on a P. While another P is at it too, all takes longer.
     *
     * @return CPU nanoseconds it takes; 0 if none was left
     */
    long sweep(int spans, P p, long nowNanos) {
        HeapWork counters = work.heap.work();
        long swept = counters.spansSwept;
        long freed = counters.spansFreed;
        if (sweepUpTo(spans) == 0) {
            return 0;
        }
        boolean shared = lastProc != p.id() && nowNanos < lastUntilNanos;
        long nanos = Math.max(1, work.costs.swept(counters, swept, freed, shared));
        lastProc = p.id();
        lastUntilNanos = nowNanos + nanos;
        return nanos;
    }

    /**
     * Sweeps all that is left, with the world stopped.
     *
     * @return CPU nanoseconds it takes
     */
    long finish() {
        HeapWork counters = work.heap.work();
        long swept = counters.spansSwept;
        long freed = counters.spansFreed;
        sweepUpTo(Integer.MAX_VALUE);
        work.heap.finishSweep();
        return work.costs.swept(counters, swept, freed, false);
    }

    @Override
    public long heapLive() {
        return work.controller.heapLive();
    }

    @Override
    public long pagesSwept() {
        return work.heap.pagesSwept();
    }

    void verify() {
        if (sweepers < 0 || sweepers > 1) {
            throw new IllegalStateException(sweepers + " sweepers between events");
        }
        if (work.heap.pagesSwept() > pagesInUseAtStart) {
            throw new IllegalStateException("swept " + work.heap.pagesSwept() + " pages of " + pagesInUseAtStart
                    + " that were in use when sweeping began");
        }
    }
}
