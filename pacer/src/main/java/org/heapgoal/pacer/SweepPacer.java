package org.heapgoal.pacer;

import org.heapgoal.sim.units.Amd64;

/**
 * Proportional sweeping: who allocates sweeps first, so much that everything is swept when the heap reaches its trigger.
 * Source: {@code mgcsweep.go: gcPaceSweeper, deductSweepCredit}.
 */
public final class SweepPacer {
    /** Sweeping should be done this far before the trigger, since pacing rounds and sweepers run at the same time. */
    private static final long MARGIN = 1024 * 1024;

    private static final long PAGE_SIZE = 8192;

    private double sweepPagesPerByte;
    private long sweepHeapLiveBasis;
    private long pagesSweptBasis;

    /** A pacer with nothing to sweep. */
    public SweepPacer() {}

    /**
     * A pacer in the middle of a sweep.
     *
     * @param sweepPagesPerByte pages to sweep per allocated byte
     * @param sweepHeapLiveBasis heapLive when that slope was set, unsigned bytes
     * @param pagesSweptBasis pages swept when it was set
     */
    public SweepPacer(double sweepPagesPerByte, long sweepHeapLiveBasis, long pagesSweptBasis) {
        this.sweepPagesPerByte = sweepPagesPerByte;
        this.sweepHeapLiveBasis = sweepHeapLiveBasis;
        this.pagesSweptBasis = pagesSweptBasis;
    }

    /**
     * Sets the slope anew after each commit of the controller.
     *
     * @param trigger the heap size at which sweeping must be done, unsigned bytes
     * @param sweepDone whether nothing is left to sweep
     * @param heapLive the heap now, unsigned bytes
     * @param pagesInUse pages of spans in use
     * @param pagesSwept pages swept since sweeping began
     */
    public void pace(long trigger, boolean sweepDone, long heapLive, long pagesInUse, long pagesSwept) {
        if (sweepDone) {
            sweepPagesPerByte = 0;
            return;
        }
        long heapDistance = trigger - heapLive - MARGIN;
        // Without a floor, a trigger close by would make one allocation sweep everything.
        if (heapDistance < PAGE_SIZE) {
            heapDistance = PAGE_SIZE;
        }
        long pages = pagesInUse - pagesSwept;
        if (pages <= 0) {
            sweepPagesPerByte = 0;
        } else {
            sweepPagesPerByte = (double) pages / (double) heapDistance;
            sweepHeapLiveBasis = heapLive;
            pagesSweptBasis = pagesSwept;
        }
    }

    /**
     * Sweeps what an allocation owes before it gets its memory.
     *
     * @param spanBytes size of the span about to be allocated, unsigned bytes
     * @param callerSweepPages pages that the caller will sweep itself
     * @param heap the heap to sweep; if sweeping changes the basis through {@link #pace}, the debt is computed anew
     * @return spans swept
     */
    public int deductSweepCredit(long spanBytes, long callerSweepPages, SweepWork heap) {
        int swept = 0;
        while (sweepPagesPerByte != 0) {
            long sweptBasis = pagesSweptBasis;
            long target = pagesTarget(spanBytes, callerSweepPages, heap.heapLive());
            boolean repaced = false;
            while (!repaced && target > heap.pagesSwept() - sweptBasis) {
                if (heap.sweepOne() < 0) {
                    sweepPagesPerByte = 0;
                    return swept;
                }
                swept++;
                repaced = pagesSweptBasis != sweptBasis;
            }
            if (!repaced) {
                return swept;
            }
        }
        return swept;
    }

    /**
     * Pages that should have been swept since the basis once an allocation is made; can be negative.
     *
     * @param spanBytes size of the span about to be allocated, unsigned bytes
     * @param callerSweepPages pages that the caller will sweep itself
     * @param heapLive the heap now, unsigned bytes
     */
    public long pagesTarget(long spanBytes, long callerSweepPages, long heapLive) {
        long newHeapLive = spanBytes;
        if (Long.compareUnsigned(sweepHeapLiveBasis, heapLive) < 0) {
            newHeapLive += heapLive - sweepHeapLiveBasis;
        }
        return Amd64.toInt64(sweepPagesPerByte * Amd64.fromUint64(newHeapLive)) - callerSweepPages;
    }

    /**
     * Pages that {@link #deductSweepCredit} would sweep now; not above zero where it would sweep none.
     *
     * @param spanBytes size of the span about to be allocated, unsigned bytes
     * @param callerSweepPages pages that the caller will sweep itself
     * @param heap the heap to sweep
     */
    public long debtPages(long spanBytes, long callerSweepPages, SweepWork heap) {
        return sweepPagesPerByte == 0
                ? 0
                : pagesTarget(spanBytes, callerSweepPages, heap.heapLive()) - (heap.pagesSwept() - pagesSweptBasis);
    }

    /** Pages to sweep per allocated byte; 0 when sweeping is done or needs no help. */
    public double sweepPagesPerByte() {
        return sweepPagesPerByte;
    }

    /** Proportional sweeping is over, because no span was left. */
    public void stop() {
        sweepPagesPerByte = 0;
    }

    /** heapLive when the slope was set, unsigned bytes. */
    public long sweepHeapLiveBasis() {
        return sweepHeapLiveBasis;
    }

    /** Pages swept when the slope was set. */
    public long pagesSweptBasis() {
        return pagesSweptBasis;
    }
}
