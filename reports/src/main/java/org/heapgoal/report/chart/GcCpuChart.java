package org.heapgoal.report.chart;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.CpuKind;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.TimeBuckets;
import org.heapgoal.report.text.Figures;
import org.heapgoal.report.text.RunTable;
import org.jfree.chart.plot.XYPlot;

/**
 * CPU by class over time, stacked, as shares of all CPU time. Where the level tells idle Ps from the program, the upper
 * panel shows all of it; the lower one, and at other levels the only one, shows the collector's part enlarged: dedicated
 * and fractional workers, assists, pauses, and on top idle-time marking, which does not count as GC CPU. A line marks the
 * 25 % that the pacer plans for while it marks.
 */
public final class GcCpuChart {
    private static final String CAPTION =
            "CPU time by who spent it, as a share of all CPU time. The pacer plans 25 % while it marks; assists are"
                    + " allocating goroutines made to help.";

    /** From the bottom up. */
    private static final List<CpuKind> COLLECTOR =
            List.of(CpuKind.BACKGROUND_MARK, CpuKind.ASSIST, CpuKind.PAUSE, CpuKind.IDLE_MARK);

    private static final double PLANNED_SHARE = 0.25;

    /** Below this the line of 25 % would press everything flat. */
    private static final double LINE_FROM_SHARE = 0.06;

    private static final String PLANNED = "25 %: what the pacer plans for while marking";
    private static final String PROGRAM = "the program itself";

    private final RunResult run;
    private final TimeBuckets<CpuKind> cpu;
    private final TimePanels panels;

    private GcCpuChart(RunResult run) {
        this.run = run;
        this.cpu = run.cpu();
        double duration = run.summary().get(SummaryMetric.DURATION).orElse(0);
        this.panels = new TimePanels(run, duration > 0 ? 0 : cpu.size() * (double) cpu.bucketNanos());
    }

    /** The chart of a run; a plain notice where no cycle was recorded. */
    public static Chart of(RunResult run) {
        return new GcCpuChart(run).build();
    }

    private Chart build() {
        String name = "gc-cpu";
        boolean whole = !run.timelines().memory().kept().isEmpty();
        String title = (whole ? "CPU by class: " : "GC CPU over time: ")
                + run.identity().name();
        double peak = peak();
        if (peak == 0 && !whole) {
            String subtitle = RunTable.settingsLine(run.identity());
            return NoticeChart.of(name, title, CAPTION, subtitle, "No GC cycle in this run: no CPU time went to GC.");
        }
        if (whole) {
            addWhole();
        }
        if (peak > 0) {
            addCollector(peak, whole);
        }
        List<Strip> strips = new ArrayList<>(Strip.cycles(run));
        strips.addAll(Strip.limiter(run));
        panels.strips(strips);
        String gc = Figures.percent(run.summary().valueOrNaN(SummaryMetric.GC_CPU_FRACTION));
        panels.note("means of every " + Figures.seconds(cpu.bucketNanos() / 1e9) + "; over the whole run " + gc
                + " GC CPU, idle-time marking left out");
        String most = peak == 0
                ? "No GC cycle in this run: no CPU time went to GC."
                : "GC CPU as a share of all CPU time, at most " + Figures.percent(peak) + " over any "
                        + Figures.seconds(cpu.bucketNanos() / 1e9) + ".";
        return panels.chart(name, title, CAPTION, most);
    }

    /** All CPU time: collector, scavenger, program; what is left white is idle. */
    private void addWhole() {
        XYPlot plot = panels.panel(ChartStyle.axis("all CPU time (%)", 0, 100, 6), 11);
        double idle = total(CpuKind.IDLE);
        panels.area(plot, PROGRAM, program(), Palette.PROGRAM);
        List<CpuKind> stack = new ArrayList<>(COLLECTOR);
        stack.add(CpuKind.SCAVENGE);
        addStack(plot, stack);
        double user = total(CpuKind.AVAILABLE)
                - idle
                - stack.stream().mapToDouble(this::total).sum();
        panels.explain(
                ChartStyle.areaItem(PROGRAM + " (" + Figures.seconds(Math.max(0, user) / 1e9) + ")", Palette.PROGRAM));
        panels.explain(ChartStyle.outlinedItem("white: idle (" + Figures.seconds(idle / 1e9) + ")"));
    }

    private void addCollector(double peak, boolean enlarged) {
        boolean withLine = peak >= LINE_FROM_SHARE;
        double top = Math.min(1, withLine ? Math.max(PLANNED_SHARE * 1.2, peak * 1.06) : peak * 1.15);
        XYPlot plot = panels.panel(
                ChartStyle.axis(
                        enlarged ? "GC enlarged (%)" : "share of all CPU time, GOMAXPROCS × time (%)",
                        0,
                        top * 100,
                        enlarged ? 7 : 12),
                11);
        addStack(plot, COLLECTOR);
        if (withLine) {
            panels.level(plot, PLANNED, PLANNED_SHARE * 100, Palette.ORANGE, ChartStyle.LONG_DASHED);
        } else {
            panels.note("the planned 25 % while marking lie above the picture");
        }
    }

    /** Areas overlap: the whole stack is drawn first, and each lower part of it over that. */
    private void addStack(XYPlot plot, List<CpuKind> stack) {
        for (int part = stack.size() - 1; part >= 0; part--) {
            CpuKind kind = stack.get(part);
            List<CpuKind> kinds = stack.subList(0, part + 1);
            if (cpu.total(kind) > 0) {
                panels.area(plot, kind.label(), steps(bucket -> share(bucket, kinds)), Palette.of(kind));
            }
        }
        for (CpuKind kind : stack) {
            if (cpu.total(kind) > 0) {
                String label = kind.label() + " (" + Figures.seconds(total(kind) / 1e9) + ")";
                panels.explain(ChartStyle.areaItem(label, Palette.of(kind)));
            }
        }
    }

    private List<Line.Point> program() {
        return steps(bucket -> {
            double available = cpu.nanos(bucket, CpuKind.AVAILABLE);
            return available == 0 ? 0 : 1 - Math.min(1, cpu.nanos(bucket, CpuKind.IDLE) / available);
        });
    }

    /** A share of each interval. */
    private interface Share {
        double of(int bucket);
    }

    private List<Line.Point> steps(Share share) {
        List<Line.Point> tops = new ArrayList<>();
        for (int bucket = 0; bucket < cpu.size(); bucket++) {
            double from = bucket * (double) cpu.bucketNanos();
            double percent = Math.min(1, share.of(bucket)) * 100;
            tops.add(new Line.Point(panels.x(from), percent));
            tops.add(new Line.Point(panels.x(from + cpu.bucketNanos()), percent));
        }
        // Finer columns than intervals, so nothing is merged: only level points go.
        return Line.minMax(tops, 0, panels.x(panels.endNanos()), 8 * cpu.size() + 8);
    }

    private double share(int bucket, List<CpuKind> kinds) {
        long available = cpu.nanos(bucket, CpuKind.AVAILABLE);
        long used = kinds.stream().mapToLong(kind -> cpu.nanos(bucket, kind)).sum();
        return available == 0 ? 0 : (double) used / (double) available;
    }

    private double total(CpuKind kind) {
        return (double) cpu.total(kind);
    }

    private double peak() {
        double peak = 0;
        for (int bucket = 0; bucket < cpu.size(); bucket++) {
            peak = Math.max(peak, share(bucket, COLLECTOR));
        }
        return peak;
    }
}
