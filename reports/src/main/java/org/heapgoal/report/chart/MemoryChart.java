package org.heapgoal.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.heapgoal.recording.MachineSample;
import org.heapgoal.report.MemoryClass;
import org.heapgoal.report.ProcessDetails;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.text.Figures;
import org.heapgoal.sim.units.ByteSize;
import org.jfree.chart.plot.XYPlot;

/**
 * Memory by use over time, stacked so that both limits can be read off: up to stacks and metadata is what GOMEMLIMIT
 * counts, with memory outside Go what a container is charged; released memory on top is address space only.
 */
final class MemoryChart {
    private static final String CAPTION =
            "Memory by use, stacked. GOMEMLIMIT counts heap, stacks and metadata; the container's limit counts memory"
                    + " outside Go as well; released memory is given back and counts for neither.";

    /** A limit is in the picture if it is at most this many times everything else. */
    private static final double LIMIT_IN_PICTURE = 2.5;

    /** A limit that would make the picture only so much higher is in it too. */
    private static final double HARDLY_ABOVE = 1.3;

    /** Released memory is in the picture up to this many times all the rest. */
    private static final double RELEASED_IN_PICTURE = 1.5;

    private static final int COLUMNS = 400;

    /** From the bottom up. */
    private static final List<MemoryClass> USES = List.of(MemoryClass.values());

    /** More resident memory, and of equal amounts the one with more heap in use. */
    private static final Comparator<MachineSample> FULLER = Comparator.comparingLong(
                    (MachineSample sample) -> sample.memory().resident())
            .thenComparingLong(sample -> sample.memory().heapInUse());

    private final RunResult run;
    private final List<MachineSample> samples;
    private final TimePanels panels;
    private final double top;
    private final Scale bytes;

    private MemoryChart(RunResult run) {
        this.run = run;
        List<MachineSample> all = run.timelines().memory().kept();
        this.panels = new TimePanels(run, all.get(all.size() - 1).timeNanos());
        this.samples = fullest(all);
        this.top = top();
        this.bytes = Scale.forBytes(top);
    }

    /** Why a run has no such chart; nothing if it has one. */
    static Optional<String> missing(RunResult run) {
        return run.timelines().memory().kept().isEmpty()
                ? Optional.of("What memory is used for is known at level full only.")
                : Optional.empty();
    }

    /** The chart of a run that has samples. */
    static Chart of(RunResult run) {
        return new MemoryChart(run).build();
    }

    private Chart build() {
        XYPlot plot = panels.panel(ChartStyle.axis("memory (" + bytes.unit() + ")", 0, bytes.of(top)), 22);
        for (int use = USES.size() - 1; use >= 0; use--) {
            panels.area(plot, USES.get(use).label(), tops(use), Palette.of(USES.get(use)));
        }
        for (MemoryClass use : USES) {
            double peak = peak(use);
            if (peak > 0) {
                panels.explain(
                        ChartStyle.areaItem(use.label() + " (peak " + Figures.bytes(peak) + ")", Palette.of(use)));
            }
        }
        if (run.settings().hasMemoryLimit()) {
            limit(plot, "GOMEMLIMIT", run.settings().memoryLimitBytes(), true);
        }
        run.process()
                .details()
                .filter(ProcessDetails::memoryLimited)
                .ifPresent(details -> limit(plot, "container limit", details.memoryLimitBytes(), false));
        panels.strips(Strip.cycles(run));
        if (samples.size() < run.timelines().memory().recorded()) {
            panels.note("of " + Figures.count((double) run.timelines().memory().recorded())
                    + " samples the one with most memory in every "
                    + Figures.seconds(panels.endNanos() / COLUMNS / 1e9) + " is drawn");
        }
        String name = "memory";
        String title = "Memory by use: " + run.identity().name();
        String description = "Over " + Figures.seconds(panels.endNanos() / 1e9) + ", from the bottom up: "
                + panels.legendText() + ". Resident memory peaks at " + Figures.bytes(resident()) + ".";
        return panels.chart(name, title, CAPTION, description);
    }

    private void limit(XYPlot plot, String word, long limit, boolean ofGo) {
        String text = word + " (" + ByteSize.print(limit) + ")";
        if (limit > top) {
            panels.note("the " + text + " lies above the picture");
        } else {
            panels.level(
                    plot,
                    text,
                    bytes.of((double) limit),
                    ofGo ? Palette.VERMILLION : Palette.BLACK,
                    ofGo ? ChartStyle.LONG_DASHED : ChartStyle.DOTTED);
        }
    }

    /** The upper edge of one use in the stack. */
    private List<Line.Point> tops(int use) {
        List<Line.Point> points = new ArrayList<>();
        for (MachineSample sample : samples) {
            double sum = 0;
            for (MemoryClass below : USES.subList(0, use + 1)) {
                sum += below.of(sample.memory());
            }
            points.add(new Line.Point(panels.x(sample.timeNanos()), bytes.of(Math.min(sum, top))));
        }
        Line.Point last = points.get(points.size() - 1);
        points.add(new Line.Point(panels.x(panels.endNanos()), last.y()));
        return points;
    }

    /** Of every column the sample with most resident memory, so that no peak is lost. */
    private List<MachineSample> fullest(List<MachineSample> all) {
        List<MachineSample> fullest = new ArrayList<>();
        long column = -1;
        for (MachineSample sample : all) {
            long own = (long) Math.floor(sample.timeNanos() / panels.endNanos() * COLUMNS);
            int last = fullest.size() - 1;
            if (own != column) {
                fullest.add(sample);
                column = own;
            } else if (FULLER.compare(sample, fullest.get(last)) > 0) {
                fullest.set(last, sample);
            }
        }
        return fullest;
    }

    private double peak(MemoryClass use) {
        return run.timelines().memory().kept().stream()
                .mapToDouble(sample -> use.of(sample.memory()))
                .max()
                .orElse(0);
    }

    private double resident() {
        return samples.stream()
                .mapToDouble(sample -> sample.memory().resident())
                .max()
                .orElse(0);
    }

    private double top() {
        double resident = Math.max(1024, resident());
        double all = samples.stream()
                .mapToDouble(sample ->
                        sample.memory().resident() + (double) sample.memory().heapReleased())
                .max()
                .orElse(0);
        double highest = Math.min(all, resident * (1 + RELEASED_IN_PICTURE));
        if (all > highest) {
            panels.note("mapped and released memory together go up to " + Figures.bytes(all) + ", out of the picture");
        }
        double limit = run.settings().hasMemoryLimit() ? (double) run.settings().memoryLimitBytes() : 0;
        double container = run.process()
                .details()
                .filter(ProcessDetails::memoryLimited)
                .map(details -> (double) details.memoryLimitBytes())
                .orElse(0.0);
        for (double line : new double[] {limit, container}) {
            boolean near = line <= resident * LIMIT_IN_PICTURE || line <= highest * HARDLY_ABOVE;
            highest = near ? Math.max(highest, line) : highest;
        }
        return highest * 1.06;
    }
}
