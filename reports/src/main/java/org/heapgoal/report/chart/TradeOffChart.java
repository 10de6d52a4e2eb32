package org.heapgoal.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.SettingsText.Knob;
import org.heapgoal.report.TradeOff;
import org.heapgoal.report.WhatIfResult;
import org.heapgoal.report.text.Figures;
import org.heapgoal.report.text.RunTable;
import org.heapgoal.report.text.Verdict;
import org.heapgoal.sim.units.ByteSize;
import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * GC CPU against peak memory, a point for every setting of a what-if: the baseline as a diamond, the Pareto front as a
 * line. Nearer to the lower left corner is better.
 */
public final class TradeOffChart {
    private static final String CAPTION =
            "Each point is a run under other settings. No setting has less of both GC CPU and memory than one on the Pareto"
                    + " front.";

    /** Of more points only the front and the baseline are labelled. */
    public static final int ALL_LABELLED_UP_TO = 30;

    /** How many points of the front are labelled where not all points are. */
    private static final int FRONT_LABELS = 15;

    /** From this ratio between the largest and the smallest value on, an axis is logarithmic. */
    private static final double LOG_FROM = 15;

    private static final Shape DISC = new Ellipse2D.Double(-5, -5, 10, 10);
    private static final Shape SMALL_DISC = new Ellipse2D.Double(-4, -4, 8, 8);
    private static final Shape DIAMOND = diamond(8);

    private final WhatIfResult result;
    private final TradeOff tradeOff;
    private final List<TradeOff.Point> points;
    private final List<TradeOff.Point> front;
    private final Scale bytes;
    private final List<LegendItem> legend = new ArrayList<>();

    private TradeOffChart(WhatIfResult result) {
        this.result = result;
        this.tradeOff = TradeOff.of(result);
        this.front = tradeOff.front();
        this.points = tradeOff.points().stream().filter(TradeOff.Point::known).toList();
        this.bytes = Scale.forBytes(
                points.stream().mapToDouble(TradeOff.Point::memoryBytes).max().orElse(1));
    }

    /** The chart of a what-if; a plain notice where the figures are not known. */
    public static Chart of(WhatIfResult result) {
        return new TradeOffChart(result).build();
    }

    private Chart build() {
        String name = "trade-off";
        String title = "What if: GC CPU against peak memory, " + result.input();
        String subtitle = RunTable.settingsLine(result.baseline().identity());
        if (points.isEmpty()) {
            return NoticeChart.of(
                    name, title, CAPTION, subtitle, "GC CPU or peak memory is not known for any setting.");
        }
        XYPlot plot = new XYPlot();
        ChartStyle.style(plot);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        String word = Verdict.memoryWord(tradeOff.memory());
        plot.setDomainAxis(memoryAxis("peak " + word + " (" + bytes.unit()));
        plot.setRangeAxis(axis(
                "GC CPU (% of all CPU time",
                points.stream().mapToDouble(point -> point.cpu() * 100).toArray()));
        addFront(plot);
        addPoints(plot);
        plot.addAnnotation(new LabelledPoints(labelled()));
        List<String> lines = new ArrayList<>();
        lines.add("Baseline: " + subtitle);
        lines.add(note());
        String description = String.join(" ", Verdict.of(result));
        return new Chart(name, title, CAPTION, description, ChartStyle.chart(title, lines, plot, legend));
    }

    private String note() {
        String note = "Nearer to the lower left corner is better.";
        if (allLabelled()) {
            return note;
        }
        String labelled = frontStep() == 1 ? "the Pareto front" : "some of the Pareto front";
        return note + " Of " + Figures.count(points.size()) + " settings only the baseline and " + labelled
                + " are labelled.";
    }

    private boolean allLabelled() {
        return points.size() <= ALL_LABELLED_UP_TO;
    }

    /** Every how many-th point of the front is labelled where not all points are. */
    private int frontStep() {
        return (front.size() + FRONT_LABELS - 1) / FRONT_LABELS;
    }

    private boolean wanted(TradeOff.Point point) {
        int place = front.indexOf(point);
        boolean end = place == front.size() - 1;
        return allLabelled() || point.baseline() || (place >= 0 && (end || place % frontStep() == 0));
    }

    private ValueAxis memoryAxis(String label) {
        return axis(
                label,
                points.stream()
                        .mapToDouble(point -> bytes.of(point.memoryBytes()))
                        .toArray());
    }

    /** A logarithmic axis for a wide range, else a linear one, from zero unless the values lie close together. */
    private static ValueAxis axis(String label, double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (low > 0 && high / low >= LOG_FROM) {
            return new RoundLogAxis(label + ", logarithmic)", low / 1.3, high * 1.4);
        }
        if (high == 0) {
            return ChartStyle.axis(label + ")", 0, 1);
        }
        double spread = high - low;
        boolean fromZero = spread > 0.4 * high || spread == 0;
        return fromZero
                ? ChartStyle.axis(label + ")", 0, high * 1.12)
                : ChartStyle.axis(label + ", not from zero)", Math.max(0, low - 0.25 * spread), high + 0.25 * spread);
    }

