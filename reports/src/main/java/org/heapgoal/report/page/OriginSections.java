package org.heapgoal.report.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.Manifest;
import org.heapgoal.report.RunIdentity;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.ShortestDouble;
import org.heapgoal.report.text.Figures;
import org.heapgoal.report.text.RequestText;
import org.heapgoal.report.text.RunTable;
import org.heapgoal.report.text.Shares;

/** The figures, and where they come from: settings, log or fit, level, what is left out, manifest. */
final class OriginSections {
    private final Html html;

    OriginSections(Html html) {
        this.html = html;
    }

    /** Every figure of a run with its meaning. */
    void figures(String title, RunResult run) {
        html.heading("figures", title)
                .raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Figures\">\n")
                .raw("<table class=\"figures\">\n<tbody>\n");
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
        run.replications()
                .ifPresent(replications -> html.element(
                        "p class=\"note\"",
                        "Figures are means of " + Figures.count(replications.count())
                                + " replications; charts and cycles show the first."));
    }

    /** How a twin was made from a log; nothing without one. */
    void fit(Map<String, Object> fit) {
        if (!fit.isEmpty()) {
            html.heading("fit", "How the program's twin was fitted")
                    .raw("<details>\n<summary>The fit report</summary>\n");
            fitValue(fit);
            html.raw("</details>\n");
        }
    }

    /** What a log held; nothing without one. */
    void log(List<String> lines) {
        if (!lines.isEmpty()) {
            html.heading("log", "The log").raw("<pre>");
            lines.forEach(line -> html.text(line).raw("\n"));
            html.raw("</pre>\n");
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

    /** The settings of the run, or of the baseline. */
    void settings(RunResult run) {
        html.heading("settings", "Settings").raw("<dl>\n");
        for (SettingsText.Knob knob : SettingsText.Knob.values()) {
            html.element("dt", knob.name()).element("dd", knob.valueOf(run.settings()));
        }
        RunIdentity identity = run.identity();
        html.element("dt", "Go").element("dd", identity.goVersion().label());
        html.element("dt", "Level").element("dd", identity.level().label());
        html.element("dt", "Source").element("dd", identity.source());
        identity.seed().ifPresent(seed -> html.element("dt", "Seed").element("dd", Long.toString(seed)));
        RunTable.machineLine(run)
                .ifPresent(line -> html.element("dt", "Machine").element("dd", line));
        html.raw("</dl>\n");
    }

    /** What the level, or the log, leaves out. */
    void level(RunResult run) {
        boolean log = run.identity().level() == Level.LOG;
        html.heading(
                "level",
                log
                        ? "What the log does not tell"
                        : "What level " + run.identity().level().label() + " leaves out");
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

    /** The manifest: what to type to make the report again, and from what. */
    void manifest(RunResult run, Manifest manifest) {
        html.heading("origin", "How to make it again").raw("<pre><code>");
        html.text(String.join(" ", manifest.command())).raw("</code></pre>\n<ul>\n");
        html.element("li", "Heapgoal " + manifest.version());
        run.identity().seed().ifPresent(seed -> html.element("li", "seed " + seed));
        run.process()
                .details()
                .ifPresent(details -> html.element(
                        "li",
                        "event digest " + details.digestText() + " of " + Figures.count((double) details.events())
                                + " events"));
        appendInputs(html, manifest);
        html.raw("</ul>\n<p>Files beside this page, as it was written: ");
        for (String file : List.of("result.json", "cycles.csv", "samples.csv", "manifest.json")) {
            html.raw("<a href=\"").text(file).raw("\">").text(file).raw("</a> ");
        }
        html.raw("</p>\n");
    }

    /** Appends an item for each file that a run was made from. */
    static void appendInputs(Html html, Manifest manifest) {
        for (Manifest.Input input : manifest.inputs()) {
            html.raw("<li>")
                    .text(input.name())
                    .raw(" <code class=\"hash\">SHA-256 ")
                    .text(input.sha256());
            html.raw("</code></li>\n");
        }
    }
}
