package org.heapgoal.report;

import java.util.function.Function;
import org.heapgoal.recording.CycleRecord;

/**
 * The figures of one GC cycle: each declared once, with the name it has in CSV and JSON, its kind and its meaning. Files
 * and tables read this declaration. Order is the order of output.
 */
public enum CycleMetric {
    NUMBER("cycle", Kind.COUNT, "the cycle's number, from 1", CycleRecord::number),
    CAUSE("cause", Kind.TEXT, "what started it", cycle -> cycle.cause().name()),
    START(
            "startSeconds",
            Kind.SECONDS,
            "when it started, since the start of the process",
            cycle -> seconds(cycle.timing().startNanos())),
    SWEEP_TERMINATION(
            "sweepTerminationSeconds",
            Kind.SECONDS,
            "stop of the world that starts it, with the wait for the world to stop",
            cycle -> seconds(cycle.timing().sweepTerminationNanos())),
    MARK(
            "markSeconds",
            Kind.SECONDS,
            "concurrent mark phase",
            cycle -> seconds(cycle.timing().markNanos())),
    MARK_TERMINATION(
            "markTerminationSeconds",
            Kind.SECONDS,
            "stop of the world that ends it, with the wait for the world to stop",
            cycle -> seconds(cycle.timing().markTerminationNanos())),
    PAUSE(
            "pauseSeconds",
            Kind.SECONDS,
            "pause as MemStats counts it, both stops together",
            cycle -> seconds(cycle.timing().pauseNanos())),
    ASSIST_CPU(
            "assistCPUSeconds",
            Kind.SECONDS,
            "CPU time of mark assists",
            cycle -> seconds(cycle.cpu().assistNanos())),
    DEDICATED_CPU(
            "dedicatedCPUSeconds",
            Kind.SECONDS,
            "CPU time of dedicated mark workers",
            cycle -> seconds(cycle.cpu().dedicatedNanos())),
    FRACTIONAL_CPU(
            "fractionalCPUSeconds",
            Kind.SECONDS,
            "CPU time of fractional mark workers",
            cycle -> seconds(cycle.cpu().fractionalNanos())),
    IDLE_CPU(
            "idleMarkCPUSeconds",
            Kind.SECONDS,
            "CPU time of idle-time mark workers",
            cycle -> seconds(cycle.cpu().idleNanos())),
    LIVE_AT_START(
            "heapLiveAtStartBytes",
            Kind.BYTES,
            "heapLive when it started",
            cycle -> cycle.heap().liveAtStart()),
    LIVE_AT_END(
            "heapLiveAtEndBytes",
            Kind.BYTES,
            "heapLive at mark termination",
            cycle -> cycle.heap().liveAtEnd()),
    MARKED(
            "heapMarkedBytes",
            Kind.BYTES,
            "bytes found live, with everything allocated during the mark",
            cycle -> cycle.heap().marked()),
    GOAL(
            "heapGoalBytes",
            Kind.BYTES,
            "the goal it ended with, which gctrace prints",
            cycle -> cycle.heap().goal()),
    GOAL_AT_START(
            "heapGoalAtStartBytes",
            Kind.BYTES,
            "the goal in force when it started",
            cycle -> cycle.pacing().goalAtStart()),
    GOAL_RULE(
            "goalRule",
            Kind.TEXT,
            "the rule that set the goal in force when it started",
            cycle -> cycle.pacing().goalRule().name()),
    TRIGGER(
            "triggerBytes",
            Kind.BYTES,
            "the trigger in force when it started",
            cycle -> cycle.pacing().trigger()),
    TRIGGER_BOUND(
            "triggerBound",
            Kind.TEXT,
            "what set the trigger",
            cycle -> cycle.pacing().triggerBound().name()),
    RUNWAY(
            "runwayBytes",
            Kind.BYTES,
            "how far below the goal the pacer wanted to start",
            cycle -> cycle.pacing().runway()),
    UTILIZATION(
            "utilization",
            Kind.FRACTION,
            "GC's share of CPU during the mark phase as the controller counts it",
            cycle -> cycle.pacing().utilization()),
    CONS_MARK(
            "consMark",
            Kind.RATIO,
            "allocation per unit of mark work that the next cycle is planned with",
            cycle -> cycle.pacing().consMark()),
    LIMITER(
            "limiterEnabled",
            Kind.FLAG,
            "whether the GC CPU limiter was on when it ended",
            cycle -> cycle.pacing().limiterEnabled()),
    STACK_SCAN("stackScanBytes", Kind.BYTES, "stack bytes scanned", CycleRecord::stackScanBytes),
    GLOBALS_SCAN("globalsScanBytes", Kind.BYTES, "bytes of global variables scanned", CycleRecord::globalsScanBytes),
    MAPPED(
            "mappedBytes",
            Kind.BYTES,
            "Sys − HeapReleased when it ended",
            cycle -> cycle.pacing().memory().mappedBytes()),
    RESIDENT(
            "residentBytes",
            Kind.BYTES,
            "resident memory when it ended, memory outside Go included",
            cycle -> cycle.pacing().memory().residentBytes()),
    MAX_PROCS("maxProcs", Kind.COUNT, "GOMAXPROCS during the cycle", cycle -> (long) cycle.maxProcs()),
    GC_CPU_FRACTION(
            "gcCPUFraction",
            Kind.FRACTION,
            "share of all CPU time since the start of the process that GC took, idle marking left out",
            CycleRecord::gcCpuFraction);

    /** How a figure is measured: {@link Long} for counts and bytes, {@link Double}, {@link String} or {@link Boolean}. */
    public enum Kind {
        COUNT,
        SECONDS,
        BYTES,
        FRACTION,
        RATIO,
        TEXT,
        FLAG
    }

    private static final double NANOS_PER_SECOND = 1e9;

    private final String fieldName;
    private final Kind kind;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // every extractor is a lambda without state
    private final Function<CycleRecord, Object> extractor;

    CycleMetric(String fieldName, Kind kind, String meaning, Function<CycleRecord, Object> extractor) {
        this.fieldName = fieldName;
        this.kind = kind;
        this.meaning = meaning;
        this.extractor = extractor;
    }

    /** The name in CSV and JSON; its ending is the unit. */
    public String fieldName() {
        return fieldName;
    }

    /** How the value is measured. */
    public Kind kind() {
        return kind;
    }

    /** What it is, without a full stop. */
    public String meaning() {
        return meaning;
    }

    /** The cycle's value, of the type that the kind names; bytes and counts are unsigned. */
    public Object valueOf(CycleRecord cycle) {
        return extractor.apply(cycle);
    }

    private static Double seconds(long nanos) {
        return nanos / NANOS_PER_SECOND;
    }
}
