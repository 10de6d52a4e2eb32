package org.heapgoal.report.page;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.TradeOff;
import org.heapgoal.report.text.Figures;
import org.heapgoal.report.text.Shares;

/** The few numbers that a reader looks for first, each with a word of context. */
final class Headline {
    private static final List<SummaryMetric> MEMORY_BY_PREFERENCE =
            List.of(SummaryMetric.PEAK_RESIDENT, SummaryMetric.PEAK_MAPPED, SummaryMetric.PEAK_HEAP_LIVE);

    private final List<Card> cards = new ArrayList<>();
    private final RunSummary summary;

    private record Card(String name, String value, String note) {}

    private Headline(RunResult run) {
        this.summary = run.summary();
        card(SummaryMetric.GC_CPU_FRACTION, "GC CPU", "of GOMAXPROCS × duration");
        memory(run);
        card(SummaryMetric.MEAN_HEAP_GOAL, "mean heap goal", rules(run));
        card(SummaryMetric.NUM_GC, "GC cycles", figure(SummaryMetric.GC_PER_SECOND));
        if (summary.valueOrNaN(SummaryMetric.NUM_GC) > 0) {
            card(SummaryMetric.MAX_PAUSE, "longest pause", "all: " + figure(SummaryMetric.PAUSE_TOTAL));
            double assists = Shares.assists(run);
            if (!Double.isNaN(assists)) {
                cards.add(new Card("mark assists", Figures.percent(assists), "of GOMAXPROCS × duration"));
            }
        }
        if (summary.valueOrNaN(SummaryMetric.LIMITER_ENABLED) > 0) {
            card(SummaryMetric.LIMITER_ENABLED, "GC CPU limiter on", "of " + figure(SummaryMetric.DURATION));
        }
        card(SummaryMetric.REQUEST_P99, "99 % of requests within", "median " + figure(SummaryMetric.REQUEST_P50));
    }

    /** Appends the numbers of a run. */
    static void append(Html html, RunResult run) {
        html.raw("<dl class=\"cards\">\n");
        for (Card card : new Headline(run).cards) {
            html.raw("<div><dt>").text(card.name()).raw("</dt><dd>").text(card.value());
            if (!card.note().isEmpty()) {
                html.raw(" <small>").text(card.note()).raw("</small>");
            }
            html.raw("</dd></div>\n");
        }
        html.raw("</dl>\n");
    }

    private void memory(RunResult run) {
        SummaryMetric memory = TradeOff.peakMemory(List.of(run));
        if (!MEMORY_BY_PREFERENCE.contains(memory)) {
            return;
        }
        String name = memory == SummaryMetric.PEAK_RESIDENT
                ? "peak RSS"
                : memory == SummaryMetric.PEAK_MAPPED ? "peak mapped memory" : "peak heap";
        String limit = run.settings().hasMemoryLimit()
                ? "GOMEMLIMIT " + SettingsText.Knob.GOMEMLIMIT.valueOf(run.settings())
                : "no GOMEMLIMIT";
        card(memory, name, limit);
    }

    private static String rules(RunResult run) {
        String rules = Shares.goalRules(run.counts());
        return rules.isEmpty() ? "" : "set by " + rules;
    }

    private void card(SummaryMetric metric, String name, String note) {
        if (summary.get(metric).isPresent()) {
            cards.add(new Card(name, figure(metric), note));
        }
    }

    private String figure(SummaryMetric metric) {
        return Figures.figure(metric, summary.valueOrNaN(metric));
    }
}
