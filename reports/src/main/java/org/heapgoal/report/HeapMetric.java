package org.heapgoal.report;

import java.util.function.ToLongFunction;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.metric.Declaration;
import org.heapgoal.recording.metric.Metric;

/** What a sample of the heap holds, in order of output; bytes, unsigned. */
public enum HeapMetric implements Metric {
    /** heapLive. */
    LIVE(
            Declaration.bytesNow(
                    "heapLiveBytes",
                    "live heap",
                    "bytes allocated since the last mark plus bytes then marked: heapLive, which starts cycles"),
            HeapSample::heapLive),
    /** The goal. */
    GOAL(
            Declaration.bytesNow("heapGoalBytes", "heap goal", "the goal in force")
                    .inGo("/gc/heap/goal:bytes"),
            HeapSample::heapGoal),
    /** The trigger. */
    TRIGGER(
            Declaration.bytesNow("triggerBytes", "trigger", "the live heap at which a cycle starts"),
            HeapSample::trigger),
    /** Mapped memory. */
    MAPPED(
            Declaration.bytesNow(
                    "mappedBytes", CycleMetric.MAPPED.label(), "Sys − HeapReleased, which GOMEMLIMIT limits"),
            HeapSample::mappedBytes);

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final Declaration declaration;

    @SuppressWarnings("ImmutableEnumChecker") // every extractor is a method reference without state
    private final ToLongFunction<HeapSample> extractor;

    HeapMetric(Declaration declaration, ToLongFunction<HeapSample> extractor) {
        this.declaration = declaration;
        this.extractor = extractor;
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
