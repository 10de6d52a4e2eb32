package org.heapgoal.workload.calibrate;

import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.metric.Aggregation;
import org.heapgoal.recording.metric.Declaration;
import org.heapgoal.recording.metric.Metric;
import org.heapgoal.recording.metric.MetricUnit;

/**
 * What a prediction is compared in. Counts are per byte allocated, so that runs of different length compare. Figures of a
 * run's summary are declared there; here they are taken over the time until the last cycle ended.
 */
public enum RunFigure implements Metric {
    GC_COUNT(SummaryMetric.NUM_GC.declaration()),
    GC_PER_GIB(Declaration.of(
            "gcPerGiB",
            MetricUnit.COUNT,
            Aggregation.SHARE,
            "GC cycles per GiB allocated",
            "completed GC cycles per GiB that was allocated")),
    MEAN_GOAL(SummaryMetric.MEAN_HEAP_GOAL.declaration().labelled("mean goal")),
    PEAK_GOAL(Declaration.of(
            "peakHeapGoalBytes",
            MetricUnit.BYTES,
            Aggregation.PEAK,
            "peak goal",
            "largest goal that a cycle ended with")),
    MEAN_HEAP_AT_START(SummaryMetric.MEAN_HEAP_LIVE_AT_START.declaration().labelled("mean heap at start")),
    MEAN_MARKED(SummaryMetric.MEAN_HEAP_MARKED.declaration().labelled("mean live heap")),
    GC_CPU_FRACTION(SummaryMetric.GC_CPU_FRACTION.declaration().labelled("GC CPU share")),
    ASSIST_SHARE(Declaration.of(
            "assistShareOfMarking",
            MetricUnit.FRACTION,
            Aggregation.SHARE,
            "assists' share of marking",
            "CPU time of mark assists over that of all marking, idle-time marking included")),
    MEAN_MARK_TIME(Declaration.of(
            "meanMarkSeconds",
            MetricUnit.SECONDS,
            Aggregation.MEAN_OVER_CYCLES,
            "mean mark time",
            "length of the concurrent mark phase")),
    MEAN_PAUSE(Declaration.of(
            "meanPauseSeconds",
            MetricUnit.SECONDS,
            Aggregation.MEAN_OVER_CYCLES,
            "mean pause of a cycle",
            "pause of a cycle, both stops together")),
    DURATION(SummaryMetric.DURATION.declaration().labelled("time until the last cycle"));

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final Declaration declaration;

    RunFigure(Declaration declaration) {
        this.declaration = declaration;
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }

    /** The name in JSON. */
    public String jsonName() {
        return fieldName();
    }
}
