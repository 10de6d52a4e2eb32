package org.heapgoal.scavenger;

/**
 * What an allocation of pages has to release before it may go on ({@code mheap.go: allocSpan}).
 *
 * @param bytes how much to release, unsigned; 0 for nothing
 * @param forced whether pages that background work leaves alone may be taken, too
 * @param reason which rule asked for it
 */
public record AllocationScavenge(long bytes, boolean forced, Reason reason) {
    /** Nothing to release. */
    public static final AllocationScavenge NOTHING = new AllocationScavenge(0, false, Reason.NONE);

    /** Which rule decided the amount. */
    public enum Reason {
        /** Neither rule asks for anything. */
        NONE,
        /** The allocation would take mapped memory above the memory limit. */
        MEMORY_LIMIT,
        /** The heap grew although it retains more than its GOGC goal. */
        HEAP_GROWTH
    }

    /**
     * What the rules depend on; bytes throughout, read after the pages were found and before they are accounted.
     *
     * @param limiting whether the GC CPU limiter is on, which suspends the memory-limit rule
     * @param scavengedBytes released bytes among the new pages, unsigned
     * @param mappedReadyBytes memory mapped and not released, unsigned
     * @param memoryLimitBytes the memory limit, at least 0
     * @param gcPercentGoalBytes the GOGC goal, unsigned; {@link ScavengeGoals#NO_GOAL} for none
     * @param growthBytes by how much the heap grew for this allocation, unsigned
     * @param retainedBytes heap in use and heap free, unsigned
     */
    public record Inputs(
            boolean limiting,
            long scavengedBytes,
            long mappedReadyBytes,
            long memoryLimitBytes,
            long gcPercentGoalBytes,
            long growthBytes,
            long retainedBytes) {}

    /**
     * Applies both rules; the larger amount wins, and is forced if the memory limit asks for any.
     *
     * <p>An allocation without a P asks, too, but its caller skips the work.
     */
    public static AllocationScavenge decide(Inputs in) {
        long bytes = 0;
        Reason reason = Reason.NONE;
        boolean forced = false;
        long mapped = in.scavengedBytes + in.mappedReadyBytes;
        if (!in.limiting && Long.compareUnsigned(mapped, in.memoryLimitBytes) > 0) {
            bytes = mapped - in.memoryLimitBytes;
            reason = Reason.MEMORY_LIMIT;
            forced = true;
        }
        long retained = in.retainedBytes + in.growthBytes;
        boolean grownAboveGoal = in.gcPercentGoalBytes != ScavengeGoals.NO_GOAL
                && in.growthBytes != 0
                && Long.compareUnsigned(retained, in.gcPercentGoalBytes) > 0;
        if (grownAboveGoal) {
            long overage = retained - in.gcPercentGoalBytes;
            long todo = Long.compareUnsigned(in.growthBytes, overage) > 0 ? overage : in.growthBytes;
            if (Long.compareUnsigned(todo, bytes) > 0) {
                bytes = todo;
                reason = Reason.HEAP_GROWTH;
            }
        }
        return reason == Reason.NONE ? NOTHING : new AllocationScavenge(bytes, forced, reason);
    }
}
