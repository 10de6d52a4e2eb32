package org.heapgoal.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;

/**
 * The runs of a what-if as points of GC CPU against peak memory.
 *
 * @param memory which peak the runs are compared by: the most telling one that all of them have
 * @param points the baseline first, then the candidates in their order
 */
public record TradeOff(SummaryMetric memory, List<Point> points) {
    /** Differences below this share of the baseline are not worth a recommendation. */
    private static final double TELLING = 0.02;

    private static final List<SummaryMetric> MEMORY_BY_PREFERENCE =
            List.of(SummaryMetric.PEAK_RESIDENT, SummaryMetric.PEAK_MAPPED, SummaryMetric.PEAK_HEAP_LIVE);

    /**
     * One run.
     *
     * @param run the run
     * @param baseline whether it is the baseline
     * @param cpu its GC CPU as a share of all CPU; NaN if unknown
     * @param memoryBytes its peak memory; NaN if unknown
     * @param pareto whether no other run has less of one and not more of the other
     */
    public record Point(RunResult run, boolean baseline, double cpu, double memoryBytes, boolean pareto) {
        /** Whether both figures are known; those of a process that was killed say nothing about what it would need. */
        public boolean known() {
            return !Double.isNaN(cpu) && !Double.isNaN(memoryBytes) && !run.killed();
        }
    }

    /** Copies the list. */
    public TradeOff {
        points = List.copyOf(points);
    }

    /** The points of a what-if. */
    public static TradeOff of(WhatIfResult result) {
        List<RunResult> runs = result.stated();
        SummaryMetric memory = peakMemory(runs);
        List<Point> plain = new ArrayList<>();
        for (RunResult run : runs) {
            RunSummary summary = run.summary();
            plain.add(new Point(
                    run,
                    plain.isEmpty(),
                    summary.valueOrNaN(SummaryMetric.GC_CPU_FRACTION),
                    summary.valueOrNaN(memory),
                    false));
        }
        return new TradeOff(memory, withFront(plain));
    }

    /** The peak to compare runs by: resident memory, else mapped memory, else the heap. */
    public static SummaryMetric peakMemory(List<RunResult> runs) {
        for (SummaryMetric metric : MEMORY_BY_PREFERENCE) {
            if (runs.stream().allMatch(run -> run.summary().valueOrNaN(metric) > 0)) {
                return metric;
            }
        }
        return SummaryMetric.PEAK_HEAP_LIVE;
    }

    /** The baseline's point. */
    public Point baseline() {
        return points.get(0);
    }

    /** The Pareto-optimal points by growing memory. */
    public List<Point> front() {
        return points.stream()
                .filter(Point::pareto)
                .sorted(Comparator.comparingDouble(Point::memoryBytes).thenComparingDouble(Point::cpu))
                .toList();
    }

    /** The first candidate that is better than the baseline in one figure and not worse in the other. */
    public Optional<Point> betterThanBaseline() {
        Point base = baseline();
        return points.stream()
                .skip(1)
                .filter(point -> point.known() && dominates(point, base) && tells(point, base))
                .min(Comparator.comparingDouble(Point::cpu).thenComparingDouble(Point::memoryBytes));
    }

    /** Whether the difference is one that a second run of the program would not blur. */
    private static boolean tells(Point point, Point base) {
        return point.cpu < base.cpu * (1 - TELLING) || point.memoryBytes < base.memoryBytes * (1 - TELLING);
    }

    private static boolean dominates(Point a, Point b) {
        return a.cpu <= b.cpu && a.memoryBytes <= b.memoryBytes && (a.cpu < b.cpu || a.memoryBytes < b.memoryBytes);
    }

    /** Marks the front in one sweep by growing memory: a point is on it if its CPU is below all cheaper points'. */
    private static List<Point> withFront(List<Point> plain) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            if (plain.get(i).known()) {
                order.add(i);
            }
        }
        order.sort(Comparator.<Integer>comparingDouble(i -> plain.get(i).memoryBytes)
                .thenComparingDouble(i -> plain.get(i).cpu));
        List<Point> marked = new ArrayList<>(plain);
        double leastCpu = Double.POSITIVE_INFINITY;
        double itsMemory = Double.NaN;
        for (int index : order) {
            Point point = plain.get(index);
            boolean twin = point.cpu == leastCpu && point.memoryBytes == itsMemory;
            if (point.cpu < leastCpu || twin) {
                leastCpu = point.cpu;
                itsMemory = point.memoryBytes;
                marked.set(index, new Point(point.run, point.baseline, point.cpu, point.memoryBytes, true));
            }
        }
        return marked;
    }
}
