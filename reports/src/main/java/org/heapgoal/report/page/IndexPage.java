package org.heapgoal.report.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.heapgoal.report.Manifest;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.WhatIfResult;
import org.heapgoal.report.chart.Chart;
import org.heapgoal.report.chart.ChartSet;
import org.heapgoal.report.text.RunTable;
import org.heapgoal.report.text.Verdict;

/**
 * The page that shows a result, in one file: verdict, comparison, charts, cycles with their explanations, figures, and how
 * the result came about. Styles, scripts, data and charts are inside; a content security policy keeps anything else out.
 */
final class IndexPage {
    private static final Link COMPARISON = new Link("comparison", "Comparison");

    private final Html html = new Html();
    private final String chartsScript = Resource.text("uplot/uPlot.iife.min.js");
    private final String pageScript = Resource.text("report.js");

    private record Link(String id, String text) {}

    private IndexPage() {}

    /** The page of one run, or of a log, of which {@code log} says what it held. */
    static String of(
            RunResult run, List<String> log, List<Drawing> charts, List<ChartSet.LeftOut> leftOut, Manifest manifest) {
        IndexPage page = new IndexPage();
        List<PageData.Shown> shown = List.of(new PageData.Shown("", run));
        page.head(run.identity().name(), RunTable.settingsLine(run.identity()), List.of());
        page.verdict(Verdict.of(run), run.warnings(), run);
        page.body(shown, charts, leftOut);
        OriginSections origin = new OriginSections(page.html);
        origin.figures("Figures", run);
        origin.settings(run);
        origin.log(log);
        origin.level(run);
        origin.manifest(run, manifest);
        return page.foot(shown);
    }

    /** The page of a what-if. */
    static String of(WhatIfResult result, List<Drawing> charts, List<ChartSet.LeftOut> leftOut, Manifest manifest) {
        IndexPage page = new IndexPage();
        RunResult baseline = result.baseline();
        List<String> warnings = new ArrayList<>(result.warnings());
        baseline.warnings().stream()
                .filter(warning -> !warnings.contains(warning))
                .forEach(warnings::add);
        List<PageData.Shown> shown = result.observed()
                .map(log -> List.of(new PageData.Shown("predicted", baseline), new PageData.Shown("observed", log)))
                .orElse(List.of(new PageData.Shown("", baseline)));
        page.head(
                "What if: " + result.input(),
                "Baseline: " + RunTable.settingsLine(baseline.identity()),
                result.trust().isPresent()
                        ? List.of(COMPARISON, new Link("trust", "How far to trust it"))
                        : List.of(COMPARISON));
        page.verdict(Verdict.of(result), warnings, result.stated().get(0));
        ComparisonSection.append(page.html, result);
        result.trust().ifPresent(trust -> TrustSection.append(page.html, result, trust));
        result.observed().ifPresent(log -> ComparisonSection.appendObserved(page.html, baseline, log));
        page.body(shown, charts, leftOut);
        OriginSections origin = new OriginSections(page.html);
        origin.figures(result.trust().isPresent() ? "Figures of the twin's run" : "Figures of the baseline", baseline);
        origin.settings(baseline);
        result.trust().ifPresent(trust -> TrustSection.appendDependences(page.html, trust));
        origin.fit(result.fit());
        origin.level(baseline);
        origin.manifest(baseline, manifest);
        return page.foot(shown);
    }

    private void head(String title, String subtitle, List<Link> first) {
        String policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src "
                + Resource.policyHash(chartsScript) + " " + Resource.policyHash(pageScript)
                + "; base-uri 'none'; form-action 'none'";
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"generator\" content=\"Heapgoal\">\n")
                .element("title", title + " – Heapgoal")
                .raw("<style>\n")
                .raw(Resource.text("uplot/uPlot.min.css"))
                .raw("\n")
                .raw(Resource.text("report.css"))
                .raw(
                        "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the content</a>\n<header>\n<div>\n")
                .element("h1", title)
                .element("p class=\"settings\"", subtitle)
                .raw("</div>\n<label class=\"choice theme\" id=\"theme-choice\" hidden>Theme <select id=\"theme\">")
                .raw("<option value=\"auto\">as the system</option><option value=\"light\">light</option>")
                .raw("<option value=\"dark\">dark</option></select></label>\n</header>\n")
                .raw("<nav aria-label=\"Contents\"><ul>\n");
        first.forEach(link -> link(link.id(), link.text()));
        link("explore", "Over time");
        link("cycles", "Cycles");
        link("charts", "Charts");
        link("figures", "Figures");
        link("settings", "Settings");
        link("level", "What is left out");
        link("origin", "How to make it again");
        html.raw("</ul></nav>\n<main id=\"main\">\n");
    }

    private void link(String id, String text) {
        html.raw("<li><a href=\"#" + id + "\">").text(text).raw("</a></li>\n");
    }

    private void verdict(List<String> verdict, List<String> warnings, RunResult run) {
        html.element("p class=\"verdict\"", verdict.get(0));
        if (verdict.size() > 1) {
            html.element("p", String.join(" ", verdict.subList(1, verdict.size())));
        }
        if (!warnings.isEmpty()) {
            html.raw("<section class=\"warnings\" aria-label=\"Warnings\">\n")
                    .element("strong", "Before you trust this");
            html.list(warnings).raw("</section>\n");
        }
        Headline.append(html, run);
    }

    private void body(List<PageData.Shown> shown, List<Drawing> charts, List<ChartSet.LeftOut> leftOut) {
        Explorer.append(html, shown);
        Explorer.appendTable(html, shown);
        html.heading("charts", "Charts").raw("<div class=\"charts\">\n");
        charts.forEach(this::chart);
        html.raw("</div>\n");
        html.list(leftOut.stream()
                .map(missing -> missing.title() + " is not here: " + missing.reason())
                .toList());
    }

    /** The drawing is inside the page; the links lead to the files for slides and papers. */
    private void chart(Drawing drawing) {
        Chart chart = drawing.chart();
        String file = "charts/" + chart.name();
        html.raw("<figure>\n<img src=\"data:image/svg+xml;base64,")
                .raw(Base64.getEncoder().encodeToString(drawing.svg().getBytes(StandardCharsets.UTF_8)))
                .raw("\" width=\"1280\" height=\"720\" alt=\"")
                .text(chart.title() + ". " + chart.description())
                .raw("\">\n<figcaption><strong>")
                .text(chart.title())
                .raw("</strong> (<a href=\"")
                .text(file + ".svg")
                .raw("\">SVG</a>, <a href=\"")
                .text(file + ".png")
                .raw("\">PNG</a>). ")
                .text(chart.caption())
                .raw("</figcaption>\n</figure>\n");
    }

    private String foot(List<PageData.Shown> shown) {
        html.raw(
                "</main>\n<footer><p>Made by Heapgoal. The interactive charts are drawn by uPlot (MIT licence).</p></footer>\n");
        Explorer.appendScripts(html, PageData.json(shown), List.of(chartsScript, pageScript));
        return html.raw("</body>\n</html>\n").toString();
    }
}
