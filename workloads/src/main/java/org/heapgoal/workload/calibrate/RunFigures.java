package org.heapgoal.workload.calibrate;

import java.util.EnumMap;
import java.util.Map;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;

/** Adds up the figures of a run, simulated or recorded, up to the end of its last cycle. */
final class RunFigures implements RunProbe {
    private static final double GIB = 1L << 30;

    private long cycles;
    private double goals;
    private double peakGoal;
    private double heapsAtStart;
    private double marked;
    private double busyNanos;
    private double assistNanos;
    private double markCpuNanos;
    private double markNanos;
    private double pauseNanos;
    private double capacityNanos;
    private double lastEndNanos;
    private RunTotals totals = new RunTotals(0, 0, 0, 0, 0, 0);

    @Override
    public void onCycle(CycleRecord cycle) {
        cycles++;
        goals += cycle.heap().goal();
        peakGoal = Math.max(peakGoal, (double) cycle.heap().goal());
        heapsAtStart += cycle.heap().liveAtStart();
        marked += cycle.heap().marked();
        busyNanos += cycle.cpu().busyNanos() + (double) cycle.timing().pauseNanos() * cycle.maxProcs();
        assistNanos += cycle.cpu().assistNanos();
        markCpuNanos += cycle.cpu().totalNanos();
        markNanos += cycle.timing().markNanos();
        pauseNanos += cycle.timing().pauseNanos();
        capacityNanos += (cycle.timing().endNanos() - lastEndNanos) * cycle.maxProcs();
        lastEndNanos = cycle.timing().endNanos();
    }

    @Override
    public void onEnd(RunTotals end) {
        totals = end;
    }

    /** The figures; without a cycle only the count. */
    Map<RunFigure, Double> figures() {
        Map<RunFigure, Double> out = new EnumMap<>(RunFigure.class);
        out.put(RunFigure.GC_COUNT, (double) cycles);
        if (cycles == 0) {
            return out;
        }
        double allocated = (double) totals.allocatedBytes() * lastEndNanos / Math.max(1, totals.durationNanos());
        if (allocated > 0) {
            out.put(RunFigure.GC_PER_GIB, cycles / (allocated / GIB));
        }
        out.put(RunFigure.MEAN_GOAL, goals / cycles);
        out.put(RunFigure.PEAK_GOAL, peakGoal);
        out.put(RunFigure.MEAN_HEAP_AT_START, heapsAtStart / cycles);
        out.put(RunFigure.MEAN_MARKED, marked / cycles);
        out.put(RunFigure.GC_CPU_FRACTION, capacityNanos > 0 ? busyNanos / capacityNanos : 0);
        out.put(RunFigure.ASSIST_SHARE, markCpuNanos > 0 ? assistNanos / markCpuNanos : 0);
        out.put(RunFigure.MEAN_MARK_TIME, markNanos / cycles / 1e9);
        out.put(RunFigure.MEAN_PAUSE, pauseNanos / cycles / 1e9);
        out.put(RunFigure.DURATION, lastEndNanos / 1e9);
        return out;
    }
}
