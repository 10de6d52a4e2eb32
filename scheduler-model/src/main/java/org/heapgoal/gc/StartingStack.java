package org.heapgoal.gc;

/** The stack that goroutines start with: the average of what was scanned ({@code mgcmark.go: gcComputeStartingStackSize}). */
final class StartingStack {
    /** The smallest stack, bytes. */
    static final long SMALLEST = 2048;

    /** Room that every frame chain must keep free ({@code stackguard0}). */
    private static final long GUARD = 928;

    private static final long LARGEST = 1_000_000_000L;

    private StartingStack() {}

    /** A power of two of at least {@link #SMALLEST}. */
    static long bytes(long scannedBytes, long scannedStacks) {
        if (scannedStacks == 0) {
            return SMALLEST;
        }
        long average = Math.max(SMALLEST, Math.min(LARGEST, scannedBytes / scannedStacks + GUARD));
        long power = Long.highestOneBit(average);
        return power == average ? power : power << 1;
    }
}
