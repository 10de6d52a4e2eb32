package org.heapgoal.report.explain;

import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.TriggerBound;
import org.heapgoal.report.text.Figures;

/** When and why a cycle started. */
final class StartClause {
    private static final double NANOS_PER_SECOND = 1e9;

    private StartClause() {}

    static String of(CycleRecord cycle) {
        String heap = Sizes.bytes(cycle.heap().liveAtStart());
        // In a log's recording the place of the trigger is the heap at the start, so it is said once.
        String trigger = cycle.pacing().triggerBound() == TriggerBound.NOT_KNOWN
                ? ""
                : Sizes.bytes(cycle.pacing().trigger());
        String why = switch (cycle.cause()) {
            case HEAP -> "the heap of " + heap + " reached its trigger" + of(trigger);
            case PERIODIC -> "two minutes passed without a cycle, at a heap of " + heap + below(trigger);
            case FORCED -> "the program asked for it, at a heap of " + heap + below(trigger);
        };
        return "started at " + Figures.seconds((double) cycle.timing().startNanos() / NANOS_PER_SECOND) + " because "
                + why;
    }

    private static String of(String trigger) {
        return trigger.isEmpty() ? "" : " of " + trigger;
    }

    private static String below(String trigger) {
        return trigger.isEmpty() ? "" : " and a trigger of " + trigger;
    }
}
