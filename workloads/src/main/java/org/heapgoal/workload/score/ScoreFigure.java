package org.heapgoal.workload.score;

import java.util.ArrayList;
import java.util.List;

/**
 * What predictions are scored in, and below {@link #P99} what explains a wrong one. Counts are per byte allocated, so that
 * runs of different length compare.
 */
public enum ScoreFigure {
    /** Cycles from the first to the last, over what was allocated between their ends. */
    GC_PER_GIB("gcPerGiB", "GCs per GiB", Unit.COUNT, ErrorKind.RELATIVE),
    /** Mean over the cycles of the goal that gctrace prints. */
    MEAN_GOAL("meanGoalBytes", "mean goal", Unit.BYTES, ErrorKind.RELATIVE),
    /** The largest of those goals. */
    PEAK_GOAL("peakGoalBytes", "peak goal", Unit.BYTES, ErrorKind.RELATIVE),
    /** Assists, dedicated and fractional workers and stopped Ps, of all CPU time of the Ps. */
    GC_CPU("gcCPUShare", "GC CPU share", Unit.SHARE, ErrorKind.RELATIVE),
    /** The same with idle-time marking. */
    GC_CPU_WITH_IDLE("gcCPUShareWithIdle", "GC CPU with idle", Unit.SHARE, ErrorKind.RELATIVE),
    /** Assists' part of all marking. */
    ASSIST_SHARE("assistShare", "assist share", Unit.SHARE, ErrorKind.POINTS),
    /** Mean over the cycles of heapLive at the start over the goal. */
    TRIGGER_RATIO("triggerOverGoal", "trigger / goal", Unit.RATIO, ErrorKind.RELATIVE),
    /** The largest Sys − HeapReleased of the whole run. */
    PEAK_MAPPED("peakMappedBytes", "peak mapped", Unit.BYTES, ErrorKind.RELATIVE),
    /** Bytes allocated per second, for runs of fixed work: their wall time turned round. */
    THROUGHPUT("throughputBytesPerSecond", "throughput", Unit.BYTES_PER_SECOND, ErrorKind.RELATIVE),
    /** Latency that 99 % of the requests of a paced run stay below. */
    P99("p99Seconds", "p99 latency", Unit.SECONDS, ErrorKind.RELATIVE),

    /** Mean heap found live by a cycle. */
    MEAN_MARKED("meanMarkedBytes", "mean marked heap", Unit.BYTES, ErrorKind.RELATIVE),
    /** Mean allocation while a cycle marked, which counts as live. */
    MEAN_BLACK("meanAllocatedWhileMarkingBytes", "mean allocation while marking", Unit.BYTES, ErrorKind.RELATIVE),
    /** Mean CPU time of marking a cycle took, idle workers' included. */
    MARK_CPU("meanMarkCPUSeconds", "mean CPU time of marking", Unit.SECONDS, ErrorKind.RELATIVE),
    /** Mean length of the mark phase. */
    MARK_TIME("meanMarkSeconds", "mean mark time", Unit.SECONDS, ErrorKind.RELATIVE),
    /** Mean of a cycle's two stops of the world, with the wait for it to stop. */
    STOP_TIME("meanStopSeconds", "mean stop time", Unit.SECONDS, ErrorKind.RELATIVE),
    /** 1 if the CPU limiter was on at some time of the run, else 0. */
    LIMITER("limiterOn", "limiter on", Unit.RATIO, ErrorKind.POINTS),
    /** Cycles that the other figures rest on. */
    CYCLES("cycles", "cycles", Unit.COUNT, ErrorKind.RELATIVE);

    /** The unit of a figure. */
    public enum Unit {
        COUNT,
        BYTES,
        SHARE,
        RATIO,
        SECONDS,
        BYTES_PER_SECOND
    }

    /** How a prediction's error is measured. */
    public enum ErrorKind {
        /** Difference over the observed value. */
        RELATIVE,
        /** Difference, for shares that may be close to zero. */
        POINTS
    }

    private final String jsonName;
    private final String label;
    private final Unit unit;
    private final ErrorKind errorKind;

    ScoreFigure(String jsonName, String label, Unit unit, ErrorKind errorKind) {
        this.jsonName = jsonName;
        this.label = label;
        this.unit = unit;
        this.errorKind = errorKind;
    }

    /** The figures that tables show, in order: the others serve to find causes. */
    public static List<ScoreFigure> scored() {
        List<ScoreFigure> out = new ArrayList<>();
        for (ScoreFigure figure : values()) {
            if (figure.compareTo(P99) <= 0) {
                out.add(figure);
            }
        }
        return out;
    }

    /**
     * The figure of a name in JSON.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ScoreFigure named(String jsonName) {
        for (ScoreFigure figure : values()) {
            if (figure.jsonName.equals(jsonName)) {
                return figure;
            }
        }
        throw new IllegalArgumentException("no figure is called " + jsonName);
    }

    /** The name in JSON. */
    public String jsonName() {
        return jsonName;
    }

    /** The name in tables. */
    public String label() {
        return label;
    }

    /** The unit. */
    public Unit unit() {
        return unit;
    }

    /** Whether the lines of a log tell it; the others are known only from what a program says of itself. */
    public boolean toldByLogs() {
        return this != PEAK_MAPPED && this != P99 && this != LIMITER;
    }

    /** How errors are measured. */
    public ErrorKind errorKind() {
        return errorKind;
    }

    /** How far a prediction is from the observed value, with its sign; NaN where that says nothing. */
    public double error(double predicted, double observed) {
        if (errorKind == ErrorKind.POINTS) {
            return predicted - observed;
        }
        return observed == 0 ? Double.NaN : (predicted - observed) / observed;
    }
}
