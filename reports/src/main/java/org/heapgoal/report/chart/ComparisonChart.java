package org.heapgoal.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.text.Figures;
import org.heapgoal.sim.units.Amd64;
import org.jfree.chart.plot.XYPlot;

/** A real program's cycles beside those that its twin predicts under the same settings. */
final class ComparisonChart {
    private static final String CAPTION =
            "What the log says (black) beside what its twin predicts (orange) under the same settings: the nearer the"
                    + " lines, the more a what-if of this log can be trusted.";

    private static final String OBSERVED = "observed: the log";
    private static final String PREDICTED = "predicted: its twin";
    private static final double NO_SIZE = 0x1p60;

    private final RunResult predicted;
    private final RunResult observed;
    private final TimePanels panels;

    private ComparisonChart(RunResult predicted, RunResult observed) {
        this.predicted = predicted;
        this.observed = observed;
        this.panels = new TimePanels(predicted, Math.max(last(predicted), last(observed)));
    }

    private static double last(RunResult run) {
        List<CycleRecord> cycles = run.timelines().pacing().kept();
        return cycles.isEmpty() ? 0 : cycles.get(cycles.size() - 1).timing().endNanos();
    }

    /** Why two runs cannot be compared so; nothing if they can. */
    static Optional<String> missing(RunResult predicted, RunResult observed) {
        if (predicted.timelines().pacing().kept().isEmpty()
                || observed.timelines().pacing().kept().isEmpty()) {
            return Optional.of("There is no GC cycle to compare.");
        }
        return predicted.settings().equals(observed.settings())
                ? Optional.empty()
                : Optional.of("The run's settings are not those of the log.");
    }

    /** The chart of two runs with cycles. */
    static Chart of(RunResult predicted, RunResult observed) {
        return new ComparisonChart(predicted, observed).build();
    }

    private Chart build() {
        bytes("heap goal", cycle -> Amd64.fromUint64(cycle.heap().goal()));
        bytes("live heap after a cycle", cycle -> Amd64.fromUint64(cycle.heap().marked()));
        share("GC CPU so far (% of all CPU time)", CycleRecord::gcCpuFraction);
        counts();
        String title = "Observed and predicted: " + observed.identity().name();
        double before = (double) observed.counts().total();
        double now = (double) predicted.counts().total();
        String description = Figures.count(before) + " GC cycles observed, " + Figures.count(now) + " predicted ("
                + Figures.change(now, before) + ").";
        return panels.chart("observed-predicted", title, CAPTION, description);
    }

    private void bytes(String text, ToDoubleFunction<CycleRecord> quantity) {
        Scale bytes = Scale.forBytes(Math.max(most(predicted, quantity), most(observed, quantity)));
        panel(text + " (" + bytes.unit() + ")", cycle -> bytes.of(quantity.applyAsDouble(cycle)));
    }

    private void share(String text, ToDoubleFunction<CycleRecord> quantity) {
        panel(text, cycle -> quantity.applyAsDouble(cycle) * 100);
    }

    private void counts() {
        double high =
                (double) Math.max(predicted.counts().total(), observed.counts().total());
        XYPlot plot = panels.lowPanel("GC cycles so far", ChartStyle.axis(null, 0, high * 1.3, 6));
        lines(plot, counted(observed), counted(predicted));
    }

    private void panel(String text, ToDoubleFunction<CycleRecord> quantity) {
        List<Line.Point> left = points(observed, quantity);
        List<Line.Point> right = points(predicted, quantity);
        double high = Math.max(highest(left), highest(right));
        lines(panels.lowPanel(text, ChartStyle.axis(null, 0, high > 0 ? high * 1.35 : 1, 6)), left, right);
    }

    private void lines(XYPlot plot, List<Line.Point> left, List<Line.Point> right) {
        panels.line(plot, OBSERVED, left, Palette.BLACK, ChartStyle.THICK, 0.4f);
        panels.line(plot, PREDICTED, right, Palette.ORANGE, ChartStyle.DASHED, 0.4f);
    }

    private List<Line.Point> points(RunResult run, ToDoubleFunction<CycleRecord> quantity) {
        List<Line.Point> points = new ArrayList<>();
        for (CycleRecord cycle : run.timelines().pacing().kept()) {
            double value = quantity.applyAsDouble(cycle);
            if (Double.isFinite(value) && value < NO_SIZE) {
                points.add(new Line.Point(panels.x(cycle.timing().endNanos()), value));
            }
        }
        return points;
    }

    /** Cycles are numbered, so how many there were so far is known even where some were not kept. */
    private List<Line.Point> counted(RunResult run) {
        List<CycleRecord> kept = run.timelines().pacing().kept();
        long first = kept.get(0).number();
        return points(run, cycle -> cycle.number() - first + 1.0);
    }

    private static double most(RunResult run, ToDoubleFunction<CycleRecord> quantity) {
        return run.timelines().pacing().kept().stream()
                .mapToDouble(quantity)
                .filter(value -> value < NO_SIZE)
                .max()
                .orElse(0);
    }

    private static double highest(List<Line.Point> points) {
        return points.stream().mapToDouble(Line.Point::y).max().orElse(0);
    }
}
