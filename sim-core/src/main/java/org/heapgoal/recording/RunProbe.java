package org.heapgoal.recording;

import java.util.Map;

/**
 * Receives what a run records, in order of simulated time. A probe that keeps what it gets decides how much memory that
 * takes; none of the methods may change the run.
 */
public interface RunProbe {
    /** The heap at one instant; instants never go back. */
    default void onSample(HeapSample sample) {}

    /** Memory and CPU time of the whole process, at the instant of the {@link #onSample} before; not at every level. */
    default void onMachineSample(MachineSample sample) {}

    /** What the Ps did in the window that was asked for, once, before the end of the run; only if something is known. */
    default void onActivity(ActivityWindow window) {}

    /** A cycle has ended. */
    default void onCycle(CycleRecord cycle) {}

    /** A request has ended. */
    default void onRequest(RequestRecord request) {}

    /** The runtime printed a line to standard error, without its end of line. */
    default void onTraceLine(long timeNanos, String line) {}

    /** MemStats at an instant: when the program read them, and once at the end of the run, before {@link #onEnd}. */
    default void onMemStats(long timeNanos, MemStats stats) {}

    /**
     * What runtime/metrics reads at the end of the run, just before the last {@link #onMemStats}.
     *
     * @param metrics values by the metrics' names, in order of the names
     */
    default void onMetrics(long timeNanos, Map<String, MetricValue> metrics) {}

    /** The run is over; nothing follows. */
    default void onEnd(RunTotals totals) {}

    /** A probe that passes everything to both, in this order. */
    default RunProbe and(RunProbe other) {
        RunProbe first = this;
        return new RunProbe() {
            @Override
            public void onSample(HeapSample sample) {
                first.onSample(sample);
                other.onSample(sample);
            }

            @Override
            public void onMachineSample(MachineSample sample) {
                first.onMachineSample(sample);
                other.onMachineSample(sample);
            }

            @Override
            public void onActivity(ActivityWindow window) {
                first.onActivity(window);
                other.onActivity(window);
            }

            @Override
            public void onCycle(CycleRecord cycle) {
                first.onCycle(cycle);
                other.onCycle(cycle);
            }

            @Override
            public void onRequest(RequestRecord request) {
                first.onRequest(request);
                other.onRequest(request);
            }

            @Override
            public void onTraceLine(long timeNanos, String line) {
                first.onTraceLine(timeNanos, line);
                other.onTraceLine(timeNanos, line);
            }

            @Override
            public void onMemStats(long timeNanos, MemStats stats) {
                first.onMemStats(timeNanos, stats);
                other.onMemStats(timeNanos, stats);
            }

            @Override
            public void onMetrics(long timeNanos, Map<String, MetricValue> metrics) {
                first.onMetrics(timeNanos, metrics);
                other.onMetrics(timeNanos, metrics);
            }

            @Override
            public void onEnd(RunTotals totals) {
                first.onEnd(totals);
                other.onEnd(totals);
            }
        };
    }
}
