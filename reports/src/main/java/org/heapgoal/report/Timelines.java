package org.heapgoal.report;

import java.util.Optional;
import org.heapgoal.recording.ActivityWindow;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.MachineSample;
import org.heapgoal.recording.Percentiles;
import org.heapgoal.recording.RequestProfile;

/**
 * What a detailed recording keeps over time besides the heap, in bounded memory.
 *
 * @param memory memory by use; empty at levels that do not model it
 * @param pacing cycles, with the extremes of what the pacer is judged by
 * @param stretches for how long a cycle ran and the limiter was on
 * @param pauses of the cycles, both stops of one together
 * @param requests latencies and what they were spent on; nothing without requests
 * @param activity what the Ps did in a window; nothing where it was not asked for or is not modelled
 */
public record Timelines(
        Thinned<MachineSample> memory,
        Thinned<CycleRecord> pacing,
        TimeBuckets<Stretch> stretches,
        Percentiles pauses,
        Optional<RequestProfile> requests,
        Optional<ActivityWindow> activity) {
    /** Nothing was kept. */
    public static Timelines none() {
        return new Timelines(
                Thinned.none(),
                Thinned.none(),
                new TimeBuckets<>(Stretch.class, 2),
                Percentiles.NONE,
                Optional.empty(),
                Optional.empty());
    }
}
