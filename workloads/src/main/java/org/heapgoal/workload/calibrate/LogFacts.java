package org.heapgoal.workload.calibrate;

import java.util.List;
import org.heapgoal.workload.log.LogCycle;

/**
 * What a log shows and does not show, as far as it decides how far its twin is to be trusted.
 *
 * @param cycles that the twin rests on
 * @param saturated whether the twin takes all CPU it can get
 * @param idleMarkShare share of the mark phases' CPU that idle workers used
 * @param schedTraced whether schedtrace says how many Ps are idle
 * @param pacerTraced whether gcpacertrace says how much of the heap is scanned
 * @param memoryKnown whether goals that a limit had set show the memory beside the heap
 * @param largestHeapBytes the largest heap of any cycle
 * @param largestLiveBytes the largest heap found live
 * @param allocationError relative standard error of the allocation rate
 * @param markingError relative standard error of the cost of marking
 */
public record LogFacts(
        int cycles,
        boolean saturated,
        double idleMarkShare,
        boolean schedTraced,
        boolean pacerTraced,
        boolean memoryKnown,
        double largestHeapBytes,
        double largestLiveBytes,
        double allocationError,
        double markingError) {

    static LogFacts of(
            List<LogCycle> cycles,
            List<CycleFacts> facts,
            LoadShape shape,
            boolean schedTraced,
            boolean memoryKnown,
            CycleNoise noise) {
        double idle = facts.stream().mapToDouble(CycleFacts::idleNanos).sum();
        double capacity = facts.stream()
                .mapToDouble(fact -> fact.markNanos() * fact.maxProcs())
                .sum();
        return new LogFacts(
                facts.size(),
                shape.saturated(),
                capacity > 0 ? idle / capacity : 0,
                schedTraced,
                cycles.stream().anyMatch(cycle -> cycle.pacerEnd() != null),
                memoryKnown,
                facts.stream()
                        .mapToDouble(fact -> fact.atStart().plus(fact.black()).mid())
                        .max()
                        .orElse(0),
                facts.stream().mapToDouble(fact -> fact.marked().mid()).max().orElse(0),
                noise.allocation(),
                noise.marking());
    }
}
