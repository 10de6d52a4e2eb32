package org.heapgoal.pacer;

/**
 * The memory counters that the controller reads to keep a memory limit: unsigned bytes. Source: the {@code sysMemStat}
 * and atomic fields at the end of {@code mgcpacer.go: gcControllerState}.
 */
public final class MemoryInputs {
    private long heapInUse;
    private long heapFree;
    private long heapReleased;
    private long totalAlloc;
    private long totalFree;
    private long mappedReady;

    /** All zero, as at the start of a process. */
    public MemoryInputs() {}

    /** Sets the four counters that the memory-limit goal is computed from. */
    public void set(long heapFreeBytes, long mappedReadyBytes, long totalAllocBytes, long totalFreeBytes) {
        heapFree = heapFreeBytes;
        mappedReady = mappedReadyBytes;
        totalAlloc = totalAllocBytes;
        totalFree = totalFreeBytes;
    }

    /** Bytes in spans in use for the heap. */
    public long heapInUse() {
        return heapInUse;
    }

    /** Bytes in no span and not released to the system. */
    public long heapFree() {
        return heapFree;
    }

    /** Bytes in no span and released to the system. */
    public long heapReleased() {
        return heapReleased;
    }

    /** Bytes of heap objects allocated since the start of the process. */
    public long totalAlloc() {
        return totalAlloc;
    }

    /** Bytes of heap objects freed since the start of the process. */
    public long totalFree() {
        return totalFree;
    }

    /** Address space obtained and usable: everything mapped less what was released. */
    public long mappedReady() {
        return mappedReady;
    }

    /** Bytes of heap objects allocated and not yet freed by sweeping. */
    public long heapAlloc() {
        return totalAlloc - totalFree;
    }

    /**
     * Adds a signed number of bytes to {@link #heapInUse}.
     *
     * @throws IllegalStateException if the counter would leave its range
     */
    public void addHeapInUse(long delta) {
        heapInUse = checkedSum("heapInUse", heapInUse, delta);
    }

    /**
     * Adds a signed number of bytes to {@link #heapFree}.
     *
     * @throws IllegalStateException if the counter would leave its range
     */
    public void addHeapFree(long delta) {
        heapFree = checkedSum("heapFree", heapFree, delta);
    }

    /**
     * Adds a signed number of bytes to {@link #heapReleased}.
     *
     * @throws IllegalStateException if the counter would leave its range
     */
    public void addHeapReleased(long delta) {
        heapReleased = checkedSum("heapReleased", heapReleased, delta);
    }

    /** Adds to {@link #totalAlloc}. */
    public void addTotalAlloc(long bytes) {
        totalAlloc += bytes;
    }

    /** Adds to {@link #totalFree}. */
    public void addTotalFree(long bytes) {
        totalFree += bytes;
    }

    /** Adds a signed number of bytes to {@link #mappedReady}. */
    public void addMappedReady(long delta) {
        mappedReady += delta;
    }

    /** The runtime stops with "sysMemStat overflow" when such a counter would leave [0, 2^63). */
    private static long checkedSum(String counter, long value, long delta) {
        long sum = value + delta;
        if (sum < 0) {
            throw new IllegalStateException(
                    counter + " " + Long.toUnsignedString(value) + " changed by " + delta + " leaves its range");
        }
        return sum;
    }
}
