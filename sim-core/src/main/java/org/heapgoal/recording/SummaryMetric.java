package org.heapgoal.recording;

import java.util.List;

/**
 * The figures of a run's summary: each declared once, with the name it has in JSON and CSV, its unit and its meaning.
 * Tables, files and charts read this declaration. Order is the order of output.
 */
public enum SummaryMetric {
    DURATION("durationSeconds", Unit.SECONDS, "simulated time of the run"),
    NUM_GC("numGC", Unit.COUNT, "completed GC cycles"),
    NUM_FORCED_GC("numForcedGC", Unit.COUNT, "cycles that the program asked for"),
    GC_PER_SECOND("gcPerSecond", Unit.PER_SECOND, "completed GC cycles per second"),
    GC_CPU_FRACTION(
            "gcCPUFraction",
            Unit.FRACTION,
            "assist, dedicated, fractional and pause CPU over GOMAXPROCS × duration; idle-time marking left out"),
    ALLOC_RATE("allocBytesPerSecond", Unit.BYTES_PER_SECOND, "bytes allocated per second of the run"),
    MEAN_HEAP_GOAL("meanHeapGoalBytes", Unit.BYTES, "mean over the cycles of the goal that gctrace prints"),
    MEAN_HEAP_LIVE_AT_START("meanHeapLiveAtStartBytes", Unit.BYTES, "mean over the cycles of the heap at their start"),
    MEAN_HEAP_MARKED("meanHeapMarkedBytes", Unit.BYTES, "mean over the cycles of the bytes found live"),
    PEAK_HEAP_LIVE("peakHeapLiveBytes", Unit.BYTES, "largest heap"),
    PEAK_MAPPED("peakMappedBytes", Unit.BYTES, "largest Sys − HeapReleased"),
    PEAK_RESIDENT("peakResidentBytes", Unit.BYTES, "largest resident memory, memory outside Go included"),
    PAUSE_TOTAL("pauseTotalSeconds", Unit.SECONDS, "sum of all stop-the-world pauses"),
    MAX_PAUSE("maxPauseSeconds", Unit.SECONDS, "longest pause of a cycle (both stops together)"),
    ASSIST_CPU("assistCPUSeconds", Unit.SECONDS, "CPU time of mark assists"),
    BACKGROUND_MARK_CPU("backgroundMarkCPUSeconds", Unit.SECONDS, "CPU time of dedicated and fractional mark workers"),
    IDLE_MARK_CPU("idleMarkCPUSeconds", Unit.SECONDS, "CPU time of idle-time mark workers"),
    LIMITER_ENABLED("limiterEnabledSeconds", Unit.SECONDS, "time for which the GC CPU limiter was on"),
    NUM_REQUESTS("numRequests", Unit.COUNT, "requests that ended"),
    REQUEST_P50("requestLatencySeconds.p50", Unit.SECONDS, "median latency of the requests that ended"),
    REQUEST_P90("requestLatencySeconds.p90", Unit.SECONDS, "latency that 90 % of the requests stayed within"),
    REQUEST_P99("requestLatencySeconds.p99", Unit.SECONDS, "latency that 99 % of the requests stayed within"),
    REQUEST_P999("requestLatencySeconds.p999", Unit.SECONDS, "latency that 99.9 % of the requests stayed within"),
    REQUEST_MAX("requestLatencySeconds.max", Unit.SECONDS, "longest latency of a request");

    /** How a figure is measured and printed. */
    public enum Unit {
        SECONDS,
        COUNT,
        PER_SECOND,
        FRACTION,
        BYTES,
        BYTES_PER_SECOND
    }

    /** The figures that only a level with requests has, in order of declaration. */
    public static final List<SummaryMetric> OF_REQUESTS =
            List.of(NUM_REQUESTS, REQUEST_P50, REQUEST_P90, REQUEST_P99, REQUEST_P999, REQUEST_MAX);

    private final String jsonName;
    private final Unit unit;
    private final String meaning;

    SummaryMetric(String jsonName, Unit unit, String meaning) {
        this.jsonName = jsonName;
        this.unit = unit;
        this.meaning = meaning;
    }

    /** The name in JSON and CSV; in JSON a dot leads from an object to its field. */
    public String jsonName() {
        return jsonName;
    }

    /** The name up to the dot: of the field itself, or of the object that it stands in. */
    public String topName() {
        int dot = jsonName.indexOf('.');
        return dot < 0 ? jsonName : jsonName.substring(0, dot);
    }

    /** The unit of the value. */
    public Unit unit() {
        return unit;
    }

    /** What it is, without a full stop. */
    public String meaning() {
        return meaning;
    }
}
