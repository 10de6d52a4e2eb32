package org.heapgoal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * @param replications how the figures spread, if they are means of several replications
 * @param process what is known of the process beside its figures; of several replications that of the first
 * @param timelines what else was kept over time; empty if not recorded
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
        List<String> warnings,
        Optional<Replications> replications,
        ProcessFacts process,
        Timelines timelines) {
    /** Copies the list and makes its texts safe to print. */
    public RunResult {
        warnings = warnings.stream().map(SafeText::of).toList();
    }

    /** The same run with the means of its replications as its figures. */
    RunResult withReplications(RunSummary means, Replications spread) {
        return with(means, warnings, Optional.of(spread));
    }

    /** The same run with other figures. */
    RunResult withSummary(RunSummary figures) {
        return with(figures, warnings, replications);
    }

    /** The same run with one more sentence that the user should read. */
    public RunResult withWarning(String sentence) {
        List<String> more = new ArrayList<>(warnings);
        more.add(sentence);
        return with(summary, more, replications);
    }

    private RunResult with(RunSummary figures, List<String> sentences, Optional<Replications> repeated) {
        return new RunResult(
                identity, figures, counts, heap, cpu, goalRules, cycles, coverage, sentences, repeated, process,
                timelines);
    }

    /** Whether the system killed the process. */
    public boolean killed() {
        return process.killed();
    }

    /** The settings at the start of the run. */
    public GcSettings settings() {
        return identity.settings();
    }
}
