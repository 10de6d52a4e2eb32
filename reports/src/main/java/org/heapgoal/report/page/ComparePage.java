package org.heapgoal.report.page;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.report.Manifest;
import org.heapgoal.report.chart.Chart;
import org.heapgoal.report.compare.CompareText;
import org.heapgoal.report.compare.ComparedCycle;
import org.heapgoal.report.compare.ComparedRun;
import org.heapgoal.report.compare.Comparison;
import org.heapgoal.report.compare.DifferenceText;
import org.heapgoal.report.text.RunTable;

/** The page that shows a comparison: first difference, charts on the same axes, figures, and how it came about. */
final class ComparePage {
    private final Html html = new Html();
    private final Comparison comparison;

    private ComparePage(Comparison comparison) {
        this.comparison = comparison;
    }

    static String of(Comparison comparison, List<Chart> charts, Manifest manifest) {
        ComparePage page = new ComparePage(comparison);
        page.head();
        page.firstDifference();
        page.charts(charts);
        page.figures();
        page.origin(manifest);
        return page.html.raw("</main>\n</body>\n</html>\n").toString();
    }

    private void head() {
        String title = comparison
                        .a()
                        .identity()
                        .name()
                        .equals(comparison.b().identity().name())
                ? "Compared: " + comparison.a().identity().name()
                : "Compared: " + comparison.a().identity().name() + " and "
                        + comparison.b().identity().name();
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"generator\" content=\"Heapgoal\">\n")
                .element("title", title + " – Heapgoal")
                .raw("<style>\n")
                .raw(Resource.text("report.css"))
                .raw("</style>\n</head>\n<body>\n<main>\n<header>\n")
                .element("h1", title)
                .element(
                        "p class=\"settings\"",
                        "A: " + RunTable.heading(comparison.a().identity()))
                .element(
                        "p class=\"settings\"",
                        "B: " + RunTable.heading(comparison.b().identity()))
                .raw("</header>\n");
        List<String> sentences = DifferenceText.of(comparison);
        html.element("p class=\"verdict\"", sentences.get(0));
        if (sentences.size() > 1) {
            html.element("p", String.join(" ", sentences.subList(1, sentences.size())));
        }
        List<String> warnings = new ArrayList<>();
        comparison.a().warnings().forEach(warning -> warnings.add("A: " + warning));
        comparison.b().warnings().forEach(warning -> warnings.add("B: " + warning));
        if (!warnings.isEmpty()) {
            html.raw("<section class=\"warnings\" aria-label=\"Warnings\">\n")
                    .element("strong", "Before you trust this");
            html.list(warnings).raw("</section>\n");
        }
    }

    private void firstDifference() {
        comparison.first().ifPresent(first -> {
            List<String> explanations = new ArrayList<>();
            first.a()
                    .map(ComparedCycle::explanation)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> explanations.add("A: " + text));
            first.b()
                    .map(ComparedCycle::explanation)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> explanations.add("B: " + text));
            if (!explanations.isEmpty()) {
                html.heading("first-difference", "The first cycle that differs").list(explanations);
            }
        });
    }

    private void charts(List<Chart> charts) {
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

    private void figures() {
        html.heading("figures", "Figures").raw("<div class=\"wide\">\n<table class=\"numbers\">\n<thead><tr>");
        List<String> headers = new ArrayList<>(List.of("figure", "A", "B", "B − A", "change"));
        comparison.paired().ifPresent(paired -> headers.addAll(List.of("paired B − A", "")));
        headers.forEach(header -> html.raw("<th scope=\"col\">").text(header).raw("</th>"));
        html.raw("</tr></thead>\n<tbody>\n");
        for (Comparison.Delta delta : comparison.deltas()) {
            List<String> cells = CompareText.row(delta, comparison.paired());
            html.raw("<tr><th scope=\"row\">").text(cells.get(0)).raw("</th>");
            cells.subList(1, cells.size())
                    .forEach(cell -> html.raw("<td>").text(cell).raw("</td>"));
            html.raw("</tr>\n");
        }
        html.raw("</tbody>\n</table>\n</div>\n");
        comparison
                .paired()
                .ifPresent(paired -> html.element(
                        "p class=\"note\"",
                        "±: " + paired.rule() + ". A star marks differences whose interval leaves out zero."));
    }

    private void origin(Manifest manifest) {
        html.heading("origin", "How to make it again").raw("<pre><code>");
        html.text(String.join(" ", manifest.command())).raw("</code></pre>\n<ul>\n");
        html.element("li", "Heapgoal " + manifest.version());
        for (ComparedRun run : List.of(comparison.a(), comparison.b())) {
            run.identity()
                    .seed()
                    .ifPresent(seed -> html.element("li", run.identity().name() + ": seed " + seed));
        }
        OriginSections.appendInputs(html, manifest);
        html.raw(
                "</ul>\n<p>Files: <a href=\"result.json\">result.json</a> <a href=\"manifest.json\">manifest.json</a></p>\n");
    }
}
