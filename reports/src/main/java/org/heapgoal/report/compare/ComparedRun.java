package org.heapgoal.report.compare;

import java.util.List;
import java.util.Optional;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.report.Replications;
import org.heapgoal.report.RunIdentity;
import org.heapgoal.report.RunResult;

/**
 * What a comparison needs of one run.
 *
 * @param identity which run it was
 * @param summary its figures; means where it was replicated
 * @param cycles its first cycles, at most {@link #MAX_CYCLES}
 * @param cycleCount how many cycles it had
 * @param heap the heap over time
 * @param replications the result that its replications are part of, for paired differences; nothing without them
 * @param warnings what to know before trusting it
 */
public record ComparedRun(
        RunIdentity identity,
        RunSummary summary,
        List<ComparedCycle> cycles,
        long cycleCount,
        List<HeapSample> heap,
        Optional<Replications> replications,
        List<String> warnings) {
    /** How many cycles of a run are compared one by one. */
    public static final int MAX_CYCLES = 20_000;

    /** Copies the lists. */
    public ComparedRun {
        cycles = List.copyOf(cycles);
        heap = List.copyOf(heap);
        warnings = List.copyOf(warnings);
    }

    /**
     * A run at hand.
     *
     * @param result its result
     * @param cycles its first cycles
     */
    public static ComparedRun of(RunResult result, List<ComparedCycle> cycles) {
        return new ComparedRun(
                result.identity(),
                result.summary(),
                cycles,
                result.counts().total(),
                result.heap().samples(),
                result.replications(),
                result.warnings());
    }
}
