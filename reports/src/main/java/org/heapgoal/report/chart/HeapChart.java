package org.heapgoal.report.chart;

import java.awt.Color;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.text.Figures;
import org.heapgoal.report.text.RunTable;
import org.heapgoal.sim.units.Amd64;
import org.heapgoal.sim.units.ByteSize;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/**
 * The heap over time: the saw-tooth of the live heap, trigger, goal, mapped memory and memory limit, above a band that
 * shows which rule set the goal.
 *
 * <p>The scale follows the heap and the memory. A goal or a limit far above them leaves the picture rather than pressing
 * the saw-tooth flat; a line below the title then says how large it is.
 */
public final class HeapChart {
    private static final String CAPTION =
            "The live heap grows until a GC cycle starts near the trigger and drops to what the cycle found live. The band"
                    + " below shows which rule set the goal.";

    /** A goal is in the picture if it is at most this many times the memory. */
    private static final double GOAL_IN_PICTURE = 4;

    /** A limit is in the picture if it is at most this many times everything else. */
    private static final double LIMIT_IN_PICTURE = 2.5;

    /** From here on a goal means that there is none. */
    private static final double NO_GOAL = 0x1p60;

    private static final int COLUMNS = 1_100;

    /** A line of more points than this would be a solid block. */
    private static final int DENSE_FROM = 1_600;

    private static final int BAND_COLUMNS = 275;
    private static final float LIVE_BAND_ALPHA = 0.45f;
    private static final float BAND_ALPHA = 0.1f;

    private final RunResult run;
    private final List<HeapSample> samples;
    private final Scale time;
    private final double endNanos;
    private final List<String> notes = new ArrayList<>();
    private final List<LegendItem> legend = new ArrayList<>();
    private boolean bands;

    private HeapChart(RunResult run) {
        this.run = run;
        this.samples = run.heap().samples();
        double last = samples.isEmpty() ? 0 : samples.get(samples.size() - 1).timeNanos();
        double duration = run.summary().get(SummaryMetric.DURATION).orElse(0) * 1e9;
        this.endNanos = Math.max(1, Math.max(last, duration));
        this.time = Scale.forNanos(endNanos);
    }

    /** The chart of a run; a plain notice where nothing was recorded. */
    public static Chart of(RunResult run) {
        return new HeapChart(run).build();
    }

    private Chart build() {
        String title = "Heap and heap goal: " + run.identity().name();
        String name = "heap-goal";
        if (samples.isEmpty()) {
            return NoticeChart.of(name, title, CAPTION, subtitle(), "This run recorded no heap samples.");
        }
        double top = top();
        Scale bytes = Scale.forBytes(top);
        XYPlot heap = heapPlot(bytes, top);
        NumberAxis timeAxis = ChartStyle.axis("time since start (" + time.unit() + ")", 0, time.of(endNanos));
        CombinedDomainXYPlot plot = new CombinedDomainXYPlot(timeAxis);
        plot.setGap(8);
        plot.add(heap, 20);
        if (run.goalRules().size() > 0) {
            plot.add(rulePlot(), 1);
        }
        if (run.heap().thinned()) {
            notes.add("of " + Figures.count((double) run.heap().recorded())
                    + " samples the extremes of every "
                    + Figures.seconds(run.heap().bucketNanos() / 1e9)
                    + " are drawn");
        }
        List<String> lines = new ArrayList<>();
        lines.add(subtitle());
        if (!notes.isEmpty()) {
            lines.add("Note: " + String.join("; ", notes) + ".");
        }
        JFreeChart chart = ChartStyle.chart(title, lines, plot, legend);
        return new Chart(name, title, CAPTION, description(), chart);
    }

    private String subtitle() {
        return RunTable.settingsLine(run.identity());
    }

    private String description() {
        List<String> parts = new ArrayList<>();
        legend.forEach(item -> parts.add(item.getLabel()));
        return "Over " + Figures.seconds(endNanos / 1e9) + ": " + String.join(", ", parts) + ".";
    }

    private XYPlot heapPlot(Scale bytes, double top) {
        XYPlot plot = new XYPlot();
        ChartStyle.style(plot);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setRangeAxis(ChartStyle.axis("memory (" + bytes.unit() + ")", 0, bytes.of(top)));
        boolean dense = run.summary().get(SummaryMetric.NUM_GC).orElse(0) > 150;
        double peakLive = max(HeapSample::heapLive);
        add(
                plot,
                "live heap (peak " + Figures.bytes(peakLive) + ")",
                points(HeapSample::heapLive, bytes),
                Palette.BLUE,
                dense ? ChartStyle.THIN : ChartStyle.MEDIUM);
        double peakMapped = max(HeapSample::mappedBytes);
        if (run.coverage().covers(CycleMetric.MAPPED) && peakMapped > 0) {
            add(
                    plot,
                    "mapped memory (peak " + Figures.bytes(peakMapped) + ")",
                    points(HeapSample::mappedBytes, bytes),
                    Palette.GREEN,
                    ChartStyle.MEDIUM);
        }
        addGoals(plot, bytes, top);
        addLimit(plot, bytes, top);
        return plot;
    }

    private void addGoals(XYPlot plot, Scale bytes, double top) {
        HeapSample last = samples.get(samples.size() - 1);
        boolean noGoal = min(HeapSample::heapGoal) >= NO_GOAL;
        if (run.coverage().covers(CycleMetric.TRIGGER) && !noGoal) {
            String label = "trigger (at the end " + Figures.bytes(Amd64.fromUint64(last.trigger())) + ")";
            add(plot, label, steps(HeapSample::trigger, bytes), Palette.ORANGE, ChartStyle.DASHED);
        }
        if (noGoal) {
            notes.add("there is no heap goal: GOGC is off and no memory limit is set");
            return;
        }
        String label = "heap goal (at the end " + Figures.bytes(Amd64.fromUint64(last.heapGoal())) + ")";
        add(plot, label, steps(HeapSample::heapGoal, bytes), Palette.BLACK, ChartStyle.MEDIUM);
        double peak = max(HeapSample::heapGoal);
        if (peak > top) {
            notes.add("the heap goal goes up to " + Figures.bytes(peak) + ", out of the picture");
        }
    }

