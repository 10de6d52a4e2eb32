package org.heapgoal.report;

import java.util.function.Function;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.metric.Declaration;
import org.heapgoal.recording.metric.Metric;
import org.heapgoal.recording.metric.MetricUnit;

/**
 * The figures of one GC cycle: each declared once, with the name it has in CSV and JSON, its kind and its meaning. Files
 * and tables read this declaration. Order is the order of output.
 */
public enum CycleMetric implements Metric {
    NUMBER(Declaration.perCycle("cycle", MetricUnit.COUNT, "cycle", "the cycle's number, from 1"), CycleRecord::number),
    CAUSE(
            Declaration.perCycle("cause", MetricUnit.TEXT, "cause", "what started it"),
            cycle -> cycle.cause().name()),
    START(
            Declaration.perCycle(
                    "startSeconds", MetricUnit.SECONDS, "start", "when it started, since the start of the process"),
            cycle -> seconds(cycle.timing().startNanos())),
    SWEEP_TERMINATION(
            Declaration.perCycle(
                    "sweepTerminationSeconds",
                    MetricUnit.SECONDS,
                    "first stop",
                    "stop of the world that starts it, with the wait for the world to stop"),
            cycle -> seconds(cycle.timing().sweepTerminationNanos())),
    MARK(
            Declaration.perCycle("markSeconds", MetricUnit.SECONDS, "mark phase", "concurrent mark phase"),
            cycle -> seconds(cycle.timing().markNanos())),
    MARK_TERMINATION(
            Declaration.perCycle(
                    "markTerminationSeconds",
                    MetricUnit.SECONDS,
                    "second stop",
                    "stop of the world that ends it, with the wait for the world to stop"),
            cycle -> seconds(cycle.timing().markTerminationNanos())),
    PAUSE(
            Declaration.perCycle(
                    "pauseSeconds", MetricUnit.SECONDS, "pause", "pause as MemStats counts it, both stops together"),
            cycle -> seconds(cycle.timing().pauseNanos())),
    ASSIST_CPU(
            Declaration.perCycle("assistCPUSeconds", MetricUnit.SECONDS, "assists", "CPU time of mark assists"),
            cycle -> seconds(cycle.cpu().assistNanos())),
    DEDICATED_CPU(
            Declaration.perCycle(
                    "dedicatedCPUSeconds",
                    MetricUnit.SECONDS,
                    "dedicated workers",
                    "CPU time of dedicated mark workers"),
            cycle -> seconds(cycle.cpu().dedicatedNanos())),
    FRACTIONAL_CPU(
            Declaration.perCycle(
                    "fractionalCPUSeconds",
                    MetricUnit.SECONDS,
                    "fractional workers",
                    "CPU time of fractional mark workers"),
            cycle -> seconds(cycle.cpu().fractionalNanos())),
    IDLE_CPU(
            Declaration.perCycle(
                    "idleMarkCPUSeconds",
                    MetricUnit.SECONDS,
                    "idle-time workers",
                    "CPU time of idle-time mark workers"),
            cycle -> seconds(cycle.cpu().idleNanos())),
    LIVE_AT_START(
            Declaration.perCycle("heapLiveAtStartBytes", MetricUnit.BYTES, "heap at start", "heapLive when it started"),
            cycle -> cycle.heap().liveAtStart()),
    LIVE_AT_END(
            Declaration.perCycle("heapLiveAtEndBytes", MetricUnit.BYTES, "heap at end", "heapLive at mark termination"),
            cycle -> cycle.heap().liveAtEnd()),
    MARKED(
            Declaration.perCycle(
                            "heapMarkedBytes",
                            MetricUnit.BYTES,
                            "live heap",
                            "bytes found live, with everything allocated during the mark")
                    .inGo("/gc/heap/live:bytes"),
            cycle -> cycle.heap().marked()),
    GOAL(
            Declaration.perCycle(
                            "heapGoalBytes",
                            MetricUnit.BYTES,
                            "heap goal",
                            "the goal it ended with, which gctrace prints")
                    .inGo("/gc/heap/goal:bytes"),
            cycle -> cycle.heap().goal()),
    GOAL_AT_START(
            Declaration.perCycle(
                    "heapGoalAtStartBytes", MetricUnit.BYTES, "goal at start", "the goal in force when it started"),
            cycle -> cycle.pacing().goalAtStart()),
    GOAL_RULE(
            Declaration.perCycle(
                    "goalRule", MetricUnit.TEXT, "goal set by", "the rule that set the goal in force when it started"),
            cycle -> cycle.pacing().goalRule().name()),
    TRIGGER(
            Declaration.perCycle("triggerBytes", MetricUnit.BYTES, "trigger", "the trigger in force when it started"),
            cycle -> cycle.pacing().trigger()),
    TRIGGER_BOUND(
            Declaration.perCycle("triggerBound", MetricUnit.TEXT, "trigger set by", "what set the trigger"),
            cycle -> cycle.pacing().triggerBound().name()),
    RUNWAY(
            Declaration.perCycle(
                    "runwayBytes", MetricUnit.BYTES, "runway", "how far below the goal the pacer wanted to start"),
            cycle -> cycle.pacing().runway()),
    UTILIZATION(
            Declaration.perCycle(
                    "utilization",
                    MetricUnit.FRACTION,
                    "GC utilisation",
                    "GC's share of CPU during the mark phase as the controller counts it"),
            cycle -> cycle.pacing().utilization()),
    CONS_MARK(
            Declaration.perCycle(
                    "consMark",
                    MetricUnit.RATIO,
                    "cons/mark",
                    "allocation per unit of mark work that the next cycle is planned with"),
            cycle -> cycle.pacing().consMark()),
    LIMITER(
            Declaration.perCycle(
                    "limiterEnabled", MetricUnit.FLAG, "limiter on", "whether the GC CPU limiter was on when it ended"),
            cycle -> cycle.pacing().limiterEnabled()),
    STACK_SCAN(
            Declaration.perCycle("stackScanBytes", MetricUnit.BYTES, "stacks scanned", "stack bytes scanned")
                    .inGo("/gc/scan/stack:bytes"),
            CycleRecord::stackScanBytes),
    GLOBALS_SCAN(
            Declaration.perCycle(
                            "globalsScanBytes",
                            MetricUnit.BYTES,
                            "globals scanned",
                            "bytes of global variables scanned")
                    .inGo("/gc/scan/globals:bytes"),
            CycleRecord::globalsScanBytes),
    MAPPED(
            Declaration.perCycle("mappedBytes", MetricUnit.BYTES, "mapped memory", "Sys − HeapReleased when it ended"),
            cycle -> cycle.pacing().memory().mappedBytes()),
    RESIDENT(
            Declaration.perCycle(
                    "residentBytes",
                    MetricUnit.BYTES,
                    "resident memory",
                    "resident memory when it ended, memory outside Go included"),
            cycle -> cycle.pacing().memory().residentBytes()),
    MAX_PROCS(
            Declaration.perCycle("maxProcs", MetricUnit.COUNT, "GOMAXPROCS", "GOMAXPROCS during the cycle")
                    .inGo("/sched/gomaxprocs:threads"),
            cycle -> (long) cycle.maxProcs()),
    GC_CPU_FRACTION(
            Declaration.perCycle(
                    "gcCPUFraction",
                    MetricUnit.FRACTION,
                    "GC CPU so far",
                    "share of all CPU time since the start of the process that GC took, idle marking left out"),
            CycleRecord::gcCpuFraction);

    private static final double NANOS_PER_SECOND = 1e9;

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final Declaration declaration;

    @SuppressWarnings("ImmutableEnumChecker") // every extractor is a lambda without state
    private final Function<CycleRecord, Object> extractor;

    CycleMetric(Declaration declaration, Function<CycleRecord, Object> extractor) {
        this.declaration = declaration;
        this.extractor = extractor;
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }

    /**
     * The cycle's value, of the type that its unit asks for: {@link Long} for counts and bytes, which are unsigned, {@link
     * String} for texts, {@link Boolean} for flags, else {@link Double}.
     */
    public Object valueOf(CycleRecord cycle) {
        return extractor.apply(cycle);
    }

    private static Double seconds(long nanos) {
        return nanos / NANOS_PER_SECOND;
    }
}
