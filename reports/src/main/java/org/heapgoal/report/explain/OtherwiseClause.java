package org.heapgoal.report.explain;

import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalBasis;
import org.heapgoal.recording.GoalRule;

/** What other settings would have made of a cycle's goal. */
final class OtherwiseClause {
    private OtherwiseClause() {}

    static String of(CycleRecord cycle) {
        return cycle.pacing()
                .basis()
                .map(basis -> limited(cycle.pacing().goalRule())
                        ? underLimit(basis)
                        : otherPercent(basis, cycle.pacing().goalAtStart()) + limitFrom(basis))
                .orElse("");
    }

    private static boolean limited(GoalRule rule) {
        return rule == GoalRule.MEMORY_LIMIT || rule == GoalRule.CLAMPED_TO_LIVE_HEAP;
    }

    private static String underLimit(GoalBasis basis) {
        int binding = basis.bindingGcPercent();
        if (basis.gcPercent() < 0) {
            return binding > 0
                    ? "any GOGC below " + binding + " would set a lower goal"
                    : "no GOGC would set a lower goal";
        }
        String irrelevant = "GOGC=" + basis.gcPercent() + " is irrelevant here: the limit binds "
                + (binding > 0 ? "from " + binding + " on" : "whatever it is");
        return basis.looseLimitBytes() == GoalBasis.NONE
                ? irrelevant
                : irrelevant + "; a limit above " + Sizes.bytes(basis.looseLimitBytes()) + " would not bind";
    }

    private static String otherPercent(GoalBasis basis, long goal) {
        GoalBasis.Alternative other = basis.other();
        if (other.gcPercent() == basis.gcPercent()) {
            return "";
        }
        String setting = Sizes.gogc(other.gcPercent());
        if (other.goal() == goal) {
            return setting + " would leave the goal as it is";
        }
        return setting + " would put the goal at " + Sizes.bytes(other.goal())
                + (limited(other.rule()) ? ", set by the memory limit" : "");
    }

    private static String limitFrom(GoalBasis basis) {
        return basis.looseLimitBytes() == GoalBasis.NONE
                ? ""
                : "; a memory limit below " + Sizes.bytes(basis.looseLimitBytes()) + " would bind";
    }
}
