package org.heapgoal.cli;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapgoal.process.guide.GuideRun;
import org.heapgoal.process.pacerlevel.PacerLevelRun;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.Coverage;
import org.heapgoal.workload.scenario.Scenario;

/** What a run at each level leaves out, in the sentences that its report shows. {@code docs/levels.md} says more. */
final class LevelCoverage {
    private static final List<String> GUIDE = List.of(
            "Collections stop the world on one CPU; there is no concurrent marking, no trigger and no assist.",
            "All live memory is scanned at one rate; stacks, globals, fragmentation and metadata cost nothing.",
            "There is no CPU limiter, no headroom below the memory limit, no scavenger and no two-minute cycle.");
    private static final List<String> CYCLES = List.of(
            "The mutator of the runtime's own pacer test: one set of rates per cycle, all CPUs busy, time runs only while"
                    + " marking.",
            "No pauses, no idle workers, no CPU limiter, and no memory but the heap.");
    private static final List<String> TIMED = List.of(
            "The program is a rate of allocation and an amount of reachable memory over time: no goroutines, no spans, no"
                    + " size classes, no request latencies.",
            "Mapped memory follows the heap's peak by fixed ratios; the scavenger's pace is not modelled.",
            "Stops have a constant length, in a twin the mean of the log's: the longest pause is no prediction.",
            "Cores are as many as Ps: no operating-system scheduling and no CPU quota.");

    private static final List<String> FULL = List.of(
            "Objects are counted in groups that share span, site and fate, not followed one by one; what survives is drawn"
                    + " for the group.",
            "What the runtime's source does not fix (costs of allocating, marking, switching, faulting, …) comes from the"
                    + " machine profile.",
            "No processor caches, NUMA, huge pages or hyper-threads; other processes do not compete for the cores.",
            "No cgo, profiler, execution tracer or network beyond waiting times.");

    private LevelCoverage() {}

    /** What a run of this scenario leaves out. */
    static Coverage of(Scenario scenario) {
        Scenario.Body body = scenario.body();
        if (body instanceof Scenario.ProcessBody) {
            return new Coverage(Map.of(), Map.of(), FULL);
        }
        if (body instanceof Scenario.GuideBody) {
            return coverage(GuideRun.notModelled(), "not part of the guide's cost model", GUIDE);
        }
        if (body instanceof Scenario.CyclesBody) {
            return coverage(PacerLevelRun.notModelledByCycleLoads(), "not part of the pacer test's mutator", CYCLES);
        }
        return coverage(PacerLevelRun.notModelledByTimedLoads(), "not modelled at level pacer", TIMED);
    }

    private static Coverage coverage(Set<SummaryMetric> missing, String reason, List<String> ignores) {
        EnumMap<SummaryMetric, String> reasons = new EnumMap<>(SummaryMetric.class);
        missing.forEach(metric -> reasons.put(metric, reason));
        return new Coverage(reasons, Map.of(), ignores);
    }
}
