package org.heapgoal.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.metric.Metric;

/** All figures that reports know, by what they are of. */
public final class DeclaredMetrics {
    private DeclaredMetrics() {}

    /** The declarations in order of output, under what the figures are of: run, cycle, heap, memory, CPU, pacer. */
    public static Map<String, List<Metric>> all() {
        Map<String, List<Metric>> all = new LinkedHashMap<>();
        all.put("run", List.of(SummaryMetric.values()));
        all.put("cycle", List.of(CycleMetric.values()));
        all.put("heap at an instant", List.of(HeapMetric.values()));
        all.put("memory at an instant", List.of(MemoryClass.values()));
        all.put("CPU time of an interval", List.of(CpuKind.values()));
        all.put("pacer in a cycle", List.of(PacerMetric.values()));
        return Collections.unmodifiableMap(all);
    }
}
