package org.heapgoal.pacer;

import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import org.heapgoal.recording.GoalBasis;
import org.heapgoal.recording.GoalRule;

/**
 * What other settings would make of the heap goal, all else being as it is: the control laws themselves, asked again.
 *
 * @param memory the process's memory
 * @param headroom what is left free under a limit
 * @param memoryLimit the limit in force
 * @param heapMarked the live heap
 * @param stackScan stack bytes scanned by the last cycle
 * @param globalsScan bytes of global variables
 * @param sweepDistMinTrigger the smallest trigger that leaves sweeping its room, 0 for none
 */
record GoalAlternatives(
        MemoryInputs memory,
        LimitHeadroom headroom,
        long memoryLimit,
        long heapMarked,
        long stackScan,
        long globalsScan,
        long sweepDistMinTrigger) {
    private static final int PERCENT_WHERE_OFF = 100;

    /** Limits are looked for below 2^62, which is more than there is memory. */
    private static final long MAX_LIMIT = 1L << 62;

    /** The goal under twice the GOGC, or under 100 where that is off or 0. */
    GoalBasis.Alternative other(int gcPercent) {
        int percent = gcPercent <= 0
                ? PERCENT_WHERE_OFF
                : (int) Math.max(gcPercent, Math.min(2L * gcPercent, GoalBasis.MAX_GC_PERCENT));
        long limited = MemoryLimitGoal.goal(memory, memoryLimit, heapMarked, headroom);
        long byPercent = gcPercentGoal(percent);
        if (Long.compareUnsigned(limited, byPercent) < 0) {
            return new GoalBasis.Alternative(
                    percent, limited, MemoryLimitGoal.rule(memory, memoryLimit, heapMarked, headroom));
        }
        long goal = UnlimitedGoal.goal(byPercent, sweepDistMinTrigger, GcController.UNSET);
        boolean minimum = GcPercent.goal(percent, heapMarked, stackScan, globalsScan) != byPercent;
        GoalRule rule = UnlimitedGoal.rule(goal, byPercent, minimum, sweepDistMinTrigger);
        return new GoalBasis.Alternative(percent, goal, rule);
    }

    /** The smallest GOGC with which the limit sets the goal, −1 where that is above the largest looked at. */
    int bindingGcPercent() {
        long limited = MemoryLimitGoal.goal(memory, memoryLimit, heapMarked, headroom);
        IntPredicate binds = percent -> Long.compareUnsigned(limited, gcPercentGoal(percent)) < 0;
        if (!binds.test(GoalBasis.MAX_GC_PERCENT)) {
            return -1;
        }
        int free = -1;
        int bound = GoalBasis.MAX_GC_PERCENT;
        while (bound - free > 1) {
            int middle = (free + bound) >>> 1;
            if (binds.test(middle)) {
                bound = middle;
            } else {
                free = middle;
            }
        }
        return bound;
    }

    /**
     * The smallest limit with which a goal by GOGC stands. The headroom of 3 % is cut to whole bytes per hundred, so a
     * limit up to three bytes larger may bind once more.
     *
     * @param gcPercentGoal the goal by GOGC
     * @return {@link GoalBasis#NONE} where GOGC sets none
     */
    long looseLimit(long gcPercentGoal) {
        LongPredicate loose = limit ->
                Long.compareUnsigned(MemoryLimitGoal.goal(memory, limit, heapMarked, headroom), gcPercentGoal) >= 0;
        if (gcPercentGoal == GcPercent.NO_GOAL || !loose.test(MAX_LIMIT)) {
            return GoalBasis.NONE;
        }
        long high = Math.min(MAX_LIMIT, Math.max(1, memoryLimit));
        while (!loose.test(high)) {
            high = Math.min(MAX_LIMIT, 2 * high);
        }
        long low = -1;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (loose.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private long gcPercentGoal(int percent) {
        long goal = GcPercent.goal(percent, heapMarked, stackScan, globalsScan);
        long minimum = GcPercent.heapMinimum(percent);
        return Long.compareUnsigned(goal, minimum) < 0 ? minimum : goal;
    }
}
