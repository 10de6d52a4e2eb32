package org.heapgoal.report;

import java.util.function.ToLongFunction;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.metric.Aggregation;
import org.heapgoal.recording.metric.Declaration;
import org.heapgoal.recording.metric.Metric;
import org.heapgoal.recording.metric.MetricUnit;

/** What a sample of the heap holds, in order of output; bytes, unsigned. */
public enum HeapMetric implements Metric {
    /** heapLive. */
    LIVE(
            declare(
                    "heapLiveBytes",
                    "live heap",
                    "bytes allocated since the last mark plus bytes then marked: heapLive, which starts cycles"),
            HeapSample::heapLive),
    /** The goal. */
    GOAL(declare("heapGoalBytes", "heap goal", "the goal in force").inGo("/gc/heap/goal:bytes"), HeapSample::heapGoal),
    /** The trigger. */
    TRIGGER(declare("triggerBytes", "trigger", "the live heap at which a cycle starts"), HeapSample::trigger),
    /** Mapped memory. */
    MAPPED(
            declare("mappedBytes", CycleMetric.MAPPED.label(), "Sys − HeapReleased, which GOMEMLIMIT limits"),
            HeapSample::mappedBytes);

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final Declaration declaration;

    @SuppressWarnings("ImmutableEnumChecker") // every extractor is a method reference without state
    private final ToLongFunction<HeapSample> extractor;

    HeapMetric(Declaration declaration, ToLongFunction<HeapSample> extractor) {
        this.declaration = declaration;
        this.extractor = extractor;
    }

    private static Declaration declare(String fieldName, String label, String meaning) {
        return Declaration.of(fieldName, MetricUnit.BYTES, Aggregation.INSTANT, label, meaning);
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }

    /** A sample's value. */
    public long of(HeapSample sample) {
        return extractor.applyAsLong(sample);
    }
}
