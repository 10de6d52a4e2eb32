package org.heapgoal.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.metric.MetricUnit;
import org.heapgoal.report.PairedDifferences;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.WhatIfResult;

/** The differences of a what-if's settings from its baseline, replication by replication, with confidence intervals. */
public final class PairedTable {
    private static final int WIDTH = 100;

    private static final List<SummaryMetric> METRICS = List.of(
            SummaryMetric.GC_CPU_FRACTION,
            SummaryMetric.PEAK_MAPPED,
            SummaryMetric.PEAK_HEAP_LIVE,
            SummaryMetric.MEAN_HEAP_GOAL,
            SummaryMetric.REQUEST_P99);

    private PairedTable() {}

    /**
     * The table, of whole lines; empty without replications.
     *
     * @param shown the candidates that have a row
     * @param knobs the settings that vary
     */
    static String print(WhatIfResult result, List<RunResult> shown, List<SettingsText.Knob> knobs) {
        List<SummaryMetric> metrics = METRICS.stream()
                .filter(metric -> result.baseline().summary().get(metric).isPresent())
                .toList();
        TextGrid grid = new TextGrid();
        knobs.forEach(knob -> grid.right(knob.name()));
        metrics.forEach(metric -> grid.right(RunTable.label(metric)));
        String rule = "";
        for (RunResult run : shown) {
            Optional<PairedDifferences> paired = PairedDifferences.of(result.baseline(), run);
            if (paired.isPresent()) {
                List<String> cells = new ArrayList<>();
                knobs.forEach(knob -> cells.add(knob.valueOf(run.settings())));
                metrics.forEach(metric -> cells.add(
                        cell(metric, Optional.ofNullable(paired.get().byMetric().get(metric)))));
                grid.row(cells);
                rule = paired.get().rule();
            }
        }
        return rule.isEmpty()
                ? ""
                : Lines.wrap(heading(result), "", WIDTH)
                        + grid.print()
                        + Lines.wrap("±: " + rule.replaceFirst(" \\([\\d to]+ cycles\\)$", "") + ".", "  ", WIDTH)
                        + '\n';
    }

    private static String heading(WhatIfResult result) {
        String what = result.trust().isPresent()
                ? "Differences of the twin's runs from its run under the log's own settings"
                : "Differences from the baseline";
        return what + ", * where the interval leaves out zero:";
    }

    /** A difference with its interval: {@code −5.86 pp ± 0.87 pp *}; missing where not known. */
    static String cell(SummaryMetric metric, Optional<PairedDifferences.Estimate> estimate) {
        return estimate.map(found -> difference(metric, found.mean()) + " ± " + width(metric, found.halfWidth())
                        + (found.significant() ? " *" : "  "))
                .orElse(Figures.MISSING + "  ");
    }

    /** A difference with its sign; of shares in percentage points. */
    public static String difference(SummaryMetric metric, double value) {
        if (metric.unit() == MetricUnit.FRACTION) {
            return Figures.points(value);
        }
        String text = Figures.figure(metric, value);
        if (text.matches("−?0(\\.0+)?( .*)?")) {
            // Less than is shown: no sign.
            return text.replace("−", "");
        }
        return (value > 0 ? "+" : "") + text;
    }

    /** Half of an interval; of shares in percentage points. */
    public static String width(SummaryMetric metric, double value) {
        return metric.unit() == MetricUnit.FRACTION
                ? Figures.number(value * 100) + " pp"
                : Figures.figure(metric, value);
    }
}
