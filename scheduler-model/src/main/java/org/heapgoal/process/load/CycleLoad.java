package org.heapgoal.process.load;

import java.util.function.Supplier;

/**
 * The mutator of the runtime's own pacer test: one value of each quantity for each GC cycle. It keeps GOMAXPROCS CPUs
 * busy.
 *
 * @param globalsBytes global variables to scan
 * @param cycles number of cycles to run, 1 to {@link #MAX_CYCLES}
 * @param inputs opens the sequence of per-cycle values, from the first cycle; each call starts afresh
 */
public record CycleLoad(long globalsBytes, int cycles, Supplier<Inputs> inputs) {
    /** The largest number of cycles. */
    public static final int MAX_CYCLES = 1_000_000;

    /** Checks the ranges. */
    public CycleLoad {
        Checks.range("globalsBytes", globalsBytes, 0, TimedLoad.MAX_BYTES);
        Checks.range("cycles", cycles, 1L, MAX_CYCLES);
    }

    /** Values for one cycle after another. */
    @FunctionalInterface
    public interface Inputs {
        /** The next cycle's values. */
        Input next();
    }

    /**
     * What one cycle is given. The model bounds the values as the runtime's test does: rates and growth to at least
     * 0.0001, the fraction to 0 to 1, the stack to whole 2 KiB.
     *
     * @param allocRate KiB allocated per CPU-millisecond of the mutator
     * @param scanRate KiB scanned per CPU-millisecond of marking
     * @param growthRate heap marked in this cycle for each byte of the last cycle's that was not allocated during its mark
     * @param scannableFraction share of heap bytes that must be scanned
     * @param stackBytes goroutine stacks
     */
    public record Input(
            double allocRate, double scanRate, double growthRate, double scannableFraction, double stackBytes) {}
}
