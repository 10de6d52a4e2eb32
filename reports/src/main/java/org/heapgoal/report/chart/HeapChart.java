package org.heapgoal.report.chart;

import java.awt.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.MachineSample;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.report.HeapMetric;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.text.Figures;
import org.heapgoal.report.text.RunTable;
import org.heapgoal.sim.units.Amd64;
import org.heapgoal.sim.units.ByteSize;
import org.jfree.chart.plot.XYPlot;

/**
 * The heap over time: the saw-tooth of the live heap, trigger, goal, resident or mapped memory and memory limit, above rows
 * that show when GC cycles ran and which rule set the goal.
 *
 * <p>The scale follows the heap and the memory. A goal or a limit far above them leaves the picture rather than pressing
 * the saw-tooth flat; a line below the title then says how large it is.
 */
public final class HeapChart {
    private static final String CAPTION =
            "The live heap grows until a GC cycle starts near the trigger and drops to what the cycle found live. The rows"
                    + " below show when cycles ran and which rule set the goal.";

    /** A goal is in the picture if it is at most this many times the memory. */
    private static final double GOAL_IN_PICTURE = 4;

    /** A limit is in the picture if it is at most this many times everything else. */
    private static final double LIMIT_IN_PICTURE = 2.5;

    /** From here on a goal means that there is none. */
    private static final double NO_GOAL = 0x1p60;

    /** From so many cycles on thinner lines are clearer. */
    private static final int MANY_CYCLES = 150;

    private static final float LIVE_ALPHA = 0.45f;
    private static final float ALPHA = 0.05f;
    private static final float GOAL_ALPHA = 0.12f;
    private static final double LEAST_TOP_BYTES = 1024;

    private final RunResult run;
    private final List<HeapSample> samples;
    private final List<MachineSample> machine;
    private final TimePanels panels;
    private final double top;
    private final Scale bytes;

    private HeapChart(RunResult run) {
        this.run = run;
        this.samples = run.heap().samples();
        this.machine = run.timelines().memory().kept();
        double last = samples.isEmpty() ? 0 : samples.get(samples.size() - 1).timeNanos();
        this.panels = new TimePanels(run, last);
        this.top = top();
        this.bytes = Scale.forBytes(top);
    }

    /** The chart of a run; a plain notice where nothing was recorded. */
    public static Chart of(RunResult run) {
        return new HeapChart(run).build();
    }

    private Chart build() {
        String title = "Heap and heap goal: " + run.identity().name();
        String name = "heap-goal";
        if (samples.isEmpty()) {
            String subtitle = RunTable.settingsLine(run.identity());
            return NoticeChart.of(name, title, CAPTION, subtitle, "This run recorded no heap samples.");
        }
        XYPlot plot = panels.panel(ChartStyle.axis("memory (" + bytes.unit() + ")", 0, bytes.of(top)), 22);
        addMemory(plot);
        addGoals(plot);
        addLimit(plot);
        List<Strip> strips = new ArrayList<>(Strip.cycles(run));
        strips.addAll(Strip.rules(run));
        panels.strips(strips);
        if (run.heap().thinned()) {
            panels.note("of " + Figures.count((double) run.heap().recorded())
                    + " samples the extremes of every "
                    + Figures.seconds(run.heap().bucketNanos() / 1e9)
                    + " are drawn");
        }
        String description = "Over " + Figures.seconds(panels.endNanos() / 1e9) + ": " + panels.legendText() + ".";
        return panels.chart(name, title, CAPTION, description);
    }

    private void addMemory(XYPlot plot) {
        boolean dense = run.summary().get(SummaryMetric.NUM_GC).orElse(0) > MANY_CYCLES;
        Stroke stroke = dense ? ChartStyle.THIN : ChartStyle.MEDIUM;
        String live = HeapMetric.LIVE.label() + " (peak " + Figures.bytes(max(HeapMetric.LIVE)) + ")";
        panels.line(plot, live, points(HeapMetric.LIVE), Palette.BLUE, stroke, LIVE_ALPHA);
        double peakMapped = max(HeapMetric.MAPPED);
        if (!machine.isEmpty()) {
            addResident(plot);
        } else if (mappedKnown() && peakMapped > 0) {
            String mapped = HeapMetric.MAPPED.label() + " (peak " + Figures.bytes(peakMapped) + ")";
            panels.line(plot, mapped, points(HeapMetric.MAPPED), Palette.GREEN, ChartStyle.MEDIUM, ALPHA);
        }
    }

