package org.heapgoal.report.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.CycleCounts;
import org.heapgoal.report.RunResult;

/** Shares worked out from a result: which rule set the goals, and how much of all CPU time assists took. */
public final class Shares {
    private static final int RULES_SHOWN = 2;

    private Shares() {}

    /**
     * The two rules that set most goals by falling number of cycles: {@code memory limit 83 %, GOGC 17 %}; empty if not
     * known.
     */
    public static String goalRules(CycleCounts counts) {
        long known =
                counts.byGoalRule().values().stream().mapToLong(Long::longValue).sum();
        List<Map.Entry<GoalRule, Long>> entries =
                new ArrayList<>(counts.byGoalRule().entrySet());
        entries.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
        if (entries.size() == 1) {
            return entries.get(0).getKey().label();
        }
        List<String> parts = entries.stream()
                .limit(RULES_SHOWN)
                .map(entry -> entry.getKey().label() + " " + wholePercent((double) entry.getValue() / (double) known))
                .toList();
        return String.join(", ", parts) + (entries.size() > RULES_SHOWN ? ", …" : "");
    }

    /** The share of cycles whose goal the memory limit set, alone or by clamping it to the live heap; 0 to 1. */
    public static double limitedCycles(CycleCounts counts) {
        long limited = counts.byGoalRule().getOrDefault(GoalRule.MEMORY_LIMIT, 0L)
                + counts.byGoalRule().getOrDefault(GoalRule.CLAMPED_TO_LIVE_HEAP, 0L);
        return counts.total() == 0 ? 0 : (double) limited / (double) counts.total();
    }

    /** CPU time of assists over GOMAXPROCS × duration; NaN if unknown. */
    public static double assists(RunResult run) {
        RunSummary summary = run.summary();
        GcSettings settings = run.settings();
        double available = summary.valueOrNaN(SummaryMetric.DURATION) * settings.maxProcs();
        return available > 0 ? summary.valueOrNaN(SummaryMetric.ASSIST_CPU) / available : Double.NaN;
    }

    /** Whole percent, but never 0 or 100 for a share that is neither. */
    static String wholePercent(double share) {
        if (share > 0 && share < 0.01) {
            return "<1 %";
        }
        if (share > 0.99 && share < 1) {
            return ">99 %";
        }
        return Figures.fixed(share * 100, 0) + " %";
    }
}
