package org.heapgoal.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.metric.Metric;

/**
 * What a recording does not cover, and why. A figure named here is printed as missing, never as zero.
 *
 * @param missingFigures figures of the summary that the level does not model or the log does not show, with the reason
 * @param missingCycleFigures the same for the figures of single cycles
 * @param ignores what the level leaves out altogether, one sentence each
 */
public record Coverage(
        Map<SummaryMetric, String> missingFigures, Map<CycleMetric, String> missingCycleFigures, List<String> ignores) {
    /** Copies the arguments; the maps keep the order of declaration. */
    public Coverage {
        EnumMap<SummaryMetric, String> figures = new EnumMap<>(SummaryMetric.class);
        figures.putAll(missingFigures);
        EnumMap<CycleMetric, String> cycleFigures = new EnumMap<>(CycleMetric.class);
        cycleFigures.putAll(missingCycleFigures);
        missingFigures = Collections.unmodifiableMap(figures);
        missingCycleFigures = Collections.unmodifiableMap(cycleFigures);
        ignores = List.copyOf(ignores);
    }

    /** A recording with every figure. */
    public static Coverage complete() {
        return new Coverage(Map.of(), Map.of(), List.of());
    }

    /** Whether a figure of cycles is covered, or the quantity of samples that has the same name. */
    public boolean covers(Metric metric) {
        if (metric instanceof CycleMetric cycleMetric) {
            return !missingCycleFigures.containsKey(cycleMetric);
        }
        return missingCycleFigures.keySet().stream()
                .noneMatch(missing -> missing.fieldName().equals(metric.fieldName()));
    }

    /** All missing figures by their names in JSON and CSV, those of the summary first. */
    public Map<String, String> missingByName() {
        Map<String, String> byName = new LinkedHashMap<>();
        missingFigures.forEach((metric, reason) -> byName.put(metric.topName(), reason));
        missingCycleFigures.forEach((metric, reason) -> byName.putIfAbsent(metric.fieldName(), reason));
        return Collections.unmodifiableMap(byName);
    }
}
