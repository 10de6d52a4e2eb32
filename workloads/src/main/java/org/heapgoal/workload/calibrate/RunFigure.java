package org.heapgoal.workload.calibrate;

/** What a prediction is compared in. Counts are per byte allocated, so that runs of different length compare. */
public enum RunFigure {
    GC_COUNT("numGC", "GC cycles", Unit.COUNT),
    GC_PER_GIB("gcPerGiB", "GC cycles per GiB allocated", Unit.COUNT),
    MEAN_GOAL("meanHeapGoalBytes", "mean goal", Unit.BYTES),
    PEAK_GOAL("peakHeapGoalBytes", "peak goal", Unit.BYTES),
    MEAN_HEAP_AT_START("meanHeapLiveAtStartBytes", "mean heap at start", Unit.BYTES),
    MEAN_MARKED("meanHeapMarkedBytes", "mean live heap", Unit.BYTES),
    GC_CPU_FRACTION("gcCPUFraction", "GC CPU share", Unit.FRACTION),
    ASSIST_SHARE("assistShareOfMarking", "assists' share of marking", Unit.FRACTION),
    MEAN_MARK_TIME("meanMarkSeconds", "mean mark time", Unit.SECONDS),
    MEAN_PAUSE("meanPauseSeconds", "mean pause of a cycle", Unit.SECONDS),
    DURATION("durationSeconds", "time until the last cycle", Unit.SECONDS);

    /** The unit of a figure. */
    public enum Unit {
        COUNT,
        BYTES,
        FRACTION,
        SECONDS
    }

    private final String jsonName;
    private final String label;
    private final Unit unit;

    RunFigure(String jsonName, String label, Unit unit) {
        this.jsonName = jsonName;
        this.label = label;
        this.unit = unit;
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
}
