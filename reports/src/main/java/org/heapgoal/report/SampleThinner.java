package org.heapgoal.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.heapgoal.recording.HeapSample;

/** Keeps a run's heap samples in a fixed amount of memory; see {@link Thinner}. The quantities are the declared ones. */
final class SampleThinner {
    private final Thinner<HeapSample> thinner;

    /**
     * Nothing yet.
     *
     * @param allUpTo how many samples to keep before thinning begins
     * @param capacity how many time buckets to keep then, at least 2
     */
    SampleThinner(int allUpTo, int capacity) {
        List<Comparator<HeapSample>> quantities = new ArrayList<>();
        for (HeapMetric metric : HeapMetric.values()) {
            quantities.add((a, b) -> Long.compareUnsigned(metric.of(a), metric.of(b)));
        }
        thinner = new Thinner<>(HeapSample::timeNanos, quantities, allUpTo, capacity);
    }

    /** Takes the next sample. */
    void add(HeapSample sample) {
        thinner.add(sample);
    }

    /** What was kept. */
    HeapSamples samples() {
        Thinned<HeapSample> kept = thinner.thinned();
        return new HeapSamples(kept.kept(), kept.recorded(), kept.bucketNanos());
    }
}
