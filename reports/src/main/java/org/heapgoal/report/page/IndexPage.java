package org.heapgoal.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.Manifest;
import org.heapgoal.report.RunIdentity;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.ShortestDouble;
import org.heapgoal.report.TradeOff;
import org.heapgoal.report.WhatIfResult;
import org.heapgoal.report.chart.Chart;
import org.heapgoal.report.text.Figures;
import org.heapgoal.report.text.RequestText;
import org.heapgoal.report.text.RunTable;
import org.heapgoal.report.text.Shares;
import org.heapgoal.report.text.Verdict;

/** The page that shows a result: verdict, comparison, charts, figures, and how the result came about. */
final class IndexPage {
    private final Html html = new Html();
    private final Manifest manifest;
    private final List<Chart> charts;

    private IndexPage(Manifest manifest, List<Chart> charts) {
        this.manifest = manifest;
        this.charts = charts;
    }

    /** The page of one run, or of a log. */
    static String of(RunResult run, List<String> log, List<Chart> charts, Manifest manifest) {
        IndexPage page = new IndexPage(manifest, charts);
        page.head(run.identity().name(), RunTable.settingsLine(run.identity()), Verdict.of(run), run.warnings());
        page.charts();
        page.figures("Figures", run);
        page.level(run);
        page.origin(List.of(run));
        return page.foot();
    }

    /** The page of a what-if. */
    static String of(WhatIfResult result, List<Chart> charts, Manifest manifest) {
        IndexPage page = new IndexPage(manifest, charts);
        RunResult baseline = result.baseline();
        List<String> warnings = new ArrayList<>(result.warnings());
        baseline.warnings().stream()
                .filter(warning -> !warnings.contains(warning))
                .forEach(warnings::add);
        page.head(
                "What if: " + result.input(),
                "Baseline: " + RunTable.settingsLine(baseline.identity()),
                Verdict.of(result),
                warnings);
        page.comparison(result);
        page.charts();
        page.figures("Figures of the baseline", baseline);
        page.fit(result.fit());
        page.level(baseline);
        page.origin(result.runs());
        return page.foot();
    }