    private void addLimit(XYPlot plot, Scale bytes, double top) {
        if (!run.settings().hasMemoryLimit()) {
            return;
        }
        double limit = (double) run.settings().memoryLimitBytes();
        String text = ByteSize.print(run.settings().memoryLimitBytes());
        if (limit > top) {
            notes.add("the memory limit of " + text + " lies above the picture");
            return;
        }
        double y = bytes.of(limit);
        List<Line.Point> line = List.of(new Line.Point(0, y), new Line.Point(time.of(endNanos), y));
        add(plot, "memory limit (" + text + ")", line, Palette.VERMILLION, ChartStyle.LONG_DASHED);
    }

    /** Adds a line; later ones are drawn above earlier ones. */
    private void add(XYPlot plot, String label, List<Line.Point> line, Color color, Stroke stroke) {
        double end = time.of(endNanos);
        List<Line.Point> thin = Line.minMax(line, 0, end, COLUMNS);
        if (thin.size() > DENSE_FROM) {
            addBand(plot, label, Line.ranges(line, 0, end, BAND_COLUMNS), color);
            return;
        }
        XYSeries series = new XYSeries(label, false, true);
        thin.forEach(point -> series.add(point.x(), point.y(), false));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, series.getItemCount() < 2);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setSeriesPaint(0, color);
        renderer.setSeriesStroke(0, stroke);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-4, -4, 8, 8));
        int index = legend.size();
        plot.setDataset(index, new XYSeriesCollection(series));
        plot.setRenderer(index, renderer);
        legend.add(ChartStyle.lineItem(label, color, stroke));
    }

    /** Adds a line that goes up and down several times a pixel: its range as a band, with its upper edge as the line. */
    private void addBand(XYPlot plot, String label, List<Line.Range> ranges, Color color) {
        YIntervalSeries series = new YIntervalSeries(label, false, true);
        ranges.forEach(range -> series.add(range.x(), range.high(), range.low(), range.high()));
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        data.addSeries(series);
        DeviationRenderer renderer = new DeviationRenderer(true, false);
        renderer.setAlpha(legend.isEmpty() ? LIVE_BAND_ALPHA : BAND_ALPHA);
        renderer.setSeriesFillPaint(0, color);
        renderer.setSeriesPaint(0, color);
        renderer.setSeriesStroke(0, ChartStyle.MEDIUM);
        int index = legend.size();
        plot.setDataset(index, data);
        plot.setRenderer(index, renderer);
        legend.add(ChartStyle.lineItem(label, color, ChartStyle.MEDIUM));
        if (!bands) {
            bands = true;
            notes.add("lines that go up and down too fast to draw are bands from their least to their greatest value");
        }
    }

    private XYPlot rulePlot() {
        XYPlot plot = new XYPlot();
        ChartStyle.style(plot);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        NumberAxis axis = ChartStyle.axis(null, 0, 1);
        axis.setTickLabelsVisible(false);
        axis.setTickMarksVisible(false);
        plot.setRangeAxis(axis);
        RuleBand.of(run.goalRules())
                .forEach(box -> plot.addAnnotation(new XYBoxAnnotation(
                        time.of(box.fromNanos()),
                        box.fromShare(),
                        time.of(Math.min(endNanos, box.toNanos())),
                        box.toShare(),
                        null,
                        null,
                        Palette.of(box.rule()))));
        for (GoalRule rule : GoalRule.values()) {
            if (run.goalRules().total(rule) > 0) {
                legend.add(ChartStyle.areaItem("goal set by: " + rule.label(), Palette.of(rule)));
            }
        }
        return plot;
    }

    private List<Line.Point> points(ToLongFunction<HeapSample> quantity, Scale bytes) {
        return samples.stream()
                .map(sample -> new Line.Point(
                        time.of((double) sample.timeNanos()), bytes.of(Amd64.fromUint64(quantity.applyAsLong(sample)))))
                .toList();
    }

    private List<Line.Point> steps(ToLongFunction<HeapSample> quantity, Scale bytes) {
        return Line.steps(points(quantity, bytes), time.of(endNanos));
    }

    private double max(ToLongFunction<HeapSample> quantity) {
        return samples.stream()
                .mapToDouble(sample -> Amd64.fromUint64(quantity.applyAsLong(sample)))
                .max()
                .orElse(0);
    }

    private double min(ToLongFunction<HeapSample> quantity) {
        return samples.stream()
                .mapToDouble(sample -> Amd64.fromUint64(quantity.applyAsLong(sample)))
                .min()
                .orElse(0);
    }

    /** The upper end of the scale in bytes. */
    private double top() {
        double memory = max(HeapSample::heapLive);
        if (run.coverage().covers(CycleMetric.MAPPED)) {
            memory = Math.max(memory, max(HeapSample::mappedBytes));
        }
        memory = Math.max(memory, 1024);
        double top = memory;
        for (HeapSample sample : samples) {
            double goal = Amd64.fromUint64(sample.heapGoal());
            if (goal <= memory * GOAL_IN_PICTURE) {
                top = Math.max(top, goal);
            }
        }
        double limit = (double) run.settings().memoryLimitBytes();
        if (run.settings().hasMemoryLimit() && limit <= top * LIMIT_IN_PICTURE) {
            top = Math.max(top, limit);
        }
        return top * 1.06;
    }
}
