package org.heapgoal.report.chart;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heapgoal.recording.ActivitySlice;
import org.heapgoal.recording.ActivityWindow;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.PActivity;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.text.Figures;
import org.heapgoal.report.text.RunTable;
import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;

/**
 * What every P did in a window, one row a P. Where a P did several things in the time that a column stands for, the column
 * is split by their shares, so that nothing short is hidden.
 */
final class ActivityChart {
    private static final String CAPTION =
            "One row for each P (the right to run Go code). Where a P changed faster than a picture can show, a column is"
                    + " split by the shares of what it did.";

    /** Boxes that a chart may have at most, about; with many Ps columns are wider. */
    private static final int MOST_CELLS = 12_000;

    private static final int MOST_COLUMNS = 1_000;
    private static final double ROW_HEIGHT = 0.86;
    private static final double SAME = 1e-9;

    private final RunResult run;
    private final ActivityWindow window;
    private final Scale time;
    private final double origin;
    private final int columns;

    private ActivityChart(RunResult run, ActivityWindow window) {
        this.run = run;
        this.window = window;
        double length = (double) (window.toNanos() - window.fromNanos());
        this.time = Scale.forNanos(length);
        this.origin = window.fromNanos();
        this.columns = Math.max(50, Math.min(MOST_COLUMNS, MOST_CELLS / window.ps()));
    }

    /** Why a run has no such chart; nothing if it has one. */
    static Optional<String> missing(RunResult run) {
        if (run.timelines().activity().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                run.identity().level() == Level.FULL
                        ? "The run did not reach the window asked for."
                        : "Which P does what is known at level full only.");
    }

    /** The chart of a run that has a window. */
    static Chart of(RunResult run, ActivityWindow window) {
        return new ActivityChart(run, window).build();
    }

    private Chart build() {
        XYPlot plot = new XYPlot();
        ChartStyle.style(plot);
        plot.setRangeGridlinesVisible(false);
        double length = (double) (window.toNanos() - window.fromNanos());
        NumberAxis axis = ChartStyle.axis(
                "time since " + Figures.seconds(origin / 1e9) + " (" + time.unit() + ")", 0, time.of(length));
        plot.setDomainAxis(axis);
        String[] names = new String[window.ps()];
        for (int p = 0; p < names.length; p++) {
            names[names.length - 1 - p] = "P" + p;
        }
        SymbolAxis rows = Strip.rows(names);
        plot.setRangeAxis(rows);
        Map<PActivity, Double> totals = totals();
        plot.addAnnotation(new Boxes(boxes()));
        List<LegendItem> legend = new ArrayList<>();
        totals.forEach((activity, nanos) -> {
            double share = nanos / (length * window.ps());
            String label = activity.label() + " (" + Figures.percent(share) + ")";
            legend.add(
                    activity == PActivity.IDLE
                            ? ChartStyle.outlinedItem("white: " + label)
                            : ChartStyle.areaItem(label, Palette.of(activity)));
        });
        List<String> lines = new ArrayList<>();
        lines.add(RunTable.settingsLine(run.identity()));
        lines.add(
                "Note: " + window.choice() + "; a column stands for " + Figures.seconds(length / columns / 1e9) + ".");
        String title = "What the Ps do: " + run.identity().name();
        return new Chart(
                "activity", title, CAPTION, description(length, legend), ChartStyle.chart(title, lines, plot, legend));
    }

    private String description(double length, List<LegendItem> legend) {
        List<String> parts = legend.stream().map(LegendItem::getLabel).toList();
        return "From " + Figures.seconds(origin / 1e9) + " on, for " + Figures.seconds(length / 1e9) + ", on "
                + window.ps() + (window.ps() == 1 ? " P: " : " Ps: ") + String.join(", ", parts) + ".";
    }

    private Map<PActivity, Double> totals() {
        Map<PActivity, Double> totals = new EnumMap<>(PActivity.class);
        window.slices()
                .forEach(slice ->
                        totals.merge(slice.activity(), (double) (slice.toNanos() - slice.fromNanos()), Double::sum));
        return totals;
    }

    private List<Boxes.Box> boxes() {
        List<Boxes.Box> boxes = new ArrayList<>();
        for (int p = 0; p < window.ps(); p++) {
            double[][] shares = shares(p);
            for (PActivity activity : PActivity.values()) {
                if (activity != PActivity.IDLE) {
                    addRow(boxes, p, activity, shares);
                }
            }
        }
        return boxes;
    }

    /** One activity of a P, column by column; equal neighbours are one box. */
    private void addRow(List<Boxes.Box> boxes, int p, PActivity activity, double[][] shares) {
        int own = activity.ordinal();
        int start = 0;
        while (start < columns) {
            int end = start + 1;
            while (end < columns && same(shares[start], shares[end], own)) {
                end++;
            }
            if (shares[start][own] > SAME) {
                double below = below(shares[start], own);
                double bottom = window.ps() - 1 - p - ROW_HEIGHT / 2;
                boxes.add(new Boxes.Box(
                        place(start),
                        place(end),
                        bottom + ROW_HEIGHT * below,
                        bottom + ROW_HEIGHT * (below + shares[start][own]),
                        Palette.of(activity)));
            }
            start = end;
        }
    }

    private static boolean same(double[] a, double[] b, int own) {
        return Math.abs(a[own] - b[own]) < SAME && Math.abs(below(a, own) - below(b, own)) < SAME;
    }

    private static double below(double[] shares, int own) {
        double sum = 0;
        for (int i = 0; i < own; i++) {
            sum += shares[i];
        }
        return sum;
    }

    private double place(int column) {
        return time.of((window.toNanos() - origin) * column / columns);
    }

    /** For each column the share of every activity. */
    private double[][] shares(int p) {
        double[][] shares = new double[columns][PActivity.values().length];
        double width = (window.toNanos() - origin) / columns;
        for (ActivitySlice slice : window.slices()) {
            if (slice.p() != p) {
                continue;
            }
            double from = (slice.fromNanos() - origin) / width;
            double to = (slice.toNanos() - origin) / width;
            for (int column = (int) Math.floor(from); column < Math.min(columns, to); column++) {
                double covered = Math.min(to, column + 1.0) - Math.max(from, column);
                shares[column][slice.activity().ordinal()] += Math.max(0, covered);
            }
        }
        return shares;
    }
}