    private void head(String title, String subtitle, List<String> verdict, List<String> warnings) {
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"generator\" content=\"Heapgoal\">\n")
                .element("title", title + " – Heapgoal")
                .raw("<style>\n")
                .raw(style())
                .raw("</style>\n</head>\n<body>\n<main>\n<header>\n")
                .element("h1", title)
                .element("p class=\"settings\"", subtitle)
                .raw("</header>\n");
        html.element("p class=\"verdict\"", verdict.get(0));
        if (verdict.size() > 1) {
            html.element("p", String.join(" ", verdict.subList(1, verdict.size())));
        }
        if (!warnings.isEmpty()) {
            html.raw("<section class=\"warnings\" aria-label=\"Warnings\">\n")
                    .element("strong", "Before you trust this");
            html.list(warnings).raw("</section>\n");
        }
    }

    private void comparison(WhatIfResult result) {
        TradeOff tradeOff = TradeOff.of(result);
        html.heading("comparison", "Comparison").raw("<div class=\"wide\">\n<table class=\"numbers\">\n<thead><tr>");
        List<String> headers = new ArrayList<>(List.of(""));
        List<SettingsText.Knob> knobs = SettingsText.varying(result.runs());
        knobs.forEach(knob -> headers.add(knob.name()));
        headers.addAll(List.of("GC CPU", "change", "peak " + Verdict.memoryWord(tradeOff.memory()), "change"));
        headers.addAll(List.of("peak heap", "mean goal", "GCs/s", "assists", "max pause"));
        boolean requests = tradeOff.points().stream()
                .anyMatch(point ->
                        point.run().summary().get(SummaryMetric.REQUEST_P99).isPresent());
        if (requests) {
            headers.addAll(List.of("p50", "p99"));
        }
        headers.add("goal set by");
        headers.forEach(header -> html.raw("<th scope=\"col\">").text(header).raw("</th>"));
        html.raw("</tr></thead>\n<tbody>\n");
        tradeOff.points().forEach(point -> comparisonRow(point, tradeOff.baseline(), knobs, requests));
        html.raw("</tbody>\n</table>\n</div>\n");
        html.element(
                "p class=\"note\"",
                "★ no other setting has less GC CPU without more peak memory, or less peak memory without more GC CPU."
                        + " pp: percentage points. Assists: CPU time of mark assists over all CPU time.");
    }

    private void comparisonRow(
            TradeOff.Point point, TradeOff.Point base, List<SettingsText.Knob> knobs, boolean requests) {
        RunResult run = point.run();
        RunSummary summary = run.summary();
        List<String> cells = new ArrayList<>();
        knobs.forEach(knob -> cells.add(knob.valueOf(run.settings())));
        cells.add(Figures.percent(point.cpu()));
        cells.add(point.baseline() ? "" : Figures.points(point.cpu() - base.cpu()));
        cells.add(Figures.bytes(point.memoryBytes()));
        cells.add(point.baseline() ? "" : Figures.change(point.memoryBytes(), base.memoryBytes()));
        cells.add(Figures.bytes(summary.valueOrNaN(SummaryMetric.PEAK_HEAP_LIVE)));
        cells.add(Figures.bytes(summary.valueOrNaN(SummaryMetric.MEAN_HEAP_GOAL)));
        cells.add(Figures.number(summary.valueOrNaN(SummaryMetric.GC_PER_SECOND)));
        cells.add(Figures.percent(Shares.assists(run)));
        cells.add(Figures.seconds(summary.valueOrNaN(SummaryMetric.MAX_PAUSE)));
        if (requests) {
            cells.add(Figures.seconds(summary.valueOrNaN(SummaryMetric.REQUEST_P50)));
            cells.add(Figures.seconds(summary.valueOrNaN(SummaryMetric.REQUEST_P99)));
        }
        html.raw(point.baseline() ? "<tr class=\"baseline\">" : "<tr>").raw("<th scope=\"row\">");
        html.text(point.baseline() ? "baseline" : "")
                .text(point.pareto() ? " ★" : "")
                .text(run.killed() ? " killed" : "")
                .raw("</th>");
        cells.forEach(cell -> html.raw("<td>").text(cell).raw("</td>"));
        String rules = Shares.goalRules(run.counts());
        html.raw("<td class=\"words\">")
                .text(rules.isEmpty() ? Figures.MISSING : rules)
                .raw("</td></tr>\n");
    }

    private void charts() {
        html.heading("charts", "Charts");
        for (Chart chart : charts) {
            String file = "charts/" + chart.name();
            html.raw("<figure>\n<a href=\"")
                    .text(file + ".svg")
                    .raw("\"><img src=\"")
                    .text(file + ".svg");
            html.raw("\" width=\"1280\" height=\"720\" alt=\"").text(chart.title() + ". " + chart.description());
            html.raw("\"></a>\n<figcaption>")
                    .text(chart.title())
                    .raw(" (<a href=\"")
                    .text(file + ".svg");
            html.raw("\">SVG</a>, <a href=\"").text(file + ".png").raw("\">PNG</a>)</figcaption>\n</figure>\n");
        }
    }

    private void figures(String title, RunResult run) {
        html.heading("figures", title).raw("<div class=\"wide\">\n<table class=\"figures\">\n<tbody>\n");
        for (SummaryMetric metric : SummaryMetric.values()) {
            if (run.summary().get(metric).isPresent()) {
                String value = Figures.figure(metric, run.summary().valueOrNaN(metric));
                html.raw("<tr><th scope=\"row\">").text(RunTable.label(metric)).raw("</th><td class=\"value\">");
                html.text(value).raw("</td><td>").text(metric.meaning()).raw(" (<code>");
                html.text(metric.jsonName()).raw("</code>)</td></tr>\n");
            }
        }
        html.raw("</tbody>\n</table>\n</div>\n");
        RequestText.blame(run).forEach(sentence -> html.element("p", sentence));
        String rules = Shares.goalRules(run.counts());
        if (!rules.isEmpty()) {
            html.element("p", "Heap goals were set by: " + rules + ".");
        }
        if (run.cycles().leftOut() > 0) {
            html.element(
                    "p class=\"note\"",
                    "The figures count all "
                            + Figures.count((double) run.cycles().total()) + " cycles.");
        }
    }

    private void fit(Map<String, Object> fit) {
        if (!fit.isEmpty()) {
            html.heading("fit", "How the program's twin was fitted");
            fitValue(fit);
        }
    }

    private void fitValue(Object value) {
        if (value instanceof Map<?, ?> map) {
            html.raw("<dl>\n");
            map.forEach((key, child) -> {
                html.element("dt", String.valueOf(key)).raw("<dd>");
                fitValue(child == null ? Figures.MISSING : child);
                html.raw("</dd>\n");
            });
            html.raw("</dl>\n");
        } else if (value instanceof Collection<?> list) {
            html.raw("<ul>\n");
            for (Object child : list) {
                html.raw("<li>");
                fitValue(child == null ? Figures.MISSING : child);
                html.raw("</li>\n");
            }
            html.raw("</ul>\n");
        } else if (value instanceof Double number) {
            html.text(Double.isFinite(number) ? ShortestDouble.print(number) : Figures.MISSING);
        } else {
            html.text(value.toString());
        }
    }

    private void level(RunResult run) {
        RunIdentity identity = run.identity();
        html.heading("level", "What this shows, and what it leaves out");
        html.element(
                "p",
                "Level " + identity.level().label() + ", Go "
                        + identity.goVersion().label() + "; source: " + identity.source() + ".");
        RunTable.machineLine(run).ifPresent(line -> html.element("p", "Machine: " + line + "."));
        List<String> lines = new ArrayList<>(run.coverage().ignores());
        run.coverage().missingByName().forEach((name, reason) -> lines.add(name + " is not known: " + reason + "."));
        html.list(lines);
        if (run.heap().thinned()) {
            html.element(
                    "p class=\"note\"",
                    "samples.csv keeps, of " + Figures.count((double) run.heap().recorded())
                            + " samples, the first, the last and the extremes of every "
                            + Figures.seconds(run.heap().bucketNanos() / 1e9) + ".");
        }
    }

    private void origin(List<RunResult> runs) {
        html.heading("origin", "How to make it again").raw("<pre><code>");
        html.text(String.join(" ", manifest.command())).raw("</code></pre>\n<ul>\n");
        html.element("li", "Heapgoal " + manifest.version());
        runs.get(0).identity().seed().ifPresent(seed -> html.element("li", "seed " + seed));
        runs.get(0)
                .process()
                .details()
                .ifPresent(details -> html.element(
                        "li",
                        "event digest " + details.digestText() + " of " + Figures.count((double) details.events())
                                + " events"));
        for (Manifest.Input input : manifest.inputs()) {
            html.raw("<li>")
                    .text(input.name())
                    .raw(" <code class=\"hash\">SHA-256 ")
                    .text(input.sha256());
            html.raw("</code></li>\n");
        }
        html.raw("</ul>\n<p>Files: ");
        for (String file : List.of("result.json", "cycles.csv", "samples.csv", "manifest.json")) {
            html.raw("<a href=\"").text(file).raw("\">").text(file).raw("</a> ");
        }
        html.raw("</p>\n");
    }

    private String foot() {
        return html.raw("</main>\n</body>\n</html>\n").toString();
    }

    private static String style() {
        try (InputStream css = IndexPage.class.getResourceAsStream("report.css")) {
            if (css == null) {
                throw new IllegalStateException("the resource report.css is missing");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
