package org.heapgoal.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.report.PacerMetric;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.text.Figures;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;

/** The pacer's sheet: goal overshoot, utilisation, cons/mark and runway of every cycle against time. */
final class PacerChart {
    private static final String CAPTION =
            "How well the pacer did, one point a cycle. Overshoot above 0 % means that the heap passed its goal; utilisation"
                    + " above 25 % means that assists had to help; cons/mark is the estimate that the next start is planned"
                    + " with, runway how far before the goal that is.";

    /** Above the lines, so much of a panel is left to its title. */
    private static final double TITLE_SHARE = 0.35;

    private static final double PLANNED_SHARE = 0.25;

    private final RunResult run;
    private final List<CycleRecord> cycles;
    private final TimePanels panels;

    private PacerChart(RunResult run) {
        this.run = run;
        this.cycles = run.timelines().pacing().kept();
        this.panels = new TimePanels(run, cycles.get(cycles.size() - 1).timing().endNanos());
    }

    /** Why a run has no such chart; nothing if it has one. */
    static Optional<String> missing(RunResult run) {
        if (run.timelines().pacing().kept().isEmpty()) {
            return Optional.of("No GC cycle completed in this run.");
        }
        boolean pacer = run.timelines().pacing().kept().stream()
                .anyMatch(cycle ->
                        cycle.pacing().utilization() > 0 || cycle.pacing().runway() > 0);
        return pacer ? Optional.empty() : Optional.of("There is no pacer at this level.");
    }

    /** The chart of a run with cycles and a pacer. */
    static Chart of(RunResult run) {
        return new PacerChart(run).build();
    }

    private Chart build() {
        percent(PacerMetric.OVERSHOOT, "0 %: the cycle ended at its goal", 0);
        percent(PacerMetric.UTILIZATION, "25 %: planned, without assists", PLANNED_SHARE * 100);
        plain(PacerMetric.CONS_MARK, "bytes allocated per byte of mark work", 1, CycleMetric.CONS_MARK);
        double most = most(PacerMetric.RUNWAY);
        Scale bytes = Scale.forBytes(most);
        plain(PacerMetric.RUNWAY, bytes.unit(), bytes.divisor(), CycleMetric.RUNWAY);
        panels.strips(Strip.cycles(run));
        if (run.timelines().pacing().thinned()) {
            panels.note("of " + Figures.count((double) run.timelines().pacing().recorded())
                    + " cycles the extremes of every "
                    + Figures.seconds(run.timelines().pacing().bucketNanos() / 1e9) + " are drawn");
        }
        String title = "How the pacer did: " + run.identity().name();
        double overshoot = most(PacerMetric.OVERSHOOT);
        String description = "Largest overshoot of a goal " + Figures.percent(overshoot) + ", largest utilisation "
                + Figures.percent(most(PacerMetric.UTILIZATION)) + ", longest runway " + Figures.bytes(most) + ".";
        return panels.chart("pacer", title, CAPTION, description);
    }

    private void percent(PacerMetric metric, String meaning, double reference) {
        List<Line.Point> points = points(metric, 0.01);
        double low = reference;
        double high = reference;
        for (Line.Point point : points) {
            low = Math.min(low, point.y());
            high = Math.max(high, point.y());
        }
        double margin = Math.max(1, (high - low) * 0.12);
        double from = metric == PacerMetric.OVERSHOOT ? low - margin : 0;
        NumberAxis axis = ChartStyle.axis(null, from, high + Math.max(2.2 * margin, TITLE_SHARE * (high - from)), 6);
        XYPlot plot = panels.lowPanel(metric.label() + " (%)", axis);
        panels.level(plot, meaning, reference, Palette.ORANGE, ChartStyle.LONG_DASHED);
        line(plot, metric, points);
    }

    private void plain(PacerMetric metric, String unit, double divisor, CycleMetric known) {
        String text = metric.label() + " (" + unit + ")";
        List<Line.Point> points = points(metric, divisor);
        if (points.isEmpty() || !run.coverage().covers(known)) {
            panels.lowPanel(text + ": not known", ChartStyle.axis(null, 0, 1, 6));
            return;
        }
        double high = points.stream().mapToDouble(Line.Point::y).max().orElse(0);
        double top = high > 0 ? high * (1 + TITLE_SHARE) : 1;
        line(panels.lowPanel(text, ChartStyle.axis(null, 0, top, 6)), metric, points);
    }

    private void line(XYPlot plot, PacerMetric metric, List<Line.Point> points) {
        panels.line(plot, "the value of each cycle", points, Palette.BLUE, ChartStyle.MEDIUM, 0.3f);
        if (points.stream().mapToDouble(Line.Point::y).max().orElse(0) == 0 && metric == PacerMetric.CONS_MARK) {
            panels.note("cons/mark is 0: nothing was allocated while marking");
        }
    }

    private List<Line.Point> points(PacerMetric metric, double divisor) {
        List<Line.Point> points = new ArrayList<>();
        for (CycleRecord cycle : cycles) {
            double value = metric.of(cycle);
            if (Double.isFinite(value) && value < 0x1p60) {
                points.add(new Line.Point(panels.x(cycle.timing().endNanos()), value / divisor));
            }
        }
        return points;
    }

    private double most(PacerMetric metric) {
        return cycles.stream()
                .mapToDouble(metric::of)
                .filter(value -> Double.isFinite(value) && value < 0x1p60)
                .max()
                .orElse(0);
    }
}
