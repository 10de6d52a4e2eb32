package org.heapgoal.report.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.CpuKind;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.TimeBuckets;
import org.heapgoal.report.text.Figures;
import org.heapgoal.report.text.RunTable;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * GC CPU by kind over time, stacked, as shares of all CPU time: dedicated and fractional workers, assists, pauses, and on
 * top idle-time marking, which does not count as GC CPU. A line marks the 25 % that the pacer plans for while it marks.
 */
public final class GcCpuChart {
    private static final String CAPTION =
            "GC's share of all CPU time by who spent it. The pacer plans 25 % while it marks; assists are allocating"
                    + " goroutines made to help.";

    /** From the bottom up. */
    private static final List<CpuKind> STACK =
            List.of(CpuKind.BACKGROUND_MARK, CpuKind.ASSIST, CpuKind.PAUSE, CpuKind.IDLE_MARK);

    private static final double PLANNED_SHARE = 0.25;

    /** Below this the line of 25 % would press everything flat. */
    private static final double LINE_FROM_SHARE = 0.06;

    private final RunResult run;
    private final TimeBuckets<CpuKind> cpu;
    private final double endNanos;
    private final Scale time;

    private GcCpuChart(RunResult run) {
        this.run = run;
        this.cpu = run.cpu();
        double duration = run.summary().get(SummaryMetric.DURATION).orElse(0) * 1e9;
        this.endNanos = Math.max(1, duration > 0 ? duration : cpu.size() * (double) cpu.bucketNanos());
        this.time = Scale.forNanos(endNanos);
    }

    /** The chart of a run; a plain notice where no cycle was recorded. */
    public static Chart of(RunResult run) {
        return new GcCpuChart(run).build();
    }

    private Chart build() {
        String name = "gc-cpu";
        String title = "GC CPU over time: " + run.identity().name();
        String subtitle = RunTable.settingsLine(run.identity());
        double peak = peak();
        if (peak == 0) {
            return NoticeChart.of(name, title, CAPTION, subtitle, "No GC cycle in this run: no CPU time went to GC.");
        }
        boolean withLine = peak >= LINE_FROM_SHARE;
        double top = Math.min(1, withLine ? Math.max(PLANNED_SHARE * 1.2, peak * 1.06) : peak * 1.15);
        XYPlot plot = new XYPlot();
        ChartStyle.style(plot);
        plot.setDomainAxis(ChartStyle.axis("time since start (" + time.unit() + ")", 0, time.of(endNanos)));
        NumberAxis shares = ChartStyle.axis("share of all CPU time, GOMAXPROCS × time (%)", 0, top * 100);
        plot.setRangeAxis(shares);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        List<LegendItem> legend = new ArrayList<>();
        addAreas(plot, legend);
        List<String> lines = new ArrayList<>();
        lines.add(subtitle);
        lines.add("Mean of every " + Figures.seconds(cpu.bucketNanos() / 1e9) + "; over the whole run "
                + Figures.percent(run.summary().valueOrNaN(SummaryMetric.GC_CPU_FRACTION))
                + " GC CPU, idle-time marking left out."
                + (withLine ? "" : " The planned 25 % while marking lie above the picture."));
        if (withLine) {
            ValueMarker marker = new ValueMarker(PLANNED_SHARE * 100, Palette.ORANGE, ChartStyle.LONG_DASHED);
            plot.addRangeMarker(marker, Layer.FOREGROUND);
            legend.add(ChartStyle.lineItem(
                    "25 %: what the pacer plans for while marking", Palette.ORANGE, ChartStyle.LONG_DASHED));
        }
        JFreeChart chart = ChartStyle.chart(title, lines, plot, legend);
        return new Chart(name, title, CAPTION, description(peak), chart);
    }

    private String description(double peak) {
        return "GC CPU as a share of all CPU time, at most " + Figures.percent(peak) + " over any "
                + Figures.seconds(cpu.bucketNanos() / 1e9) + ".";
    }

    /** Areas overlap: the whole stack is drawn first, and each lower part of it over that. */
    private void addAreas(XYPlot plot, List<LegendItem> legend) {
        for (int part = STACK.size() - 1; part >= 0; part--) {
            CpuKind kind = STACK.get(part);
            if (cpu.total(kind) == 0) {
                continue;
            }
            int index = legend.size();
            Color color = Palette.of(kind);
            plot.setDataset(index, new XYSeriesCollection(area(kind, STACK.subList(0, part + 1))));
            XYAreaRenderer renderer = new XYAreaRenderer(XYAreaRenderer.AREA);
            renderer.setSeriesPaint(0, color);
            renderer.setOutline(false);
            plot.setRenderer(index, renderer);
            legend.add(ChartStyle.areaItem(kind.label() + " (" + Figures.seconds(cpu.total(kind) / 1e9) + ")", color));
        }
    }

    private XYSeries area(CpuKind kind, List<CpuKind> kinds) {
        List<Line.Point> tops = new ArrayList<>();
        for (int bucket = 0; bucket < cpu.size(); bucket++) {
            double from = bucket * (double) cpu.bucketNanos();
            double to = Math.min(endNanos, from + cpu.bucketNanos());
            double share = share(bucket, kinds) * 100;
            tops.add(new Line.Point(time.of(from), share));
            tops.add(new Line.Point(time.of(to), share));
        }
        XYSeries series = new XYSeries(kind.label(), false, true);
        // Finer columns than intervals, so nothing is merged: only level points go.
        Line.minMax(tops, 0, time.of(endNanos), 8 * cpu.size() + 8)
                .forEach(point -> series.add(point.x(), point.y(), false));
        return series;
    }

    private double share(int bucket, List<CpuKind> kinds) {
        long available = cpu.nanos(bucket, CpuKind.AVAILABLE);
        long used = kinds.stream().mapToLong(kind -> cpu.nanos(bucket, kind)).sum();
        return available == 0 ? 0 : (double) used / (double) available;
    }

    private double peak() {
        double peak = 0;
        for (int bucket = 0; bucket < cpu.size(); bucket++) {
            peak = Math.max(peak, share(bucket, STACK));
        }
        return peak;
    }
}
