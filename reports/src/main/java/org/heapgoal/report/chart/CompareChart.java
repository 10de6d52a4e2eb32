package org.heapgoal.report.chart;

import java.awt.Color;
import java.awt.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.report.compare.ComparedCycle;
import org.heapgoal.report.compare.ComparedRun;
import org.heapgoal.report.compare.Comparison;
import org.heapgoal.report.text.Figures;
import org.heapgoal.report.text.RunTable;
import org.heapgoal.sim.units.Amd64;
import org.jfree.chart.LegendItem;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Two runs on the same axes: the heap and its goal over time, one run above the other, and the goals of both over what
 * was allocated, which aligns them by the work done where the runs differ in speed.
 */
public final class CompareChart {
    private static final String HEAPS_CAPTION = "Both runs on the same axes of time and memory: A above, B below.";
    private static final String GOALS_CAPTION =
            "The goals in force when each had allocated the same amount, so that a faster run does not move them.";

    /** Goals from here on mean that there is none. */
    private static final double NO_GOAL = 0x1p60;

    /** A goal is in the picture if it is at most this many times the heap. */
    private static final double GOAL_IN_PICTURE = 4;

    private static final int COLUMNS = 1_100;

    private final Comparison comparison;
    private final List<LegendItem> legend = new ArrayList<>();

    private CompareChart(Comparison comparison) {
        this.comparison = comparison;
    }

    /** Both charts; plain notices where there is nothing to draw. */
    public static List<Chart> of(Comparison comparison) {
        return List.of(new CompareChart(comparison).heaps(), new CompareChart(comparison).goals());
    }

    private List<String> subtitles() {
        return List.of(
                "A: " + comparison.a().identity().name() + " · "
                        + RunTable.settingsLine(comparison.a().identity()),
                "B: " + comparison.b().identity().name() + " · "
                        + RunTable.settingsLine(comparison.b().identity()));
    }

    private Chart heaps() {
        String name = "compare-heap";
        String title = "Heap and heap goal over time: A above B";
        double end = Math.max(endNanos(comparison.a()), endNanos(comparison.b()));
        if (comparison.a().heap().isEmpty() && comparison.b().heap().isEmpty()) {
            return NoticeChart.of(name, title, HEAPS_CAPTION, subtitles().get(0), "Neither run recorded heap samples.");
        }
        Scale time = Scale.forNanos(end);
        double top = Math.max(top(comparison.a()), top(comparison.b()));
        Scale bytes = Scale.forBytes(top);
        CombinedDomainXYPlot plot =
                new CombinedDomainXYPlot(ChartStyle.axis("time since start (" + time.unit() + ")", 0, time.of(end)));
        plot.setGap(10);
        plot.add(panel("A", comparison.a(), time, bytes, end, top));
        plot.add(panel("B", comparison.b(), time, bytes, end, top));
        String description = "Both over " + Figures.seconds(end / 1e9) + " on the same axes: "
                + String.join(", ", legend.stream().map(LegendItem::getLabel).toList()) + ".";
        return new Chart(name, title, HEAPS_CAPTION, description, ChartStyle.chart(title, subtitles(), plot, legend));
    }

    private XYPlot panel(String label, ComparedRun run, Scale time, Scale bytes, double end, double top) {
        XYPlot plot = new XYPlot();
        ChartStyle.style(plot);
        plot.setRangeAxis(ChartStyle.axis(label + ": memory (" + bytes.unit() + ")", 0, bytes.of(top)));
        List<Line.Point> live = points(run, HeapSample::heapLive, time, bytes);
        add(
                plot,
                "live heap " + label + " (peak " + Figures.bytes(max(run, HeapSample::heapLive)) + ")",
                live,
                time.of(end),
                "A".equals(label) ? Palette.BLUE : Palette.VERMILLION,
                ChartStyle.THIN);
        double goal = max(run, HeapSample::heapGoal);
        if (goal >= NO_GOAL) {
            return plot;
        }
        List<Line.Point> goals = Line.steps(points(run, HeapSample::heapGoal, time, bytes), time.of(endNanos(run)));
        add(
                plot,
                "goal " + label + " (largest " + Figures.bytes(goal) + (goal > top ? ", out of the picture" : "") + ")",
                goals,
                time.of(end),
                Palette.BLACK,
                ChartStyle.MEDIUM);
        return plot;
    }

    private Chart goals() {
        String name = "compare-goals";
        String title = "Heap goal by work done";
        List<Line.Point> a = cycleGoals(comparison.a());
        List<Line.Point> b = cycleGoals(comparison.b());
        if (a.isEmpty() && b.isEmpty()) {
            return NoticeChart.of(
                    name, title, GOALS_CAPTION, subtitles().get(0), "Neither run has a cycle with a heap goal.");
        }
        double top = 0;
        double end = 1;
        for (List<Line.Point> line : List.of(a, b)) {
            for (Line.Point point : line) {
                top = Math.max(top, point.y());
                end = Math.max(end, point.x());
            }
        }
        Scale bytes = Scale.forBytes(top);
        Scale work = Scale.forBytes(end);
        double right = work.of(end);
        XYPlot plot = new XYPlot();
        ChartStyle.style(plot);
        plot.setDomainAxis(ChartStyle.axis("allocated since start (" + work.unit() + ")", 0, right));
        plot.setRangeAxis(ChartStyle.axis("heap goal (" + bytes.unit() + ")", 0, bytes.of(top * 1.06)));
        add(plot, "goal A", scaled(a, work, bytes), right, Palette.BLUE, ChartStyle.MEDIUM);
        add(plot, "goal B", scaled(b, work, bytes), right, Palette.VERMILLION, ChartStyle.DASHED);
        comparison.first().ifPresent(first -> markFirst(plot, first.number(), work));
        String description = "While both allocate " + Figures.bytes(end) + ": "
                + String.join(", ", legend.stream().map(LegendItem::getLabel).toList()) + ".";
        return new Chart(name, title, GOALS_CAPTION, description, ChartStyle.chart(title, subtitles(), plot, legend));
    }

