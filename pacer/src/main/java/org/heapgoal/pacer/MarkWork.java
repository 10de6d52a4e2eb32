package org.heapgoal.pacer;

/**
 * Scan work done in the running cycle and the credit that background workers earned by theirs. Signed bytes of scanned
 * memory; zeroed when a cycle starts.
 */
public final class MarkWork {
    private long heapScanWork;
    private long stackScanWork;
    private long globalsScanWork;
    private long bgScanCredit;

    MarkWork() {}

    void reset() {
        heapScanWork = 0;
        stackScanWork = 0;
        globalsScanWork = 0;
        bgScanCredit = 0;
    }

    /** Adds scanned heap bytes. */
    public void addHeapScanWork(long bytes) {
        heapScanWork += bytes;
    }

    /** Adds scanned stack bytes. */
    public void addStackScanWork(long bytes) {
        stackScanWork += bytes;
    }

    /** Adds scanned bytes of global variables. */
    public void addGlobalsScanWork(long bytes) {
        globalsScanWork += bytes;
    }

    /** Adds to the credit that assists may take; negative to take from it. */
    public void addBgScanCredit(long bytes) {
        bgScanCredit += bytes;
    }

    /** Heap bytes scanned in this cycle. */
    public long heapScanWork() {
        return heapScanWork;
    }

    /** Stack bytes scanned in this cycle. */
    public long stackScanWork() {
        return stackScanWork;
    }

    /** Bytes of global variables scanned in this cycle. */
    public long globalsScanWork() {
        return globalsScanWork;
    }

    /** Credit that assists may take instead of working; can be below zero. */
    public long bgScanCredit() {
        return bgScanCredit;
    }

    /** All scan work of this cycle. */
    public long total() {
        return heapScanWork + stackScanWork + globalsScanWork;
    }
}
