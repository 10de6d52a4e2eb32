package org.heapgoal.process.full;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.MetricValue;
import org.heapgoal.recording.RequestRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;
import org.jspecify.annotations.Nullable;

/** Keeps everything that a run records. */
final class Recording implements RunProbe {
    final List<HeapSample> samples = new ArrayList<>();
    final List<CycleRecord> cycles = new ArrayList<>();
    final List<RequestRecord> requests = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    final List<MemStats> memStats = new ArrayList<>();
    Map<String, MetricValue> metrics = Map.of();

    @Nullable
    RunTotals totals;

    FullRun.@Nullable Result result;

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

    /** MemStats at the end of the run. */
    MemStats last() {
        return memStats.get(memStats.size() - 1);
    }
}