    /** Marks the first cycle that differs where it ends in A, or in B where A has ended. */
    private void markFirst(XYPlot plot, long number, Scale work) {
        List<Double> a = allocated(comparison.a());
        List<Double> ends = number <= a.size() ? a : allocated(comparison.b());
        if (number > ends.size()) {
            return;
        }
        ValueMarker marker = new ValueMarker(work.of(ends.get((int) number - 1)));
        marker.setPaint(Palette.GREY);
        marker.setStroke(ChartStyle.DOTTED);
        plot.addDomainMarker(marker);
        legend.add(ChartStyle.lineItem("first cycle that differs: " + number, Palette.GREY, ChartStyle.DOTTED));
    }

    /** The goal that each cycle ended with, from the end of the cycle before to its own. */
    private static List<Line.Point> cycleGoals(ComparedRun run) {
        List<Line.Point> points = new ArrayList<>();
        List<Double> allocated = allocated(run);
        double from = 0;
        for (int i = 0; i < run.cycles().size(); i++) {
            String cell = run.cycles().get(i).cell(CycleMetric.GOAL);
            if (!cell.isEmpty() && Double.parseDouble(cell) < NO_GOAL) {
                double goal = Double.parseDouble(cell);
                points.add(new Line.Point(from, goal));
                points.add(new Line.Point(allocated.get(i), goal));
            }
            from = allocated.get(i);
        }
        return points;
    }

    /** What a run had allocated at the end of each cycle: its growth from what the cycle before found live. */
    private static List<Double> allocated(ComparedRun run) {
        List<Double> allocated = new ArrayList<>();
        double sum = 0;
        double marked = 0;
        for (ComparedCycle cycle : run.cycles()) {
            String end = cycle.cell(CycleMetric.LIVE_AT_END);
            String live = cycle.cell(CycleMetric.MARKED);
            sum += end.isEmpty() ? 0 : Math.max(0, Double.parseDouble(end) - marked);
            marked = live.isEmpty() ? marked : Double.parseDouble(live);
            allocated.add(sum);
        }
        return allocated;
    }

    private static List<Line.Point> scaled(List<Line.Point> points, Scale work, Scale bytes) {
        return points.stream()
                .map(point -> new Line.Point(work.of(point.x()), bytes.of(point.y())))
                .toList();
    }

    private void add(XYPlot plot, String label, List<Line.Point> line, double end, Color color, Stroke stroke) {
        XYSeries series = new XYSeries(label, false, true);
        Line.minMax(line, 0, end, COLUMNS).forEach(point -> series.add(point.x(), point.y(), false));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, series.getItemCount() < 2);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setSeriesPaint(0, color);
        renderer.setSeriesStroke(0, stroke);
        int index = plot.getDatasetCount() == 1 && plot.getDataset() == null ? 0 : plot.getDatasetCount();
        plot.setDataset(index, new XYSeriesCollection(series));
        plot.setRenderer(index, renderer);
        legend.add(ChartStyle.lineItem(label, color, stroke));
    }

    private static List<Line.Point> points(
            ComparedRun run, ToLongFunction<HeapSample> quantity, Scale time, Scale bytes) {
        return run.heap().stream()
                .map(sample -> new Line.Point(
                        time.of((double) sample.timeNanos()), bytes.of(Amd64.fromUint64(quantity.applyAsLong(sample)))))
                .toList();
    }

    private static double max(ComparedRun run, ToLongFunction<HeapSample> quantity) {
        return run.heap().stream()
                .mapToDouble(sample -> Amd64.fromUint64(quantity.applyAsLong(sample)))
                .max()
                .orElse(0);
    }

    /** The upper end of both panels' scale in bytes. */
    private static double top(ComparedRun run) {
        double heap = Math.max(1024, max(run, HeapSample::heapLive));
        double top = heap;
        for (HeapSample sample : run.heap()) {
            double goal = Amd64.fromUint64(sample.heapGoal());
            if (goal <= heap * GOAL_IN_PICTURE) {
                top = Math.max(top, goal);
            }
        }
        return top * 1.06;
    }

    private static double endNanos(ComparedRun run) {
        List<HeapSample> heap = run.heap();
        double last = heap.isEmpty() ? 0 : (double) heap.get(heap.size() - 1).timeNanos();
        return Math.max(
                1, Math.max(last, run.summary().get(SummaryMetric.DURATION).orElse(0) * 1e9));
    }
}
