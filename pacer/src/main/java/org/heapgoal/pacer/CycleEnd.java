package org.heapgoal.pacer;

/**
 * What the controller learned when a cycle ended; the numbers of the pacer's second trace line.
 *
 * @param utilization GC's share of the CPU while marking: a quarter for background workers, which is assumed, plus the
 *     measured assists
 * @param consMarkMeasured whether the cycle gave a cons/mark measurement; not if the heap did not grow since its start
 * @param measuredConsMark the measurement; 0 if there was none
 * @param previousConsMark the estimate that this cycle was planned with
 * @param estimatorReset whether the measurement overflowed the estimator (Go 1.19 only)
 */
public record CycleEnd(
        double utilization,
        boolean consMarkMeasured,
        double measuredConsMark,
        double previousConsMark,
        boolean estimatorReset) {}
