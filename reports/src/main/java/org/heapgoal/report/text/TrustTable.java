package org.heapgoal.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.Band;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.Trust;
import org.heapgoal.report.WhatIfResult;

/** How far a what-if is to be trusted, as text: intervals, what they depend on, and what the log cannot tell. */
public final class TrustTable {
    private static final int WIDTH = 100;
    private static final int DEPENDENCES = 5;
    /** Changes smaller than this are nothing to depend on. */
    private static final double TELLING = 0.005;

    private TrustTable() {}

    /**
     * The part of a what-if's text, of whole lines; empty where nothing is known.
     *
     * @param shown the runs that have a row
     * @param knobs the settings that vary
     */
    static String print(WhatIfResult result, List<RunResult> shown, List<SettingsText.Knob> knobs) {
        Optional<Trust> trust = result.trust();
        return trust.isEmpty() ? "" : intervals(result, trust.get(), shown, knobs) + words(trust.get());
    }

    private static String intervals(
            WhatIfResult result, Trust trust, List<RunResult> shown, List<SettingsText.Knob> knobs) {
        List<SummaryMetric> metrics = metrics(trust);
        if (metrics.isEmpty()) {
            return "";
        }
        TextGrid grid = new TextGrid();
        knobs.forEach(knob -> grid.right(knob.name()));
        metrics.forEach(metric -> grid.right(RunTable.label(metric)));
        List<RunResult> runs = result.stated();
        for (int i = 0; i < runs.size(); i++) {
            RunResult run = runs.get(i);
            if (shown.contains(run)) {
                Map<SummaryMetric, Band> bands = trust.bands(i);
                List<String> cells = new ArrayList<>();
                knobs.forEach(knob -> cells.add(knob.valueOf(run.settings())));
                metrics.forEach(metric -> cells.add(
                        interval(metric, Optional.ofNullable(bands.get(metric))).orElse(Figures.MISSING)));
                grid.row(cells);
            }
        }
        return Lines.wrap("Intervals that a real run's figures are expected in with 90 %:", "", WIDTH)
                + grid.print()
                + '\n'
                + Lines.wrap(Trust.MOVED, "", WIDTH)
                + '\n';
    }

    /** The metrics with intervals; of mapped and resident memory the one that tables compare. */
    private static List<SummaryMetric> metrics(Trust trust) {
        return Trust.FIGURES.stream()
                .filter(trust::predicts)
                .filter(metric -> metric != SummaryMetric.PEAK_MAPPED || !trust.predicts(SummaryMetric.PEAK_RESIDENT))
                .toList();
    }

    /** An interval with one unit where both ends have the same: {@code 11.0 to 16.2 %}. */
    public static Optional<String> interval(SummaryMetric metric, Optional<Band> band) {
        return band.map(found -> {
            String low = Figures.figure(metric, found.low());
            String high = Figures.figure(metric, found.high());
            int unit = high.indexOf(' ');
            String ending = unit < 0 ? "" : high.substring(unit);
            return (!ending.isEmpty() && low.endsWith(ending) ? low.substring(0, low.length() - ending.length()) : low)
                    + " to " + high;
        });
    }

    private static String words(Trust trust) {
        StringBuilder text = new StringBuilder();
        List<String> most = trust.dependences().stream()
                .filter(dependence -> dependence.largest() >= TELLING)
                .limit(DEPENDENCES)
                .map(TrustTable::dependence)
                .toList();
        if (!most.isEmpty()) {
            text.append(Lines.wrap("Predictions depend most on " + String.join("; ", most) + ".", "", WIDTH))
                    .append('\n');
        }
        if (!trust.sentences().isEmpty()) {
            text.append("How far to trust it:\n");
            trust.sentences().forEach(sentence -> text.append(Lines.wrap("- " + sentence, "  ", WIDTH)));
            text.append('\n');
        }
        return text.toString();
    }

    private static String dependence(Trust.Dependence dependence) {
        Map.Entry<SummaryMetric, Double> largest = dependence.changes().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow();
        return dependence.figure() + " (" + dependence.value() + ", " + dependence.low() + " to " + dependence.high()
                + " would do: " + change(largest.getValue()) + " " + RunTable.label(largest.getKey()) + ")";
    }

    /** A change either way: {@code ±14 %}. */
    public static String change(double share) {
        return String.format(Locale.ROOT, share < 0.0995 ? "±%.1f %%" : "±%.0f %%", 100 * share);
    }
}
