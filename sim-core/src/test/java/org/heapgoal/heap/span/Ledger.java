package org.heapgoal.heap.span;

/** The counters, as plain fields. */
final class Ledger implements MemoryAccount {
    long heapInUse;
    long heapFree;
    long heapReleased;
    long totalAlloc;
    long totalFree;
    long mappedReady;

    @Override
    public long heapInUse() {
        return heapInUse;
    }

    @Override
    public long heapFree() {
        return heapFree;
    }

    @Override
    public long heapReleased() {
        return heapReleased;
    }

    @Override
    public long totalAlloc() {
        return totalAlloc;
    }

    @Override
    public long totalFree() {
        return totalFree;
    }

    @Override
    public long mappedReady() {
        return mappedReady;
    }

    @Override
    public void addHeapInUse(long delta) {
        heapInUse += delta;
    }

    @Override
    public void addHeapFree(long delta) {
        heapFree += delta;
    }

    @Override
    public void addHeapReleased(long delta) {
        heapReleased += delta;
    }

    @Override
    public void addTotalAlloc(long bytes) {
        totalAlloc += bytes;
    }

    @Override
    public void addTotalFree(long bytes) {
        totalFree += bytes;
    }

    @Override
    public void addMappedReady(long delta) {
        mappedReady += delta;
    }
}
