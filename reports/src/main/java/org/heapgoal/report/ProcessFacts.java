package org.heapgoal.report;

import java.util.Optional;
import org.heapgoal.recording.MemStats;

/**
 * What is known of a simulated process beside the figures of its summary; a level that does not model something leaves it
 * out.
 *
 * @param ending how the run ended
 * @param details what it ran on, and its fingerprint
 * @param memStats runtime.MemStats at the end of the run
 * @param blame what requests' latencies were spent on
 */
public record ProcessFacts(
        Optional<RunEnding> ending,
        Optional<ProcessDetails> details,
        Optional<MemStats> memStats,
        Optional<RequestBlame> blame) {
    /** Nothing is known. */
    public static final ProcessFacts NONE =
            new ProcessFacts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether the system killed the process. */
    public boolean killed() {
        return ending.filter(RunEnding::killed).isPresent();
    }
}
