package org.heapgoal.report;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.MetricValue;

/**
 * What is known of a simulated process beside the figures of its summary; a level that does not model something leaves it
 * out.
 *
 * @param ending how the run ended
 * @param details what it ran on, and its fingerprint
 * @param memStats runtime.MemStats at the end of the run
 * @param metrics what runtime/metrics read at the end of the run, by the metrics' names; empty where not modelled
 * @param blame what requests' latencies were spent on
 */
public record ProcessFacts(
        Optional<RunEnding> ending,
        Optional<ProcessDetails> details,
        Optional<MemStats> memStats,
        Map<String, MetricValue> metrics,
        Optional<RequestBlame> blame) {
    /** Nothing is known. */
    public static final ProcessFacts NONE =
            new ProcessFacts(Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>(), Optional.empty());

    /** Copies the map. */
    public ProcessFacts {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /** Whether the system killed the process. */
    public boolean killed() {
        return ending.filter(RunEnding::killed).isPresent();
    }
}
