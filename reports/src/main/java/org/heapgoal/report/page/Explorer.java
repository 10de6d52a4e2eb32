package org.heapgoal.report.page;

import java.util.List;
import org.heapgoal.report.HeapSamples;
import org.heapgoal.report.KeptCycles;
import org.heapgoal.report.text.Figures;

/** The interactive part: charts over time with a scrubber over the cycles, the selected cycle, and the table of cycles. */
final class Explorer {
    private static final String CONTROLS = """
            <div class="controls">
            <label class="choice" id="run-choice" hidden>Show <select id="run"></select></label>
            <div class="scrub"><label for="scrubber">GC cycle</label>
            <button type="button" id="previous" aria-label="Previous cycle">◀</button>
            <input type="range" id="scrubber" min="0" max="0" value="0">
            <button type="button" id="next" aria-label="Next cycle">▶</button>
            <output id="position" for="scrubber"></output></div>
            <div class="zoom" role="group" aria-label="Zoom">
            <button type="button" id="zoom-in">Zoom in</button>
            <button type="button" id="zoom-out">Zoom out</button>
            <button type="button" id="zoom-cycle">To the cycle</button>
            <button type="button" id="zoom-all">Whole run</button>
            </div>
            </div>
            """;

    private Explorer() {}

    /** Appends the charts and the selected cycle. */
    static void append(Html html, List<PageData.Shown> shown) {
        html.heading("explore", "Over time")
                .raw("<noscript><p class=\"warnings\">The interactive charts need scripts; the charts further down do")
                .raw(" not.</p></noscript>\n<div id=\"explorer\" hidden>\n")
                .raw(CONTROLS)
                .raw(
                        "<p class=\"note controls\">Click a chart or move the slider to select a cycle; drag across a chart to")
                .raw(
                        " zoom, double-click for the whole run. With a chart focused: ← → select, + − zoom, 0 whole run.</p>\n")
                .raw(
                        "<div id=\"plots\"></div>\n<ul id=\"rules\" class=\"legend\" aria-label=\"What set the goal\"></ul>\n");
        for (PageData.Shown one : shown) {
            thinning(html, one);
        }
        html.raw("<section id=\"cycle\" class=\"cycle\" aria-labelledby=\"cycle-title\">\n")
                .raw("<h3 id=\"cycle-title\">The selected cycle</h3>\n")
                .raw("<p id=\"explanation\" aria-live=\"polite\"></p>\n<dl id=\"facts\"></dl>\n</section>\n</div>\n");
    }

    /** Appends the table of cycles, a page at a time. */
    static void appendTable(Html html, List<PageData.Shown> shown) {
        html.heading("cycles", "Cycles")
                .raw("<div id=\"cycles-part\" hidden>\n<div class=\"controls pager\">\n")
                .raw("<button type=\"button\" id=\"first-page\">First</button>\n")
                .raw("<button type=\"button\" id=\"previous-page\">Earlier</button>\n")
                .raw("<span id=\"page\" role=\"status\"></span>\n")
                .raw("<button type=\"button\" id=\"next-page\">Later</button>\n")
                .raw("<button type=\"button\" id=\"last-page\">Last</button>\n</div>\n")
                .raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Cycles\">\n")
                .raw(
                        "<table class=\"numbers\" id=\"cycle-table\"><thead></thead><tbody></tbody></table>\n</div>\n</div>\n");
        for (PageData.Shown one : shown) {
            KeptCycles kept = one.run().cycles();
            if (kept.leftOut() > 0) {
                html.element(
                        "p class=\"note\"",
                        prefix(one) + "the page holds the first "
                                + Figures.count((double) kept.first().size()) + " and the last "
                                + Figures.count((double) kept.last().size()) + " of "
                                + Figures.count((double) kept.total()) + " cycles; cycles.csv holds all.");
            }
        }
        html.raw("<noscript><p>The cycles are in cycles.csv.</p></noscript>\n");
    }

    /** Appends the data and the scripts. */
    static void appendScripts(Html html, String data, List<String> scripts) {
        html.raw("<script type=\"application/json\" id=\"data\">").raw(data).raw("</script>\n");
        scripts.forEach(script -> html.raw("<script>").raw(script).raw("</script>\n"));
    }

    private static void thinning(Html html, PageData.Shown one) {
        HeapSamples heap = one.run().heap();
        String cpu =
                "GC CPU is a mean over each " + Figures.seconds(one.run().cpu().bucketNanos() / 1e9) + ".";
        String samples = heap.thinned()
                ? "the heap is down-sampled: of " + Figures.count((double) heap.recorded()) + " samples the page keeps "
                        + Figures.count((double) heap.samples().size()) + ", in every "
                        + Figures.seconds(heap.bucketNanos() / 1e9)
                        + " the first, the last, the least and the greatest of each line, so no peak is lost. "
                : "all " + Figures.count((double) heap.samples().size()) + " samples of the heap are shown. ";
        html.element("p class=\"note\"", sentence(prefix(one) + samples) + cpu);
    }

    private static String prefix(PageData.Shown one) {
        return one.label().isEmpty() ? "" : one.label() + ": ";
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
