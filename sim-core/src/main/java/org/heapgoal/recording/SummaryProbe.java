package org.heapgoal.recording;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Set;

/**
 * Adds up a run's summary while it runs, in constant memory. Sums of CPU time and pauses are kept in whole nanoseconds,
 * so the order of cycles cannot change a digit.
 */
public final class SummaryProbe implements RunProbe {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Set<SummaryMetric> notModelled;
    private long cycles;
    private long forcedCycles;
    private long assistNanos;
    private long backgroundNanos;
    private long idleNanos;
    private long pauseNanos;
    private long maxPauseNanos;
    private long pauseCpuNanos;
    private long coveredUntilNanos;
    private double availableNanos;
    private double goalSum;
    private double liveAtStartSum;
    private double markedSum;
    private int lastMaxProcs;
    private final RequestLatencies requests = new RequestLatencies();
    private RunTotals totals = new RunTotals(0, 0, 0, 0, 0, 0);

    /**
     * A probe for one run.
     *
     * @param maxProcs GOMAXPROCS at the start of the run, at least 1
     * @param notModelled figures that the run's level does not model
     */
    public SummaryProbe(int maxProcs, Set<SummaryMetric> notModelled) {
        this.lastMaxProcs = maxProcs;
        this.notModelled = notModelled.isEmpty() ? EnumSet.noneOf(SummaryMetric.class) : EnumSet.copyOf(notModelled);
    }

    @Override
    public void onCycle(CycleRecord cycle) {
        cycles++;
        if (cycle.cause() == CycleCause.FORCED) {
            forcedCycles++;
        }
        assistNanos += cycle.cpu().assistNanos();
        backgroundNanos += cycle.cpu().backgroundNanos();
        idleNanos += cycle.cpu().idleNanos();
        pauseNanos += cycle.timing().pauseNanos();
        maxPauseNanos = Math.max(maxPauseNanos, cycle.timing().pauseNanos());
        pauseCpuNanos += cycle.timing().pauseNanos() * cycle.maxProcs();
        goalSum += cycle.heap().goal();
        liveAtStartSum += cycle.heap().liveAtStart();
        markedSum += cycle.heap().marked();
        long end = cycle.timing().endNanos();
        availableNanos += (double) (end - coveredUntilNanos) * cycle.maxProcs();
        coveredUntilNanos = end;
        lastMaxProcs = cycle.maxProcs();
    }

    @Override
    public void onRequest(RequestRecord request) {
        requests.add(request);
    }

    @Override
    public void onEnd(RunTotals end) {
        totals = end;
    }

    /** The figures so far; complete once the run has ended. */
    public RunSummary summary() {
        EnumMap<SummaryMetric, Double> values = new EnumMap<>(SummaryMetric.class);
        double seconds = totals.durationNanos() / NANOS_PER_SECOND;
        values.put(SummaryMetric.DURATION, seconds);
        values.put(SummaryMetric.NUM_GC, (double) cycles);
        values.put(SummaryMetric.NUM_FORCED_GC, (double) forcedCycles);
        values.put(SummaryMetric.GC_PER_SECOND, ratio((double) cycles, seconds));
        values.put(
                SummaryMetric.GC_CPU_FRACTION,
                ratio(
                        (double) (assistNanos + backgroundNanos + pauseCpuNanos),
                        availableNanos + (double) (totals.durationNanos() - coveredUntilNanos) * lastMaxProcs));
        values.put(SummaryMetric.ALLOC_RATE, ratio((double) totals.allocatedBytes(), seconds));
        if (cycles > 0) {
            values.put(SummaryMetric.MEAN_HEAP_GOAL, goalSum / cycles);
            values.put(SummaryMetric.MEAN_HEAP_LIVE_AT_START, liveAtStartSum / cycles);
            values.put(SummaryMetric.MEAN_HEAP_MARKED, markedSum / cycles);
        }
        values.put(SummaryMetric.PEAK_HEAP_LIVE, (double) totals.peakHeapLiveBytes());
        values.put(SummaryMetric.PEAK_MAPPED, (double) totals.peakMappedBytes());
        values.put(SummaryMetric.PEAK_RESIDENT, (double) totals.peakResidentBytes());
        values.put(SummaryMetric.PAUSE_TOTAL, pauseNanos / NANOS_PER_SECOND);
        values.put(SummaryMetric.MAX_PAUSE, maxPauseNanos / NANOS_PER_SECOND);
        values.put(SummaryMetric.ASSIST_CPU, assistNanos / NANOS_PER_SECOND);
        values.put(SummaryMetric.BACKGROUND_MARK_CPU, backgroundNanos / NANOS_PER_SECOND);
        values.put(SummaryMetric.IDLE_MARK_CPU, idleNanos / NANOS_PER_SECOND);
        values.put(SummaryMetric.LIMITER_ENABLED, totals.limiterEnabledNanos() / NANOS_PER_SECOND);
        putRequests(values);
        notModelled.forEach(values::remove);
        return new RunSummary(values);
    }

    /** The latencies of the requests so far. */
    public RequestLatencies requests() {
        return requests;
    }

    /** A run without requests has their number, and no latencies. */
    private void putRequests(EnumMap<SummaryMetric, Double> values) {
        values.put(SummaryMetric.NUM_REQUESTS, (double) requests.count());
        if (requests.count() > 0) {
            values.put(SummaryMetric.REQUEST_P50, requests.percentileNanos(0.5) / NANOS_PER_SECOND);
            values.put(SummaryMetric.REQUEST_P90, requests.percentileNanos(0.9) / NANOS_PER_SECOND);
            values.put(SummaryMetric.REQUEST_P99, requests.percentileNanos(0.99) / NANOS_PER_SECOND);
            values.put(SummaryMetric.REQUEST_P999, requests.percentileNanos(0.999) / NANOS_PER_SECOND);
            values.put(SummaryMetric.REQUEST_MAX, requests.longestNanos() / NANOS_PER_SECOND);
        }
    }

    private static double ratio(double part, double whole) {
        return whole > 0 ? part / whole : 0;
    }
}
