package org.heapgoal.report.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.Band;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.Trust;
import org.heapgoal.report.WhatIfResult;
import org.heapgoal.report.text.Figures;
import org.heapgoal.report.text.RunTable;
import org.heapgoal.report.text.TrustTable;

/** How far a what-if is to be trusted: the intervals beside the figures, what the log cannot tell, what matters most. */
final class TrustSection {
    private static final List<SummaryMetric> CHANGED = List.of(
            SummaryMetric.GC_CPU_FRACTION,
            SummaryMetric.MEAN_HEAP_GOAL,
            SummaryMetric.NUM_GC,
            SummaryMetric.PEAK_MAPPED);

    private TrustSection() {}

    /** Appends sentences and intervals. */
    static void append(Html html, WhatIfResult result, Trust trust) {
        html.heading("trust", "How far to trust it");
        html.list(trust.sentences());
        List<SummaryMetric> metrics =
                Trust.FIGURES.stream().filter(trust::predicts).toList();
        if (metrics.isEmpty()) {
            return;
        }
        List<SettingsText.Knob> knobs = SettingsText.varying(result.runs());
        html.raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Intervals\">\n")
                .raw("<table class=\"numbers\">\n<thead><tr>");
        knobs.forEach(knob -> head(html, knob.name()));
        metrics.forEach(metric -> head(html, RunTable.label(metric)));
        html.raw("</tr></thead>\n<tbody>\n");
        List<RunResult> runs = result.stated();
        for (int i = 0; i < runs.size(); i++) {
            RunResult run = runs.get(i);
            Map<SummaryMetric, Band> bands = trust.bands(i);
            html.raw(i == 0 ? "<tr class=\"baseline\">" : "<tr>");
            knobs.forEach(knob -> cell(html, knob.valueOf(run.settings())));
            metrics.forEach(metric -> interval(html, run, metric, Optional.ofNullable(bands.get(metric))));
            html.raw("</tr>\n");
        }
        html.raw("</tbody>\n</table>\n</div>\n");
        html.element(
                "p class=\"note\"",
                "Below each figure: where a real run's figure is expected with 90 %, by what the log leaves open (an ensemble of "
                        + Figures.count(trust.members())
                        + " twins) and by how far predictions of other programs were off. " + Trust.MOVED);
    }

    /** Appends how much predictions depend on what is open of the twin. */
    static void appendDependences(Html html, Trust trust) {
        if (trust.dependences().isEmpty()) {
            return;
        }
        html.heading("sensitivity", "What the predictions depend on")
                .element(
                        "p",
                        "By how much predictions change, at most over the settings, when one figure of the twin is moved to"
                                + " an end of its range; at level pacer.")
                .raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Sensitivities\">\n")
                .raw("<table class=\"numbers\">\n<thead><tr>");
        List.of("figure", "value", "range").forEach(text -> head(html, text));
        CHANGED.forEach(metric -> head(html, RunTable.label(metric)));
        head(html, "the range is");
        html.raw("</tr></thead>\n<tbody>\n");
        for (Trust.Dependence dependence : trust.dependences()) {
            html.raw("<tr><th scope=\"row\">").text(dependence.figure()).raw("</th>");
            cell(html, dependence.value());
            cell(html, dependence.low() + " to " + dependence.high());
            CHANGED.forEach(metric -> {
                Double change = dependence.changes().get(metric);
                cell(html, change == null ? Figures.MISSING : TrustTable.change(change));
            });
            html.raw("<td class=\"words\">").text(dependence.origin()).raw("</td></tr>\n");
        }
        html.raw("</tbody>\n</table>\n</div>\n");
    }

    /** A figure with its interval below it, so that a row of them fits a narrow page. */
    private static void interval(Html html, RunResult run, SummaryMetric metric, Optional<Band> band) {
        Optional<String> interval = TrustTable.interval(metric, band);
        if (interval.isEmpty()) {
            cell(html, Figures.MISSING);
            return;
        }
        html.raw("<td>")
                .text(Figures.figure(metric, run.summary().valueOrNaN(metric)))
                .raw("<br><small>")
                .text(interval.get())
                .raw("</small></td>");
    }

    private static void head(Html html, String text) {
        html.raw("<th scope=\"col\">").text(text).raw("</th>");
    }

    private static void cell(Html html, String text) {
        html.raw("<td>").text(text).raw("</td>");
    }
}
