package org.heapgoal.process.full;

import org.heapgoal.sched.StopReason;

/** What the scheduler counts for runtime/metrics ({@code runtime2.go: schedt}). */
final class SchedStats {
    /** The runtime follows every eighth wait of a goroutine ({@code runtime2.go: gTrackingPeriod}). */
    private static final int TRACKING_PERIOD = 8;

    final TimeHistogram gcStopping = new TimeHistogram();
    final TimeHistogram gcTotal = new TimeHistogram();
    final TimeHistogram otherStopping = new TimeHistogram();
    final TimeHistogram otherTotal = new TimeHistogram();
    final TimeHistogram latencies = new TimeHistogram();
    private long waits;
    private long stops;

    /** A goroutine went from runnable to running. */
    void latency(long nanos) {
        if (waits++ % TRACKING_PERIOD == 0) {
            latencies.record(nanos);
        }
    }

    /** How often the world was stopped. */
    long stops() {
        return stops;
    }

    /** The world was stopped. */
    void paused(StopReason reason, long stoppingNanos, long totalNanos) {
        stops++;
        (reason.isGc() ? gcStopping : otherStopping).record(stoppingNanos);
        (reason.isGc() ? gcTotal : otherTotal).record(totalNanos);
    }
}
