package org.heapgoal.report;

import java.util.function.Function;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.metric.Aggregation;
import org.heapgoal.recording.metric.Declaration;
import org.heapgoal.recording.metric.Metric;
import org.heapgoal.recording.metric.MetricUnit;

/**
 * The figures of one GC cycle: each declared once, with the name it has in CSV and JSON, its kind and its meaning. Files
 * and tables read this declaration. Order is the order of output.
 */
public enum CycleMetric implements Metric {
    NUMBER(declare("cycle", MetricUnit.COUNT, "cycle", "the cycle's number, from 1"), CycleRecord::number),
    CAUSE(
            declare("cause", MetricUnit.TEXT, "cause", "what started it"),
            cycle -> cycle.cause().name()),
    START(
            declare("startSeconds", MetricUnit.SECONDS, "start", "when it started, since the start of the process"),
            cycle -> seconds(cycle.timing().startNanos())),
    SWEEP_TERMINATION(
            declare(
                    "sweepTerminationSeconds",
                    MetricUnit.SECONDS,
                    "first stop",
                    "stop of the world that starts it, with the wait for the world to stop"),
            cycle -> seconds(cycle.timing().sweepTerminationNanos())),
    MARK(
            declare("markSeconds", MetricUnit.SECONDS, "mark phase", "concurrent mark phase"),
            cycle -> seconds(cycle.timing().markNanos())),
    MARK_TERMINATION(
            declare(
                    "markTerminationSeconds",
                    MetricUnit.SECONDS,
                    "second stop",
                    "stop of the world that ends it, with the wait for the world to stop"),
            cycle -> seconds(cycle.timing().markTerminationNanos())),
    PAUSE(
            declare("pauseSeconds", MetricUnit.SECONDS, "pause", "pause as MemStats counts it, both stops together"),
            cycle -> seconds(cycle.timing().pauseNanos())),
    ASSIST_CPU(
            declare("assistCPUSeconds", MetricUnit.SECONDS, "assists", "CPU time of mark assists"),
            cycle -> seconds(cycle.cpu().assistNanos())),
    DEDICATED_CPU(
            declare(
                    "dedicatedCPUSeconds",
                    MetricUnit.SECONDS,
                    "dedicated workers",
                    "CPU time of dedicated mark workers"),
            cycle -> seconds(cycle.cpu().dedicatedNanos())),
    FRACTIONAL_CPU(
            declare(
                    "fractionalCPUSeconds",
                    MetricUnit.SECONDS,
                    "fractional workers",
                    "CPU time of fractional mark workers"),
            cycle -> seconds(cycle.cpu().fractionalNanos())),
    IDLE_CPU(
            declare(
                    "idleMarkCPUSeconds",
                    MetricUnit.SECONDS,
                    "idle-time workers",
                    "CPU time of idle-time mark workers"),
            cycle -> seconds(cycle.cpu().idleNanos())),
    LIVE_AT_START(
            declare("heapLiveAtStartBytes", MetricUnit.BYTES, "heap at start", "heapLive when it started"),
            cycle -> cycle.heap().liveAtStart()),
    LIVE_AT_END(
            declare("heapLiveAtEndBytes", MetricUnit.BYTES, "heap at end", "heapLive at mark termination"),
            cycle -> cycle.heap().liveAtEnd()),
    MARKED(
            declare(
                            "heapMarkedBytes",
                            MetricUnit.BYTES,
                            "live heap",
                            "bytes found live, with everything allocated during the mark")
                    .inGo("/gc/heap/live:bytes"),
            cycle -> cycle.heap().marked()),
    GOAL(
            declare("heapGoalBytes", MetricUnit.BYTES, "heap goal", "the goal it ended with, which gctrace prints")
                    .inGo("/gc/heap/goal:bytes"),
            cycle -> cycle.heap().goal()),
    GOAL_AT_START(
            declare("heapGoalAtStartBytes", MetricUnit.BYTES, "goal at start", "the goal in force when it started"),
            cycle -> cycle.pacing().goalAtStart()),
    GOAL_RULE(
            declare("goalRule", MetricUnit.TEXT, "goal set by", "the rule that set the goal in force when it started"),
            cycle -> cycle.pacing().goalRule().name()),
    TRIGGER(
            declare("triggerBytes", MetricUnit.BYTES, "trigger", "the trigger in force when it started"),
            cycle -> cycle.pacing().trigger()),
    TRIGGER_BOUND(
            declare("triggerBound", MetricUnit.TEXT, "trigger set by", "what set the trigger"),
            cycle -> cycle.pacing().triggerBound().name()),
    RUNWAY(
            declare("runwayBytes", MetricUnit.BYTES, "runway", "how far below the goal the pacer wanted to start"),
            cycle -> cycle.pacing().runway()),
    UTILIZATION(
            declare(
                    "utilization",
                    MetricUnit.FRACTION,
                    "GC utilisation",
                    "GC's share of CPU during the mark phase as the controller counts it"),
            cycle -> cycle.pacing().utilization()),
    CONS_MARK(
            declare(
                    "consMark",
                    MetricUnit.RATIO,
                    "cons/mark",
                    "allocation per unit of mark work that the next cycle is planned with"),
            cycle -> cycle.pacing().consMark()),
    LIMITER(
            declare("limiterEnabled", MetricUnit.FLAG, "limiter on", "whether the GC CPU limiter was on when it ended"),
            cycle -> cycle.pacing().limiterEnabled()),
    STACK_SCAN(
            declare("stackScanBytes", MetricUnit.BYTES, "stacks scanned", "stack bytes scanned")
                    .inGo("/gc/scan/stack:bytes"),
            CycleRecord::stackScanBytes),
    GLOBALS_SCAN(
            declare("globalsScanBytes", MetricUnit.BYTES, "globals scanned", "bytes of global variables scanned")
                    .inGo("/gc/scan/globals:bytes"),
            CycleRecord::globalsScanBytes),
    MAPPED(
            declare("mappedBytes", MetricUnit.BYTES, "mapped memory", "Sys − HeapReleased when it ended"),
            cycle -> cycle.pacing().memory().mappedBytes()),
    RESIDENT(
            declare(
                    "residentBytes",
                    MetricUnit.BYTES,
                    "resident memory",
                    "resident memory when it ended, memory outside Go included"),
            cycle -> cycle.pacing().memory().residentBytes()),
    MAX_PROCS(
            declare("maxProcs", MetricUnit.COUNT, "GOMAXPROCS", "GOMAXPROCS during the cycle")
                    .inGo("/sched/gomaxprocs:threads"),
            cycle -> (long) cycle.maxProcs()),
    GC_CPU_FRACTION(
            declare(
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

    private static Declaration declare(String fieldName, MetricUnit unit, String label, String meaning) {
        return Declaration.of(fieldName, unit, Aggregation.PER_CYCLE, label, meaning);
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
