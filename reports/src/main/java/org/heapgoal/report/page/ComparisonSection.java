package org.heapgoal.report.page;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.metric.MetricUnit;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.TradeOff;
import org.heapgoal.report.WhatIfResult;
import org.heapgoal.report.text.Figures;
import org.heapgoal.report.text.RunTable;
import org.heapgoal.report.text.Shares;
import org.heapgoal.report.text.Verdict;

/** The table of a what-if, and the table of what was predicted beside what was observed. */
final class ComparisonSection {
    private static final List<SummaryMetric> COMPARED = List.of(
            SummaryMetric.DURATION,
            SummaryMetric.NUM_GC,
            SummaryMetric.GC_PER_SECOND,
            SummaryMetric.GC_CPU_FRACTION,
            SummaryMetric.ALLOC_RATE,
            SummaryMetric.MEAN_HEAP_GOAL,
            SummaryMetric.MEAN_HEAP_LIVE_AT_START,
            SummaryMetric.MEAN_HEAP_MARKED,
            SummaryMetric.PEAK_HEAP_LIVE,
            SummaryMetric.PAUSE_TOTAL,
            SummaryMetric.ASSIST_CPU,
            SummaryMetric.BACKGROUND_MARK_CPU,
            SummaryMetric.IDLE_MARK_CPU);

    private final Html html;
    private final TradeOff tradeOff;
    private final List<SettingsText.Knob> knobs;
    private final boolean requests;

    private ComparisonSection(Html html, WhatIfResult result) {
        this.html = html;
        this.tradeOff = TradeOff.of(result);
        this.knobs = SettingsText.varying(result.runs());
        this.requests = result.runs().stream()
                .anyMatch(run -> run.summary().get(SummaryMetric.REQUEST_P99).isPresent());
    }

    /** Appends the baseline beside every other setting. */
    static void append(Html html, WhatIfResult result) {
        new ComparisonSection(html, result).table();
    }

    /** Appends the twin's figures under the log's own settings beside the log's figures. */
    static void appendObserved(Html html, RunResult predicted, RunResult observed) {
        html.heading("observed", "Predicted and observed")
                .element(
                        "p",
                        "The twin under the settings that the log was recorded under, beside the log itself: how far the"
                                + " model is to be trusted for this program.")
                .raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Predicted and observed\">\n")
                .raw("<table class=\"numbers\">\n<thead><tr><th scope=\"col\"></th>")
                .raw("<th scope=\"col\">predicted</th><th scope=\"col\">observed</th>")
                .raw("<th scope=\"col\">difference</th></tr></thead>\n<tbody>\n");
        for (SummaryMetric metric : COMPARED) {
            double left = predicted.summary().valueOrNaN(metric);
            double right = observed.summary().valueOrNaN(metric);
            if (!Double.isNaN(left) && !Double.isNaN(right)) {
                String difference = metric.unit() == MetricUnit.FRACTION
                        ? Figures.points(left - right)
                        : Figures.change(left, right);
                html.raw("<tr><th scope=\"row\">").text(RunTable.label(metric)).raw("</th>");
                for (String cell : List.of(Figures.figure(metric, left), Figures.figure(metric, right), difference)) {
                    html.raw("<td>").text(cell).raw("</td>");
                }
                html.raw("</tr>\n");
            }
        }
        html.raw("</tbody>\n</table>\n</div>\n");
    }

    private void table() {
        html.heading("comparison", "Comparison")
                .raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Comparison\">\n")
                .raw("<table class=\"numbers\">\n<thead><tr>");
        List<String> headers = new ArrayList<>(List.of(""));
        knobs.forEach(knob -> headers.add(knob.name()));
        headers.addAll(List.of("GC CPU", "change", "peak " + Verdict.memoryWord(tradeOff.memory()), "change"));
        headers.addAll(List.of("peak heap", "mean goal", "duration", "GCs", "GCs/s", "assists", "max pause"));
        if (requests) {
            headers.addAll(List.of("p50", "p99"));
        }
        headers.add("goal set by");
        headers.forEach(header -> html.raw("<th scope=\"col\">").text(header).raw("</th>"));
        html.raw("</tr></thead>\n<tbody>\n");
        tradeOff.points().forEach(this::row);
        html.raw("</tbody>\n</table>\n</div>\n");
        html.element(
                "p class=\"note\"",
                "★ no other setting has less GC CPU without more peak memory, or less peak memory without more GC CPU."
                        + " pp: percentage points. Assists: CPU time of mark assists over all CPU time.");
    }

    private void row(TradeOff.Point point) {
        RunResult run = point.run();
        html.raw(point.baseline() ? "<tr class=\"baseline\">" : "<tr>").raw("<th scope=\"row\">");
        html.text(point.baseline() ? "baseline" : "")
                .text(point.pareto() ? " ★" : "")
                .text(run.killed() ? " killed" : "")
                .raw("</th>");
        cells(point, run.summary()).forEach(cell -> html.raw("<td>").text(cell).raw("</td>"));
        String rules = Shares.goalRules(run.counts());
        html.raw("<td class=\"words\">")
                .text(rules.isEmpty() ? Figures.MISSING : rules)
                .raw("</td></tr>\n");
    }

    private List<String> cells(TradeOff.Point point, RunSummary summary) {
        TradeOff.Point base = tradeOff.baseline();
        List<String> cells = new ArrayList<>();
        knobs.forEach(knob -> cells.add(knob.valueOf(point.run().settings())));
        cells.add(Figures.percent(point.cpu()));
        cells.add(point.baseline() ? "" : Figures.points(point.cpu() - base.cpu()));
        cells.add(Figures.bytes(point.memoryBytes()));
        cells.add(point.baseline() ? "" : Figures.change(point.memoryBytes(), base.memoryBytes()));
        cells.add(Figures.bytes(summary.valueOrNaN(SummaryMetric.PEAK_HEAP_LIVE)));
        cells.add(Figures.bytes(summary.valueOrNaN(SummaryMetric.MEAN_HEAP_GOAL)));
        cells.add(Figures.seconds(summary.valueOrNaN(SummaryMetric.DURATION)));
        cells.add(Figures.count(summary.valueOrNaN(SummaryMetric.NUM_GC)));
        cells.add(Figures.number(summary.valueOrNaN(SummaryMetric.GC_PER_SECOND)));
        cells.add(Figures.percent(Shares.assists(point.run())));
        cells.add(Figures.seconds(summary.valueOrNaN(SummaryMetric.MAX_PAUSE)));
        if (requests) {
            cells.add(Figures.seconds(summary.valueOrNaN(SummaryMetric.REQUEST_P50)));
            cells.add(Figures.seconds(summary.valueOrNaN(SummaryMetric.REQUEST_P99)));
        }
        return cells;
    }
}
