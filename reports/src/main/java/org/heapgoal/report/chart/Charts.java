package org.heapgoal.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.heapgoal.recording.Level;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.WhatIfResult;

/** All charts of a result. A chart whose data the recording's level does not have is left out, with the reason. */
public final class Charts {
    private final List<Chart> charts = new ArrayList<>();
    private final List<ChartSet.LeftOut> leftOut = new ArrayList<>();

    private Charts() {}

    /** The charts of one run, or of a real program's log. */
    public static ChartSet of(RunResult run) {
        Charts charts = new Charts();
        charts.addRun(run);
        return charts.set();
    }

    /**
     * The charts of a log's twin, with what really happened beside it.
     *
     * @param predicted a run of the twin
     * @param observed the log
     */
    public static ChartSet of(RunResult predicted, RunResult observed) {
        Charts charts = new Charts();
        charts.addComparison(predicted, observed);
        charts.addRun(predicted);
        return charts.set();
    }

    /** The charts of a what-if: the trade-off, then those of the baseline. */
    public static ChartSet of(WhatIfResult result) {
        Charts charts = new Charts();
        charts.charts.add(TradeOffChart.of(result));
        result.observed().ifPresent(observed -> charts.addComparison(result.baseline(), observed));
        charts.addRun(result.baseline());
        return charts.set();
    }

    private void addRun(RunResult run) {
        charts.add(HeapChart.of(run));
        add("memory", "Memory by use", MemoryChart.missing(run), () -> MemoryChart.of(run));
        charts.add(GcCpuChart.of(run));
        add("latency", "Pauses and request latencies", LatencyChart.missing(run), () -> LatencyChart.of(run));
        add("pacer", "How the pacer did", PacerChart.missing(run), () -> PacerChart.of(run));
        add(
                "activity",
                "What the Ps do",
                ActivityChart.missing(run),
                () -> ActivityChart.of(run, run.timelines().activity().orElseThrow()));
    }

    private void addComparison(RunResult predicted, RunResult observed) {
        if (observed.identity().level() != Level.LOG) {
            throw new IllegalArgumentException("observed is only what a log says, not " + observed.identity());
        }
        add(
                "observed-predicted",
                "Observed and predicted",
                ComparisonChart.missing(predicted, observed),
                () -> ComparisonChart.of(predicted, observed));
    }

    private void add(String name, String title, Optional<String> missing, Supplier<Chart> chart) {
        if (missing.isPresent()) {
            leftOut.add(new ChartSet.LeftOut(name, title, missing.get()));
        } else {
            charts.add(chart.get());
        }
    }

    private ChartSet set() {
        return new ChartSet(charts, leftOut);
    }
}
