package org.heapgoal.process.full;

import org.heapgoal.heap.span.MemoryAccount;
import org.heapgoal.pacer.MemoryInputs;
import org.heapgoal.sim.units.Amd64;

/**
 * The heap's counters are the pacer's; and whoever obtains memory for the process comes by here, so this is where its peak
 * and the container's limit are seen.
 *
 * <p>Memory that is mapped and not released counts as touched: the runtime maps what it is about to use. The control group
 * is charged that and the memory outside Go.
 */
final class ProcessAccount implements MemoryAccount {
    private final MemoryInputs inputs;
    private final long outsideGoBytes;
    private final long limitBytes;
    private final Runnable overLimit;
    private final double perHeapByte;
    private long peakMapped;
    private long peakInUse;
    private long countedForHeap;

    /**
     * Counters on top of the pacer's.
     *
     * @param outsideGoBytes memory of the process that Go does not know of
     * @param limitBytes the container's limit; {@link Long#MAX_VALUE} for none
     * @param perHeapByte mapped memory for each byte that the heap in use has had at its largest, which nothing else counts
     * @param overLimit called whenever the process's memory reaches a new peak above the limit
     */
    ProcessAccount(MemoryInputs inputs, long outsideGoBytes, long limitBytes, double perHeapByte, Runnable overLimit) {
        this.inputs = inputs;
        this.outsideGoBytes = outsideGoBytes;
        this.limitBytes = limitBytes;
        this.perHeapByte = perHeapByte;
        this.overLimit = overLimit;
    }

    /** The largest {@link #mappedReady} so far. */
    long peakMapped() {
        return peakMapped;
    }

    /** Memory that the container is charged now. */
    long resident() {
        return inputs.mappedReady() + outsideGoBytes;
    }

    /** The largest {@link #resident} so far. */
    long peakResident() {
        return peakMapped + outsideGoBytes;
    }

    @Override
    public long heapInUse() {
        return inputs.heapInUse();
    }

    @Override
    public long heapFree() {
        return inputs.heapFree();
    }

    @Override
    public long heapReleased() {
        return inputs.heapReleased();
    }

    @Override
    public long totalAlloc() {
        return inputs.totalAlloc();
    }

    @Override
    public long totalFree() {
        return inputs.totalFree();
    }

    @Override
    public long mappedReady() {
        return inputs.mappedReady();
    }

    @Override
    public void addHeapInUse(long delta) {
        inputs.addHeapInUse(delta);
        if (perHeapByte > 0 && inputs.heapInUse() > peakInUse) {
            peakInUse = inputs.heapInUse();
            long counted = Amd64.toInt64(perHeapByte * (double) peakInUse);
            addMappedReady(counted - countedForHeap);
            countedForHeap = counted;
        }
    }

    @Override
    public void addHeapFree(long delta) {
        inputs.addHeapFree(delta);
    }

    @Override
    public void addHeapReleased(long delta) {
        inputs.addHeapReleased(delta);
    }

    @Override
    public void addTotalAlloc(long bytes) {
        inputs.addTotalAlloc(bytes);
    }

    @Override
    public void addTotalFree(long bytes) {
        inputs.addTotalFree(bytes);
    }

    @Override
    public void addMappedReady(long delta) {
        inputs.addMappedReady(delta);
        long mapped = inputs.mappedReady();
        if (mapped > peakMapped) {
            peakMapped = mapped;
            if (mapped + outsideGoBytes > limitBytes) {
                overLimit.run();
            }
        }
    }
}
