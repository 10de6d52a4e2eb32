package org.heapgoal.process.full;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.MetricValue;
import org.heapgoal.recording.RequestRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;

/** Keeps everything that a run records. */
final class Recording implements RunProbe {
    final List<HeapSample> samples = new ArrayList<>();
    final List<CycleRecord> cycles = new ArrayList<>();
    final List<RequestRecord> requests = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    final List<MemStats> memStats = new ArrayList<>();
    Map<String, MetricValue> metrics = Map.of();
    RunTotals totals = new RunTotals(0, 0, 0, 0, 0, 0);
    FullRun.Result result = new FullRun.Result(RunOutcome.CANCELLED, 0, 0);

    @Override
    public void onSample(HeapSample sample) {
        samples.add(sample);
    }

    @Override
    public void onCycle(CycleRecord cycle) {
        cycles.add(cycle);
    }

    @Override
    public void onRequest(RequestRecord request) {
        requests.add(request);
    }

    @Override
    public void onTraceLine(long timeNanos, String line) {
        lines.add(line);
    }

    @Override
    public void onMemStats(long timeNanos, MemStats stats) {
        memStats.add(stats);
    }

    @Override
    public void onMetrics(long timeNanos, Map<String, MetricValue> values) {
        metrics = values;
    }

    @Override
    public void onEnd(RunTotals end) {
        totals = end;
    }

    /** A metric that is a whole number. */
    long whole(String name) {
        return ((MetricValue.Whole) metric(name)).value();
    }

    /** A metric that is a real number. */
    double real(String name) {
        return ((MetricValue.Real) metric(name)).value();
    }

    /** A metric that is a distribution. */
    MetricValue.Histogram histogram(String name) {
        return (MetricValue.Histogram) metric(name);
    }

    private MetricValue metric(String name) {
        MetricValue value = metrics.get(name);
        if (value == null) {
            throw new AssertionError("no metric " + name);
        }
        return value;
    }

    /** MemStats at the end of the run. */
    MemStats last() {
        return memStats.get(memStats.size() - 1);
    }
}
