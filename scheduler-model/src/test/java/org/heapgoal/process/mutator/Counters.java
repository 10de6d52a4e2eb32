package org.heapgoal.process.mutator;

import org.heapgoal.heap.span.MemoryAccount;

/** The heap's counters and nothing else. */
final class Counters implements MemoryAccount {
    private long heapInUse;
    private long heapFree;
    private long heapReleased;
    private long totalAlloc;
    private long totalFree;
    private long mappedReady;

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
