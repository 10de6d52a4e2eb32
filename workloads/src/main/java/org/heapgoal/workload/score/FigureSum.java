package org.heapgoal.workload.score;

import java.util.EnumMap;
import java.util.Map;

/**
 * Adds up the figures of a run from its cycles. The first cycle that begins after the program's set-up is where counting
 * starts: sums run from its end to the end of the last cycle, so that neither what came before it nor what was left over
 * at the end counts.
 *
 * <p>Set-up is told by the bytes allocated until it was over, which are the same under any settings.
 */
final class FigureSum {
    private static final double GIB = 1L << 30;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double setUpBytes;
    private double allocatedBefore;
    private double markedBefore;
    private boolean counting;
    private long cycles;
    private double firstEndNanos;
    private double lastEndNanos;
    private double allocated;
    private double goals;
    private double peakGoal;
    private double triggerRatios;
    private double marked;
    private double black;
    private double markNanos;
    private double stopNanos;
    private double assistNanos;
    private double backgroundNanos;
    private double idleNanos;
    private double stoppedCpuNanos;
    private double capacityNanos;

    /** Sums that begin after this many bytes were allocated. */
    FigureSum(double setUpBytes) {
        this.setUpBytes = setUpBytes;
    }

    void add(CycleNumbers cycle) {
        double upToStart = allocatedBefore + (cycle.atStart() - markedBefore);
        if (counting) {
            count(cycle);
        } else if (upToStart >= setUpBytes) {
            counting = true;
            firstEndNanos = cycle.endNanos();
            lastEndNanos = cycle.endNanos();
        }
        allocatedBefore = upToStart + (cycle.atEnd() - cycle.atStart());
        markedBefore = cycle.marked();
    }

    private void count(CycleNumbers cycle) {
        cycles++;
        allocated += cycle.atEnd() - markedBefore;
        goals += cycle.goal();
        peakGoal = Math.max(peakGoal, cycle.goal());
        triggerRatios += cycle.goal() > 0 ? cycle.atStart() / cycle.goal() : 0;
        marked += cycle.marked();
        black += cycle.atEnd() - cycle.atStart();
        markNanos += cycle.markNanos();
        stopNanos += cycle.stopNanos();
        assistNanos += cycle.assistNanos();
        backgroundNanos += cycle.backgroundNanos();
        idleNanos += cycle.idleNanos();
        stoppedCpuNanos += cycle.stopNanos() * cycle.maxProcs();
        capacityNanos += (cycle.endNanos() - lastEndNanos) * cycle.maxProcs();
        lastEndNanos = cycle.endNanos();
    }

    /** Bytes allocated per second, or NaN; the figures have it for saturated runs only. */
    double bytesPerSecond() {
        double elapsed = lastEndNanos - firstEndNanos;
        return elapsed > 0 ? allocated / (elapsed / NANOS_PER_SECOND) : Double.NaN;
    }

    /** CPU time of a mean cycle without idle workers', nanoseconds, or NaN. */
    double meanCostNanos() {
        return cycles == 0 ? Double.NaN : (assistNanos + backgroundNanos + stoppedCpuNanos) / cycles;
    }

    /** The figures that cycles tell; only the number of cycles where nothing was counted. */
    Map<ScoreFigure, Double> figures() {
        Map<ScoreFigure, Double> out = new EnumMap<>(ScoreFigure.class);
        out.put(ScoreFigure.CYCLES, (double) cycles);
        if (cycles == 0) {
            return out;
        }
        if (allocated > 0) {
            out.put(ScoreFigure.GC_PER_GIB, cycles / (allocated / GIB));
        }
        out.put(ScoreFigure.MEAN_GOAL, goals / cycles);
        out.put(ScoreFigure.PEAK_GOAL, peakGoal);
        out.put(ScoreFigure.TRIGGER_RATIO, triggerRatios / cycles);
        out.put(ScoreFigure.MEAN_MARKED, marked / cycles);
        out.put(ScoreFigure.MEAN_BLACK, black / cycles);
        out.put(ScoreFigure.MARK_TIME, markNanos / cycles / NANOS_PER_SECOND);
        out.put(ScoreFigure.STOP_TIME, stopNanos / cycles / NANOS_PER_SECOND);
        double marking = assistNanos + backgroundNanos + idleNanos;
        out.put(ScoreFigure.MARK_CPU, marking / cycles / NANOS_PER_SECOND);
        if (marking > 0) {
            out.put(ScoreFigure.ASSIST_SHARE, assistNanos / marking);
        }
        double elapsed = lastEndNanos - firstEndNanos;
        if (capacityNanos > 0 && elapsed > 0) {
            double busy = assistNanos + backgroundNanos + stoppedCpuNanos;
            out.put(ScoreFigure.GC_CPU, busy / capacityNanos);
            out.put(ScoreFigure.GC_CPU_WITH_IDLE, (busy + idleNanos) / capacityNanos);
            out.put(ScoreFigure.THROUGHPUT, allocated / (elapsed / NANOS_PER_SECOND));
        }
        return out;
    }
}
