package org.heapgoal.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heapgoal.recording.Level;
import org.heapgoal.report.BasisMetric;
import org.heapgoal.report.CycleMetric;

/**
 * The first cycle that is not the same in both runs.
 *
 * @param number the place of the cycle in the runs, from 1
 * @param a the cycle of the first run; nothing where that had ended
 * @param b the cycle of the second
 * @param figures the figures that differ, those that pacing follows from first
 * @param inputs the inputs of goal and trigger that differ, causes before effects
 */
public record FirstDifference(
        long number,
        Optional<ComparedCycle> a,
        Optional<ComparedCycle> b,
        List<CycleMetric> figures,
        List<BasisMetric> inputs) {
    /** Logs round their numbers, so from a log only a larger relative difference counts. */
    static final double LOG_TOLERANCE = 0.05;

    /** In this order figures are looked at: what decides a cycle before what comes of it. */
    private static final List<CycleMetric> ORDER = List.of(
            CycleMetric.GOAL_AT_START,
            CycleMetric.GOAL_RULE,
            CycleMetric.TRIGGER,
            CycleMetric.TRIGGER_BOUND,
            CycleMetric.RUNWAY,
            CycleMetric.MAX_PROCS,
            CycleMetric.CAUSE,
            CycleMetric.LIVE_AT_START,
            CycleMetric.START,
            CycleMetric.LIVE_AT_END,
            CycleMetric.MARKED,
            CycleMetric.GOAL);

    /** All that a log tells well enough to be compared. */
    private static final List<CycleMetric> OF_LOGS =
            List.of(CycleMetric.GOAL, CycleMetric.LIVE_AT_START, CycleMetric.LIVE_AT_END, CycleMetric.MARKED);

    /** Copies the lists. */
    public FirstDifference {
        figures = List.copyOf(figures);
        inputs = List.copyOf(inputs);
    }

    /** Finds it; nothing where all cycles that are there are the same. */
    static Optional<FirstDifference> of(ComparedRun a, ComparedRun b) {
        boolean log = a.identity().level() == Level.LOG || b.identity().level() == Level.LOG;
        int both = Math.min(a.cycles().size(), b.cycles().size());
        for (int i = 0; i < both; i++) {
            ComparedCycle one = a.cycles().get(i);
            ComparedCycle other = b.cycles().get(i);
            List<CycleMetric> figures = log ? ofLogs(one, other) : figures(one, other);
            if (!figures.isEmpty()) {
                return Optional.of(
                        new FirstDifference(i + 1L, Optional.of(one), Optional.of(other), figures, inputs(one, other)));
            }
        }
        if (both < ComparedRun.MAX_CYCLES && a.cycles().size() != b.cycles().size()) {
            return Optional.of(
                    new FirstDifference(both + 1L, at(a.cycles(), both), at(b.cycles(), both), List.of(), List.of()));
        }
        return Optional.empty();
    }

    private static Optional<ComparedCycle> at(List<ComparedCycle> cycles, int index) {
        return index < cycles.size() ? Optional.of(cycles.get(index)) : Optional.empty();
    }

    private static List<CycleMetric> figures(ComparedCycle a, ComparedCycle b) {
        if (a.cells().equals(b.cells())) {
            return List.of();
        }
        List<CycleMetric> metrics = new ArrayList<>(ORDER);
        for (CycleMetric metric : CycleMetric.values()) {
            if (!ORDER.contains(metric) && metric != CycleMetric.NUMBER) {
                metrics.add(metric);
            }
        }
        return metrics.stream()
                .filter(metric -> differ(a.cell(metric), b.cell(metric)))
                .toList();
    }

    private static List<CycleMetric> ofLogs(ComparedCycle a, ComparedCycle b) {
        return OF_LOGS.stream()
                .filter(metric -> {
                    String one = a.cell(metric);
                    String other = b.cell(metric);
                    if (!differ(one, other)) {
                        return false;
                    }
                    double x = Double.parseDouble(one);
                    double y = Double.parseDouble(other);
                    return Math.abs(x - y) > LOG_TOLERANCE * Math.max(x, y);
                })
                .toList();
    }

    private static List<BasisMetric> inputs(ComparedCycle a, ComparedCycle b) {
        List<BasisMetric> inputs = new ArrayList<>();
        for (BasisMetric metric : BasisMetric.values()) {
            if (differ(a.cell(metric), b.cell(metric))) {
                inputs.add(metric);
            }
        }
        return inputs;
    }

    /** Whether both are known and not the same. */
    private static boolean differ(String a, String b) {
        return !a.isEmpty() && !b.isEmpty() && !a.equals(b);
    }
}
