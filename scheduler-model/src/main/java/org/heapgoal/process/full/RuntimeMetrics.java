package org.heapgoal.process.full;

import java.util.Map;
import java.util.TreeMap;
import org.heapgoal.recording.MetricValue;

final class RuntimeMetrics {
    RuntimeMetrics(GoProcess process) {}

    Map<String, MetricValue> read() {
        return new TreeMap<>();
    }
}
