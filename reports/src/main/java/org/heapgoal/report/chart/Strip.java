package org.heapgoal.report.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.Stretch;
import org.heapgoal.report.TimeBuckets;
import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;

/**
 * A row below charts over time that shows when something went on.
 *
 * @param label what it shows, beside the row
 * @param boxes when; times in nanoseconds, heights 0 to 1
 * @param legend what its colours mean
 * @param note what is to be said of it, without a full stop
 */
record Strip(String label, List<Boxes.Box> boxes, List<LegendItem> legend, Optional<String> note) {
    /** Of more cycles than this a row could not show each. */
    private static final int EACH_CYCLE_UP_TO = 300;

    /** Below this share of a row's height nobody would see that there is something. */
    private static final double LEAST_HEIGHT = 0.15;

    /** Who sees a row that ends before this share of the run asks why. */
    private static final double END_KNOWN = 0.97;

    private static final double ROW_FROM = -0.42;
    private static final double ROW_HEIGHT = 0.84;

    /** When GC cycles ran: each one, or for how much of the time where there are too many. */
    static List<Strip> cycles(RunResult run) {
        List<Boxes.Box> boxes = new ArrayList<>();
        Optional<String> note = Optional.empty();
        if (run.cycles().leftOut() == 0 && run.cycles().total() <= EACH_CYCLE_UP_TO) {
            for (CycleRecord cycle : run.cycles().all()) {
                CycleRecord.Timing timing = cycle.timing();
                boxes.add(new Boxes.Box((double) timing.startNanos(), (double) timing.endNanos(), 0, 1, Palette.CYCLE));
            }
        } else {
            boxes.addAll(shares(run.timelines().stretches(), Stretch.GC_CYCLE, Palette.CYCLE));
            note = Optional.of("the row of GC cycles is as high as the share of time in which one ran");
        }
        return boxes.isEmpty() ? List.of() : List.of(new Strip("GC cycles", boxes, List.of(), note));
    }

    /** When the GC CPU limiter was on; nothing if it never was. */
    static List<Strip> limiter(RunResult run) {
        List<Boxes.Box> boxes = shares(run.timelines().stretches(), Stretch.LIMITER_ON, Palette.VERMILLION);
        return boxes.isEmpty() ? List.of() : List.of(new Strip("limiter on", boxes, List.of(), Optional.empty()));
    }

    /** Which rule set the goal; nothing if that is not known. */
    static List<Strip> rules(RunResult run) {
        List<Boxes.Box> boxes = new ArrayList<>();
        for (RuleBand.Box box : RuleBand.of(run.goalRules())) {
            boxes.add(new Boxes.Box(
                    box.fromNanos(), box.toNanos(), box.fromShare(), box.toShare(), Palette.of(box.rule())));
        }
        if (boxes.isEmpty()) {
            return List.of();
        }
        List<LegendItem> legend = new ArrayList<>();
        for (GoalRule rule : GoalRule.values()) {
            if (run.goalRules().total(rule) > 0) {
                legend.add(ChartStyle.areaItem("goal set by: " + rule.label(), Palette.of(rule)));
            }
        }
        double known = boxes.stream().mapToDouble(Boxes.Box::toX).max().orElse(0);
        double end = run.summary().valueOrNaN(SummaryMetric.DURATION) * 1e9;
        Optional<String> note = known < END_KNOWN * end
                ? Optional.of("a cycle tells which rule set the goal before it: after the last one that is not known")
                : Optional.empty();
        return List.of(new Strip("goal set by", boxes, legend, note));
    }

    /** A box for every interval with some of it, as high as its share of the interval; equal neighbours are one. */
    private static List<Boxes.Box> shares(TimeBuckets<Stretch> stretches, Stretch stretch, Color color) {
        List<Boxes.Box> boxes = new ArrayList<>();
        double length = stretches.bucketNanos();
        for (int bucket = 0; bucket < stretches.size(); bucket++) {
            double share = stretches.nanos(bucket, stretch) / length;
            if (share == 0) {
                continue;
            }
            double height = Math.min(1, Math.max(LEAST_HEIGHT, share));
            double from = bucket * length;
            Boxes.Box last = boxes.isEmpty() ? null : boxes.get(boxes.size() - 1);
            if (last != null && last.toX() == from && last.toY() == height) {
                boxes.set(boxes.size() - 1, new Boxes.Box(last.fromX(), from + length, 0, height, color));
            } else {
                boxes.add(new Boxes.Box(from, from + length, 0, height, color));
            }
        }
        return boxes;
    }

    /** One plot with a row for each strip, the first on top. */
    static XYPlot plot(List<Strip> strips, Scale time) {
        XYPlot plot = new XYPlot();
        ChartStyle.style(plot);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        String[] names = new String[strips.size()];
        List<Boxes.Box> boxes = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            int row = names.length - 1 - i;
            names[row] = strips.get(i).label;
            for (Boxes.Box box : strips.get(i).boxes) {
                boxes.add(new Boxes.Box(
                        time.of(box.fromX()),
                        time.of(box.toX()),
                        row + ROW_FROM + ROW_HEIGHT * box.fromY(),
                        row + ROW_FROM + ROW_HEIGHT * box.toY(),
                        box.color()));
            }
        }
        plot.setRangeAxis(rows(names));
        plot.addAnnotation(new Boxes(boxes));
        return plot;
    }

    /** An axis with a name for each row, the first at the bottom. */
    static SymbolAxis rows(String[] names) {
        SymbolAxis axis = new SymbolAxis(null, names);
        axis.setGridBandsVisible(false);
        axis.setRange(-0.5, names.length - 0.5);
        ChartStyle.style(axis);
        axis.setTickMarksVisible(false);
        axis.setTickLabelFont(ChartFonts.regular(13));
        return axis;
    }
}
