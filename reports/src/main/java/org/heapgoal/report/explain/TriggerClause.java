package org.heapgoal.report.explain;

import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.TriggerBound;

/** Which bound set a cycle's trigger. */
final class TriggerClause {
    private TriggerClause() {}

    static String of(CycleRecord cycle) {
        CycleRecord.Pacing pacing = cycle.pacing();
        String runway = "the expected runway of " + Sizes.bytes(pacing.runway());
        return switch (pacing.triggerBound()) {
            case RUNWAY -> "the trigger lies " + runway + " below it";
            case LOWER_45_64 ->
                runway + " is so long that the trigger is the lowest allowed, 45/64 of the way from the"
                        + " live heap to the goal";
            case UPPER_61_64 ->
                runway + " is so short that the trigger is the highest allowed, 61/64 of the way from"
                        + " the live heap to the goal";
            case UPPER_4_MIB -> runway + " is so short that the trigger is the highest allowed, 4 MiB below the goal";
            case SWEEP_DISTANCE -> "the trigger waits for the 1 MiB that sweeping needs, against " + runway;
            case GOAL -> goal(pacing);
            case NOT_KNOWN -> "";
        };
    }

    /** At level {@code guide} there is no trigger but the goal, however much room there is. */
    private static String goal(CycleRecord.Pacing pacing) {
        boolean room = pacing.basis()
                .filter(basis -> Long.compareUnsigned(basis.heapMarked(), pacing.goalAtStart()) < 0)
                .isPresent();
        return room ? "cycles start at the goal itself" : TriggerBound.GOAL.sentence();
    }
}
