package org.heapgoal.report;

import java.util.Optional;
import org.heapgoal.recording.MeanBlame;
import org.heapgoal.recording.RequestLatencies;

/**
 * What requests' latencies were spent on.
 *
 * @param all over all requests
 * @param slowest over about the slowest hundredth
 */
public record RequestBlame(MeanBlame all, MeanBlame slowest) {
    private static final double SLOW_FROM = 0.99;

    /** The split of these latencies; nothing without requests. */
    static Optional<RequestBlame> of(RequestLatencies latencies) {
        return latencies
                .blame()
                .flatMap(all -> latencies.blameOfSlowest(SLOW_FROM).map(slowest -> new RequestBlame(all, slowest)));
    }
}
