package org.heapgoal.pacer;

/**
 * One P's stack size changes that the controller has not been told of. Small changes wait here, so maxStackScan is up to
 * 8 KiB per P off. Source: {@code mgcpacer.go: addScannableStack}.
 */
public final class ScannableStackBatch {
    private static final long SLACK = 8 << 10;

    private long pending;

    /** An empty batch. */
    public ScannableStackBatch() {}

    /**
     * Records that stacks grew by a signed number of bytes, and hands the batch to the controller once it is large enough.
     */
    public void add(long bytes, GcController controller) {
        pending += bytes;
        if (pending >= SLACK || pending <= -SLACK) {
            controller.addMaxStackScan(pending);
            pending = 0;
        }
    }

    /** Bytes not yet handed over; signed. */
    public long pending() {
        return pending;
    }
}
