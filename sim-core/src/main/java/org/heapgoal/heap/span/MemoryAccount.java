package org.heapgoal.heap.span;

/** The counters that the pacer reads and the heap moves ({@code mgcpacer.go: gcControllerState}). */
public interface MemoryAccount {
    long heapInUse();

    long heapFree();

    long heapReleased();

    long totalAlloc();

    long totalFree();

    long mappedReady();

    void addHeapInUse(long delta);

    void addHeapFree(long delta);

    void addHeapReleased(long delta);

    void addTotalAlloc(long bytes);

    void addTotalFree(long bytes);

    void addMappedReady(long delta);
}
