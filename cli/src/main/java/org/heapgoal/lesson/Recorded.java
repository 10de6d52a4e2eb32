package org.heapgoal.lesson;

import java.util.List;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RequestRecord;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.recording.SummaryMetric;

/**
 * What a lesson reads off a run.
 *
 * @param outcome why it ended
 * @param cycles all cycles in order
 * @param memory each time the program read MemStats, and the end
 * @param requests the requests that ended
 * @param totals what the end of the run told
 * @param summary the run's figures
 */
record Recorded(
        RunOutcome outcome,
        List<CycleRecord> cycles,
        List<Memory> memory,
        List<RequestRecord> requests,
        RunTotals totals,
        RunSummary summary) {

    /**
     * What MemStats said at an instant.
     *
     * @param timeNanos when
     * @param mappedBytes Sys − HeapReleased
     * @param nextGC the heap goal
     */
    record Memory(long timeNanos, long mappedBytes, long nextGC) {}

    /** The cycle of an index from 0, or from the end for a negative one. */
    CycleRecord cycle(int index) {
        return cycles.get(index < 0 ? cycles.size() + index : index);
    }

    /** A figure of the summary, in the metric's unit. */
    double figure(SummaryMetric metric) {
        return summary.valueOrNaN(metric);
    }
}
