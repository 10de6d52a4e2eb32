package org.heapgoal.recording;

import java.util.List;
import org.heapgoal.recording.metric.Aggregation;
import org.heapgoal.recording.metric.Declaration;
import org.heapgoal.recording.metric.Metric;
import org.heapgoal.recording.metric.MetricUnit;

/**
 * The figures of a run's summary: each declared once, with the name it has in JSON and CSV, its unit and its meaning.
 * Tables, files and charts read this declaration. Order is the order of output.
 */
public enum SummaryMetric implements Metric {
    DURATION(Declaration.of(
            "durationSeconds", MetricUnit.SECONDS, Aggregation.VALUE, "duration", "simulated time of the run")),
    NUM_GC(Declaration.of("numGC", MetricUnit.COUNT, Aggregation.TOTAL, "GC cycles", "completed GC cycles")
            .inGo("/gc/cycles/total:gc-cycles")),
    NUM_FORCED_GC(Declaration.of(
                    "numForcedGC",
                    MetricUnit.COUNT,
                    Aggregation.TOTAL,
                    "forced GC cycles",
                    "cycles that the program asked for")
            .inGo("/gc/cycles/forced:gc-cycles")),
    GC_PER_SECOND(Declaration.of(
            "gcPerSecond",
            MetricUnit.PER_SECOND,
            Aggregation.RATE,
            "GC cycles per second",
            "completed GC cycles per second")),
    GC_CPU_FRACTION(Declaration.of(
            "gcCPUFraction",
            MetricUnit.FRACTION,
            Aggregation.SHARE,
            "GC CPU",
            "assist, dedicated, fractional and pause CPU over GOMAXPROCS × duration; idle-time marking left out")),
    ALLOC_RATE(Declaration.of(
            "allocBytesPerSecond",
            MetricUnit.BYTES_PER_SECOND,
            Aggregation.RATE,
            "allocation rate",
            "bytes allocated per second of the run")),
    MEAN_HEAP_GOAL(Declaration.of(
            "meanHeapGoalBytes",
            MetricUnit.BYTES,
            Aggregation.MEAN_OVER_CYCLES,
            "heap goal",
            "mean over the cycles of the goal that gctrace prints")),
    MEAN_HEAP_LIVE_AT_START(Declaration.of(
            "meanHeapLiveAtStartBytes",
            MetricUnit.BYTES,
            Aggregation.MEAN_OVER_CYCLES,
            "heap at the start of a cycle",
            "mean over the cycles of the heap at their start")),
    MEAN_HEAP_MARKED(Declaration.of(
            "meanHeapMarkedBytes",
            MetricUnit.BYTES,
            Aggregation.MEAN_OVER_CYCLES,
            "heap found live",
            "mean over the cycles of the bytes found live")),
    PEAK_HEAP_LIVE(
            Declaration.of("peakHeapLiveBytes", MetricUnit.BYTES, Aggregation.PEAK, "peak heap", "largest heap")),
    PEAK_MAPPED(Declaration.of(
            "peakMappedBytes", MetricUnit.BYTES, Aggregation.PEAK, "peak mapped memory", "largest Sys − HeapReleased")),
    PEAK_RESIDENT(Declaration.of(
            "peakResidentBytes",
            MetricUnit.BYTES,
            Aggregation.PEAK,
            "peak resident memory",
            "largest resident memory, memory outside Go included")),
    PAUSE_TOTAL(Declaration.of(
            "pauseTotalSeconds",
            MetricUnit.SECONDS,
            Aggregation.TOTAL,
            "all pauses",
            "sum of all stop-the-world pauses")),
    MAX_PAUSE(Declaration.of(
            "maxPauseSeconds",
            MetricUnit.SECONDS,
            Aggregation.PEAK,
            "longest pause",
            "longest pause of a cycle (both stops together)")),
    ASSIST_CPU(Declaration.of(
                    "assistCPUSeconds",
                    MetricUnit.SECONDS,
                    Aggregation.TOTAL,
                    "mark assists",
                    "CPU time of mark assists")
            .inGo("/cpu/classes/gc/mark/assist:cpu-seconds")),
    BACKGROUND_MARK_CPU(Declaration.of(
                    "backgroundMarkCPUSeconds",
                    MetricUnit.SECONDS,
                    Aggregation.TOTAL,
                    "background marking",
                    "CPU time of dedicated and fractional mark workers")
            .inGo("/cpu/classes/gc/mark/dedicated:cpu-seconds")),
    IDLE_MARK_CPU(Declaration.of(
                    "idleMarkCPUSeconds",
                    MetricUnit.SECONDS,
                    Aggregation.TOTAL,
                    "idle-time marking",
                    "CPU time of idle-time mark workers")
            .inGo("/cpu/classes/gc/mark/idle:cpu-seconds")),
    LIMITER_ENABLED(Declaration.of(
            "limiterEnabledSeconds",
            MetricUnit.SECONDS,
            Aggregation.TOTAL,
            "GC CPU limiter on",
            "time for which the GC CPU limiter was on")),
    NUM_REQUESTS(Declaration.of("numRequests", MetricUnit.COUNT, Aggregation.TOTAL, "requests", "requests that ended")),
    REQUEST_P50(Declaration.of(
            "requestLatencySeconds.p50",
            MetricUnit.SECONDS,
            Aggregation.PERCENTILE,
            "median latency",
            "median latency of the requests that ended")),
    REQUEST_P90(Declaration.of(
            "requestLatencySeconds.p90",
            MetricUnit.SECONDS,
            Aggregation.PERCENTILE,
            "90 % within",
            "latency that 90 % of the requests stayed within")),
    REQUEST_P99(Declaration.of(
            "requestLatencySeconds.p99",
            MetricUnit.SECONDS,
            Aggregation.PERCENTILE,
            "99 % within",
            "latency that 99 % of the requests stayed within")),
    REQUEST_P999(Declaration.of(
            "requestLatencySeconds.p999",
            MetricUnit.SECONDS,
            Aggregation.PERCENTILE,
            "99.9 % within",
            "latency that 99.9 % of the requests stayed within")),
    REQUEST_MAX(Declaration.of(
            "requestLatencySeconds.max",
            MetricUnit.SECONDS,
            Aggregation.PEAK,
            "longest latency",
            "longest latency of a request"));

    /** The figures that only a level with requests has, in order of declaration. */
    public static final List<SummaryMetric> OF_REQUESTS =
            List.of(NUM_REQUESTS, REQUEST_P50, REQUEST_P90, REQUEST_P99, REQUEST_P999, REQUEST_MAX);

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final Declaration declaration;

    SummaryMetric(Declaration declaration) {
        this.declaration = declaration;
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }

    /** The name in JSON and CSV; in JSON a dot leads from an object to its field. */
    public String jsonName() {
        return fieldName();
    }

    /** The name up to the dot: of the field itself, or of the object that it stands in. */
    public String topName() {
        int dot = fieldName().indexOf('.');
        return dot < 0 ? fieldName() : fieldName().substring(0, dot);
    }
}
