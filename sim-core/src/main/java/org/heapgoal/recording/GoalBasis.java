package org.heapgoal.recording;

/**
 * What a cycle's goal and trigger were computed from when the cycle started, and what other settings would have given. All
 * numbers come from the control laws that decided, so explaining a cycle needs no second copy of them. Sizes are unsigned
 * bytes.
 *
 * @param gcPercent GOGC in force, −1 for off
 * @param memoryLimitBytes the memory limit in force; the largest {@code long} for none
 * @param heapMarked live heap that the last cycle found
 * @param stackScan stack bytes that the last cycle scanned
 * @param globalsScan bytes of global variables
 * @param scanWork scan work expected of the cycle: heap, stacks and globals
 * @param consMark cons/mark that the runway was planned with; 0 before the first measurement
 * @param gcPercentGoal the goal by GOGC and the minimum heap; {@link #NONE} when GOGC is off
 * @param memoryLimitGoal the goal by the memory limit; {@link #NONE} without a limit
 * @param trigger the bounds that the trigger was kept between
 * @param other what another GOGC would have given
 * @param bindingGcPercent the smallest GOGC with which the memory limit sets the goal; −1 without a limit, or where even
 *     {@link #MAX_GC_PERCENT} is too small
 * @param looseLimitBytes the smallest memory limit with which GOGC sets the goal; {@link #NONE} without a limit or with
 *     GOGC off
 */
public record GoalBasis(
        int gcPercent,
        long memoryLimitBytes,
        long heapMarked,
        long stackScan,
        long globalsScan,
        long scanWork,
        double consMark,
        long gcPercentGoal,
        long memoryLimitGoal,
        TriggerBounds trigger,
        Alternative other,
        int bindingGcPercent,
        long looseLimitBytes) {
    /** No such size: 2^64 − 1. */
    public static final long NONE = -1L;

    /** The largest GOGC that {@link #bindingGcPercent} is looked for among. */
    public static final int MAX_GC_PERCENT = 100_000;

    /**
     * The range that a trigger is kept in.
     *
     * @param sweepDistance the smallest trigger that leaves sweeping its room; 0 for none
     * @param lowest the smallest trigger allowed
     * @param highest the largest trigger allowed
     */
    public record TriggerBounds(long sweepDistance, long lowest, long highest) {}

    /**
     * The goal under another GOGC, all else being as it was.
     *
     * @param gcPercent the other GOGC: twice the one in force, or 100 where that is off or 0
     * @param goal the goal that it gives
     * @param rule the rule that sets that goal
     */
    public record Alternative(int gcPercent, long goal, GoalRule rule) {}
}
