package org.heapgoal.report;

import java.util.List;
import org.heapgoal.recording.HeapSample;

/**
 * The heap over time, as recorded samples. Where a run recorded more than fit, each time bucket keeps its first and last
 * sample and those with the least and greatest heapLive, goal, trigger and mapped memory, so no peak is lost.
 *
 * @param samples the kept samples in order of recording
 * @param recorded how many there were
 * @param bucketNanos the length of a bucket; 0 if every sample was kept
 */
public record HeapSamples(List<HeapSample> samples, long recorded, long bucketNanos) {
    /** Nothing was recorded. */
    public static final HeapSamples NONE = new HeapSamples(List.of(), 0, 0);

    /** Copies the list. */
    public HeapSamples {
        samples = List.copyOf(samples);
    }

    /** Whether samples were left out. */
    public boolean thinned() {
        return bucketNanos > 0;
    }
}
