package org.heapgoal.process;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * What ends a run before its load does.
 *
 * @param maxCycles GC cycles after which it stops, at least 1
 * @param maxDurationNanos simulated time after which it stops, at least 1
 * @param cancelled asked many times per second of real time, at least once per cycle and segment of the load; true stops
 *     the run
 * @param progress told the simulated time in nanoseconds when {@code cancelled} is asked; levels whose runs take an
 *     instant do not tell it
 */
public record RunLimits(long maxCycles, long maxDurationNanos, BooleanSupplier cancelled, LongConsumer progress) {
    /** Cycles after which a run stops unless told otherwise. */
    public static final long DEFAULT_MAX_CYCLES = 2_000_000;

    /** Only the default number of cycles. */
    public static final RunLimits DEFAULT = new RunLimits(DEFAULT_MAX_CYCLES, Long.MAX_VALUE, () -> false);

    /** Checks the ranges. */
    public RunLimits {
        if (maxCycles < 1 || maxDurationNanos < 1) {
            throw new IllegalArgumentException(
                    "a run needs at least 1 cycle and 1 ns, not " + maxCycles + " and " + maxDurationNanos);
        }
    }

    /** Limits for somebody who does not watch the progress. */
    public RunLimits(long maxCycles, long maxDurationNanos, BooleanSupplier cancelled) {
        this(maxCycles, maxDurationNanos, cancelled, nanos -> {});
    }

    /** The same limits with another length of simulated time. */
    public RunLimits withMaxDurationNanos(long nanos) {
        return new RunLimits(maxCycles, nanos, cancelled, progress);
    }

    /** The same limits with another way to stop the run from outside. */
    public RunLimits withCancelled(BooleanSupplier other) {
        return new RunLimits(maxCycles, maxDurationNanos, other, progress);
    }

    /** The same limits with somebody who watches the progress. */
    public RunLimits withProgress(LongConsumer other) {
        return new RunLimits(maxCycles, maxDurationNanos, cancelled, other);
    }
}
