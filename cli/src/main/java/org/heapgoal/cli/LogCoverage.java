package org.heapgoal.cli;

import java.util.EnumMap;
import java.util.List;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.workload.calibrate.LogRecording;

/** What a real program's log does not tell, in the sentences that its report shows. */
final class LogCoverage {
    private static final String NO_MEMORY = "a log does not tell how much memory the process holds";
    private static final List<String> NOTES = List.of(
            "Nothing is simulated here: every cycle is shown as the program logged it.",
            "Sizes are logged in whole MiB and times with few digits; what is shown is the middle of what a number may"
                    + " mean. GODEBUG=gcpacertrace=1 tells sizes to the byte.",
            "The heap is known when a cycle starts and when its marking ends; lines join these points.",
            "Pauses are the clock times of the two stops with the wait for the world to stop, which is longer than"
                    + " MemStats' pauses.",
            "Dedicated and fractional workers are logged together.",
            "GOGC and GOMEMLIMIT are not in a log: --recorded states them, otherwise GOGC is inferred from the goals.");

    private LogCoverage() {}

    /** What a log's recording leaves open. */
    static Coverage of(LogRecording log) {
        EnumMap<SummaryMetric, String> figures = new EnumMap<>(SummaryMetric.class);
        for (SummaryMetric metric : LogRecording.notKnown()) {
            figures.put(metric, reason(metric));
        }
        if (log.missingCycles() > 0) {
            figures.put(SummaryMetric.ALLOC_RATE, "cycles are missing in the log, and with them what was allocated");
        }
        EnumMap<CycleMetric, String> cycles = new EnumMap<>(CycleMetric.class);
        cycles.put(CycleMetric.GOAL_AT_START, "a log tells the goal that a cycle ended with");
        cycles.put(CycleMetric.TRIGGER, "a log tells the heap when the cycle started, which may be beyond the trigger");
        cycles.put(CycleMetric.TRIGGER_BOUND, "a log does not tell what set the trigger");
        cycles.put(CycleMetric.RUNWAY, "a log does not tell the pacer's plan");
        cycles.put(CycleMetric.UTILIZATION, "a log tells CPU times only");
        cycles.put(CycleMetric.LIMITER, reason(SummaryMetric.LIMITER_ENABLED));
        cycles.put(CycleMetric.MAPPED, NO_MEMORY);
        cycles.put(CycleMetric.RESIDENT, NO_MEMORY);
        if (!log.tellsConsMark()) {
            cycles.put(CycleMetric.CONS_MARK, "only gcpacertrace tells it");
        }
        return new Coverage(figures, cycles, NOTES);
    }

    private static String reason(SummaryMetric metric) {
        return switch (metric) {
            case PEAK_MAPPED, PEAK_RESIDENT -> NO_MEMORY;
            case LIMITER_ENABLED -> "a log does not tell whether the GC CPU limiter was on";
            default -> "the runtime's log knows no requests";
        };
    }
}
