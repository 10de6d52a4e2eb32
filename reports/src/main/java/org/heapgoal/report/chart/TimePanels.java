package org.heapgoal.report.chart;

import java.awt.Color;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.text.RunTable;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/**
 * Plots one above the other over the same time, with what charts over time share: lines that are thinned to what pixels can
 * show, areas, strips below, legend and notes.
 */
final class TimePanels {
    private static final int COLUMNS = 1_100;

    /** A line of more points than this would be a solid block. */
    private static final int DENSE_FROM = 1_600;

    private static final int BAND_COLUMNS = 275;

    /** Room between panels: tick labels at the edges of two panels must not touch. */
    private static final double GAP = 14;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final String DENSE_NOTE =
            "lines that go up and down too fast to draw are bands from their least to their greatest value";

    private final RunResult run;
    private final Scale time;
    private final double endNanos;
    private final CombinedDomainXYPlot combined;
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<LegendItem> legend = new ArrayList<>();

    /**
     * No panel yet.
     *
     * @param run whose settings stand below the title, and whose length the time axis has at least
     * @param lastNanos the last instant that must be on the time axis
     */
    TimePanels(RunResult run, double lastNanos) {
        this.run = run;
        double duration = run.summary().get(SummaryMetric.DURATION).orElse(0) * NANOS_PER_SECOND;
        this.endNanos = Math.max(1, Math.max(lastNanos, duration));
        this.time = Scale.forNanos(endNanos);
        this.combined = new CombinedDomainXYPlot(
                ChartStyle.axis("time since start (" + time.unit() + ")", 0, time.of(endNanos)));
        combined.setGap(GAP);
    }

    /** The last instant on the time axis. */
    double endNanos() {
        return endNanos;
    }

    /** The place of an instant on the time axis. */
    double x(double nanos) {
        return time.of(Math.min(nanos, endNanos));
    }

    /** Adds a panel at the bottom. */
    XYPlot panel(NumberAxis axis, int weight) {
        XYPlot plot = new XYPlot();
        ChartStyle.style(plot);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setRangeAxis(axis);
        combined.add(plot, weight);
        return plot;
    }

    /** Adds a low panel with a line of text in its corner instead of an axis label. */
    XYPlot lowPanel(String text, NumberAxis axis) {
        axis.setTickLabelFont(ChartFonts.regular(13));
        XYPlot plot = panel(axis, 10);
        plot.addAnnotation(new PanelTitle(text));
        return plot;
    }

    /** Adds a sentence, without its full stop, that stands below the title. */
    void note(String sentence) {
        notes.add(sentence);
    }

    /** Adds a legend entry. */
    void explain(LegendItem item) {
        if (legend.stream().noneMatch(other -> other.getLabel().equals(item.getLabel()))) {
            legend.add(item);
        }
    }

    /** What the legend says so far, one after the other. */
    String legendText() {
        return String.join(", ", legend.stream().map(LegendItem::getLabel).toList());
    }

    /**
     * Adds a line; later ones are drawn above earlier ones.
     *
     * @param points by growing time, on the time axis
     * @param alpha how opaque the line is where it is too dense to be one, 0 to 1
     */
    void line(XYPlot plot, String label, List<Line.Point> points, Color color, Stroke stroke, float alpha) {
        double end = time.of(endNanos);
        List<Line.Point> thin = Line.minMax(points, 0, end, COLUMNS);
        if (thin.size() > DENSE_FROM) {
            band(plot, label, Line.ranges(points, 0, end, BAND_COLUMNS), color, alpha);
            return;
        }
        XYSeries series = new XYSeries(label, false, true);
        thin.forEach(point -> series.add(point.x(), point.y(), false));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, series.getItemCount() < 2);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setSeriesPaint(0, color);
        renderer.setSeriesStroke(0, stroke);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-4, -4, 8, 8));
        int index = plot.getDatasetCount();
        plot.setDataset(index, new XYSeriesCollection(series));
        plot.setRenderer(index, renderer);
        explain(ChartStyle.lineItem(label, color, stroke));
    }

    /** Adds a line that goes up and down several times a pixel: its range as a band, with its upper edge as the line. */
    private void band(XYPlot plot, String label, List<Line.Range> ranges, Color color, float alpha) {
        YIntervalSeries series = new YIntervalSeries(label, false, true);
        ranges.forEach(range -> series.add(range.x(), range.high(), range.low(), range.high()));
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        data.addSeries(series);
        DeviationRenderer renderer = new DeviationRenderer(true, false);
        renderer.setAlpha(alpha);
        renderer.setSeriesFillPaint(0, color);
        renderer.setSeriesPaint(0, color);
        renderer.setSeriesStroke(0, ChartStyle.MEDIUM);
        int index = plot.getDatasetCount();
        plot.setDataset(index, data);
        plot.setRenderer(index, renderer);
        explain(ChartStyle.lineItem(label, color, ChartStyle.MEDIUM));
        note(DENSE_NOTE);
    }

    /** Adds a level line over all of the time. */
    void level(XYPlot plot, String label, double y, Color color, Stroke stroke) {
        line(plot, label, List.of(new Line.Point(0, y), new Line.Point(time.of(endNanos), y)), color, stroke, 1);
    }

    /** Fills from zero to a line, which has fewer points than pixels. */
    void area(XYPlot plot, String label, List<Line.Point> points, Color color) {
        XYSeries series = new XYSeries(label, false, true);
        points.forEach(point -> series.add(point.x(), point.y(), false));
        XYAreaRenderer renderer = new XYAreaRenderer(XYAreaRenderer.AREA);
        renderer.setSeriesPaint(0, color);
        renderer.setOutline(false);
        int index = plot.getDatasetCount();
        plot.setDataset(index, new XYSeriesCollection(series));
        plot.setRenderer(index, renderer);
    }

    /** Adds the strips below the panels. */
    void strips(List<Strip> strips) {
        if (!strips.isEmpty()) {
            combined.add(Strip.plot(strips, time), Math.max(1, strips.size()));
            strips.forEach(strip -> {
                strip.legend().forEach(this::explain);
                strip.note().ifPresent(this::note);
            });
        }
    }

    /** The finished chart. */
    Chart chart(String name, String title, String caption, String description) {
        List<String> lines = new ArrayList<>();
        lines.add(RunTable.settingsLine(run.identity()));
        if (!notes.isEmpty()) {
            lines.add("Note: " + String.join("; ", notes) + ".");
        }
        JFreeChart drawing = ChartStyle.chart(title, lines, combined, legend);
        return new Chart(name, title, caption, description, drawing);
    }
}
