package org.heapgoal.report.explain;

import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalBasis;
import org.heapgoal.recording.GoalRule;

/** Which rule set a cycle's goal, with the numbers that the rule took. */
final class GoalClause {
    private GoalClause() {}

    static String of(CycleRecord cycle) {
        CycleRecord.Pacing pacing = cycle.pacing();
        String goal = Sizes.bytes(pacing.goalAtStart());
        String clause = pacing.basis()
                .map(basis -> fromBasis(pacing.goalRule(), basis, goal))
                .orElseGet(() -> pacing.goalRule().sentence() + " (" + goal + ")");
        String atEnd = Sizes.bytes(cycle.heap().goal());
        return atEnd.equals(goal) ? clause : clause + " (by its end " + atEnd + ")";
    }

    private static String fromBasis(GoalRule rule, GoalBasis basis, String goal) {
        String live = "a live heap of " + Sizes.bytes(basis.heapMarked());
        String gogc = Sizes.gogc(basis.gcPercent());
        String limit = "the memory limit of " + Sizes.bytes(basis.memoryLimitBytes());
        return switch (rule) {
            case GOGC -> gogc + " on " + live + roots(basis) + " set the goal of " + goal;
            case MINIMUM_HEAP ->
                "the minimum heap at " + gogc + " set the goal of " + goal + ", as " + live + " is too small for more";
            case MEMORY_LIMIT -> limit + " set the goal of " + goal + " on " + live + instead(basis);
            case CLAMPED_TO_LIVE_HEAP -> limit + " leaves no room, so the live heap itself is the goal: " + goal;
            case UNLIMITED -> GoalRule.UNLIMITED.sentence();
            case SWEEP_DISTANCE ->
                "room for sweeping set the goal of " + goal
                        + ", 1 MiB above the heap at the last commit, where " + gogc + " asks for "
                        + Sizes.bytes(basis.gcPercentGoal());
            case TRIGGER_RUNWAY -> "the goal of " + goal + " is kept 64 KiB above " + live;
            case NOT_KNOWN -> rule.sentence() + " of " + goal;
        };
    }

    private static String roots(GoalBasis basis) {
        long roots = basis.stackScan() + basis.globalsScan();
        return roots == 0 ? "" : " and " + Sizes.bytes(roots) + " of stacks and globals";
    }

    private static String instead(GoalBasis basis) {
        return basis.gcPercentGoal() == GoalBasis.NONE
                ? " with GOGC off"
                : ", below the " + Sizes.bytes(basis.gcPercentGoal()) + " that " + Sizes.gogc(basis.gcPercent())
                        + " asks for";
    }
}
