package org.heapgoal.machine;

import java.util.function.DoubleSupplier;

/**
 * That threads of a process gather on some of the cores while others are idle ({@link CoreQueues}).
 *
 * @param share of the threads that are woken from another core than theirs, which is idle, those that are put on their waker's;
 *     from above 0 to 1
 * @param draws a draw from [0, 1) for every chance
 */
public record Gathering(double share, DoubleSupplier draws) {
    /** Checks the range. */
    public Gathering {
        if (!(share > 0) || share > 1) {
            throw new IllegalArgumentException("a share from above 0 to 1, not " + share);
        }
    }
}
