package org.heapgoal.report;

import java.util.List;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.RunSummary;

/**
 * What is known of one run when it is over, in a bounded amount of memory.
 *
 * @param identity which run it was
 * @param summary its figures
 * @param counts its cycles, counted by reason
 * @param heap the heap over time
 * @param cpu GC CPU time by kind over time; empty if not recorded
 * @param goalRules for how long which rule set the goal; empty if not recorded
 * @param cycles the cycles kept
 * @param coverage what the recording does not cover
 * @param warnings what the user should know before trusting the figures, one sentence each
 */
public record RunResult(
        RunIdentity identity,
        RunSummary summary,
        CycleCounts counts,
        HeapSamples heap,
        TimeBuckets<CpuKind> cpu,
        TimeBuckets<GoalRule> goalRules,
        KeptCycles cycles,
        Coverage coverage,
        List<String> warnings) {
    /** Copies the list and makes its texts safe to print. */
    public RunResult {
        warnings = warnings.stream().map(SafeText::of).toList();
    }

    /** The settings at the start of the run. */
    public GcSettings settings() {
        return identity.settings();
    }
}