    private void addFront(XYPlot plot) {
        XYSeries series = new XYSeries("front", false, true);
        front.forEach(point -> series.add(bytes.of(point.memoryBytes()), point.cpu() * 100, false));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setSeriesPaint(0, Palette.SKY_BLUE);
        renderer.setSeriesStroke(0, ChartStyle.MEDIUM);
        plot.setDataset(0, new XYSeriesCollection(series));
        plot.setRenderer(0, renderer);
        legend.add(
                ChartStyle.lineItem("Pareto front: no setting has less of both", Palette.SKY_BLUE, ChartStyle.MEDIUM));
    }

    private void addPoints(XYPlot plot) {
        add(
                plot,
                1,
                "other settings",
                points.stream()
                        .filter(point -> !point.baseline() && !point.pareto())
                        .toList(),
                Palette.GREY,
                SMALL_DISC,
                false);
        add(
                plot,
                2,
                "settings on the front",
                points.stream()
                        .filter(point -> !point.baseline() && point.pareto())
                        .toList(),
                Palette.BLUE,
                DISC,
                true);
        add(
                plot,
                3,
                "baseline",
                points.stream().filter(TradeOff.Point::baseline).toList(),
                Palette.VERMILLION,
                DIAMOND,
                true);
    }

    private void add(
            XYPlot plot,
            int index,
            String label,
            List<TradeOff.Point> group,
            Color color,
            Shape shape,
            boolean filled) {
        if (group.isEmpty()) {
            return;
        }
        XYSeries series = new XYSeries(label, false, true);
        group.forEach(point -> series.add(bytes.of(point.memoryBytes()), point.cpu() * 100, false));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesPaint(0, color);
        renderer.setSeriesShape(0, shape);
        renderer.setSeriesShapesFilled(0, filled);
        renderer.setSeriesOutlineStroke(0, new BasicStroke(1.5f));
        plot.setDataset(index, new XYSeriesCollection(series));
        plot.setRenderer(index, renderer);
        legend.add(ChartStyle.shapeItem(label, shape, color, filled));
    }

    /** Baseline first, then the front, then the rest; runs with equal figures share a label. */
    private List<LabelledPoints.Labelled> labelled() {
        List<TradeOff.Point> order = new ArrayList<>();
        points.stream().filter(TradeOff.Point::baseline).forEach(order::add);
        points.stream().filter(point -> !point.baseline() && point.pareto()).forEach(order::add);
        points.stream().filter(point -> !point.baseline() && !point.pareto()).forEach(order::add);
        List<Knob> knobs = SettingsText.varying(result.runs());
        Map<List<Double>, List<TradeOff.Point>> byPlace = new LinkedHashMap<>();
        for (TradeOff.Point point : order) {
            byPlace.computeIfAbsent(List.of(point.memoryBytes(), point.cpu()), key -> new ArrayList<>())
                    .add(point);
        }
        List<LabelledPoints.Labelled> labelled = new ArrayList<>();
        for (List<TradeOff.Point> same : byPlace.values()) {
            TradeOff.Point point = same.get(0);
            String more = same.size() > 1 ? " (+" + (same.size() - 1) + " alike)" : "";
            labelled.add(new LabelledPoints.Labelled(
                    bytes.of(point.memoryBytes()),
                    point.cpu() * 100,
                    wanted(point) ? label(point.run().settings(), knobs) + more : ""));
        }
        return labelled;
    }

    /** Settings as short as they can be understood: {@code GOGC 50 · limit 1GiB · 4 Ps}. */
    private static String label(GcSettings settings, List<Knob> knobs) {
        List<String> parts = new ArrayList<>();
        for (Knob knob : knobs) {
            parts.add(
                    switch (knob) {
                        case GOGC -> "GOGC " + knob.valueOf(settings);
                        case GOMEMLIMIT ->
                            settings.hasMemoryLimit()
                                    ? "limit " + ByteSize.print(settings.memoryLimitBytes())
                                    : "no limit";
                        case GOMAXPROCS -> settings.maxProcs() + (settings.maxProcs() == 1 ? " P" : " Ps");
                    });
        }
        return String.join(" · ", parts);
    }

    private static Shape diamond(double radius) {
        Path2D path = new Path2D.Double();
        path.moveTo(0, -radius);
        path.lineTo(radius, 0);
        path.lineTo(0, radius);
        path.lineTo(-radius, 0);
        path.closePath();
        return path;
    }
}