    private void addResident(XYPlot plot) {
        double outside = machine.stream()
                .mapToDouble(sample -> sample.memory().outsideGo())
                .max()
                .orElse(0);
        String part =
                outside > 0 ? "; " + Figures.bytes(outside) + " of it outside Go, which GOMEMLIMIT does not count" : "";
        String label = "RSS (peak " + Figures.bytes(peakResident()) + part + ")";
        List<Line.Point> points = machine.stream()
                .map(sample -> new Line.Point(panels.x(sample.timeNanos()), bytes.of((double)
                        sample.memory().resident())))
                .toList();
        panels.line(plot, label, points, Palette.GREEN, ChartStyle.MEDIUM, ALPHA);
    }

    private void addGoals(XYPlot plot) {
        HeapSample last = samples.get(samples.size() - 1);
        boolean noGoal = samples.stream()
                .mapToDouble(sample -> Amd64.fromUint64(sample.heapGoal()))
                .allMatch(goal -> goal >= NO_GOAL);
        if (noGoal) {
            panels.note("there is no heap goal: GOGC is off and no memory limit is set");
            return;
        }
        if (run.coverage().covers(HeapMetric.TRIGGER)) {
            String label = HeapMetric.TRIGGER.label() + atTheEnd(last.trigger());
            panels.line(plot, label, steps(HeapMetric.TRIGGER), Palette.ORANGE, ChartStyle.DASHED, ALPHA);
        }
        String label = HeapMetric.GOAL.label() + atTheEnd(last.heapGoal());
        panels.line(plot, label, steps(HeapMetric.GOAL), Palette.BLACK, ChartStyle.MEDIUM, GOAL_ALPHA);
        double peak = max(HeapMetric.GOAL);
        if (peak > top) {
            panels.note("the heap goal goes up to " + Figures.bytes(peak) + ", out of the picture");
        }
    }

    private static String atTheEnd(long value) {
        return " (at the end " + Figures.bytes(Amd64.fromUint64(value)) + ")";
    }

    private void addLimit(XYPlot plot) {
        if (!run.settings().hasMemoryLimit()) {
            return;
        }
        double limit = (double) run.settings().memoryLimitBytes();
        String text = ByteSize.print(run.settings().memoryLimitBytes());
        if (limit > top) {
            panels.note("the memory limit of " + text + " lies above the picture");
            return;
        }
        panels.level(plot, "memory limit (" + text + ")", bytes.of(limit), Palette.VERMILLION, ChartStyle.LONG_DASHED);
    }

    private boolean mappedKnown() {
        return run.coverage().covers(CycleMetric.MAPPED);
    }

    private List<Line.Point> points(HeapMetric quantity) {
        return samples.stream()
                .map(sample ->
                        new Line.Point(panels.x(sample.timeNanos()), bytes.of(Amd64.fromUint64(quantity.of(sample)))))
                .toList();
    }

    private List<Line.Point> steps(HeapMetric quantity) {
        return Line.steps(points(quantity), panels.x(panels.endNanos()));
    }

    private double max(HeapMetric quantity) {
        return max(sample -> Amd64.fromUint64(quantity.of(sample)));
    }

    private double max(ToDoubleFunction<HeapSample> quantity) {
        return samples.stream().mapToDouble(quantity).max().orElse(0);
    }

    private double peakResident() {
        return machine.stream()
                .mapToDouble(sample -> sample.memory().resident())
                .max()
                .orElse(0);
    }

    /** The upper end of the scale in bytes. */
    private double top() {
        double memory = Math.max(LEAST_TOP_BYTES, Math.max(max(HeapMetric.LIVE), peakResident()));
        if (mappedKnown()) {
            memory = Math.max(memory, max(HeapMetric.MAPPED));
        }
        double visible = memory * GOAL_IN_PICTURE;
        double highest = Math.max(memory, max(sample -> {
            double goal = Amd64.fromUint64(sample.heapGoal());
            return goal <= visible ? goal : 0;
        }));
        double limit = (double) run.settings().memoryLimitBytes();
        if (run.settings().hasMemoryLimit() && limit <= highest * LIMIT_IN_PICTURE) {
            highest = Math.max(highest, limit);
        }
        return highest * 1.06;
    }
}
