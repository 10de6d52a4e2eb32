package org.heapgoal.pacer;

import org.heapgoal.recording.GoalRule;

/**
 * The heap goal where no memory limit binds: GOGC's goal, moved up where sweeping or the running cycle needs room. Pure
 * functions on unsigned bytes. Source: {@code mgcpacer.go: heapGoalInternal}.
 */
final class UnlimitedGoal {
    /** How far a goal lies above the start of the running cycle, at least. */
    private static final long MIN_RUNWAY = 64L << 10;

    private UnlimitedGoal() {}

    /**
     * The goal.
     *
     * @param gcPercentGoal the goal that GOGC and the minimum heap set
     * @param sweepDistMinTrigger the smallest trigger that leaves sweeping its room, 0 for none
     * @param triggered the start of the running cycle; {@link GcController#UNSET} for none
     */
    static long goal(long gcPercentGoal, long sweepDistMinTrigger, long triggered) {
        long goal = gcPercentGoal;
        if (Long.compareUnsigned(sweepDistMinTrigger, goal) > 0) {
            goal = sweepDistMinTrigger;
        }
        if (triggered != GcController.UNSET && Long.compareUnsigned(goal, triggered + MIN_RUNWAY) < 0) {
            goal = triggered + MIN_RUNWAY;
        }
        return goal;
    }

    /** Which rule's number {@link #goal} returned; of equal ones, the first in the order of the tests above. */
    static GoalRule rule(long goal, long gcPercentGoal, boolean heapMinimumSetsIt, long sweepDistMinTrigger) {
        if (goal == gcPercentGoal) {
            return heapMinimumSetsIt ? GoalRule.MINIMUM_HEAP : GoalRule.GOGC;
        }
        return goal == sweepDistMinTrigger ? GoalRule.SWEEP_DISTANCE : GoalRule.TRIGGER_RUNWAY;
    }
}
