package org.heapgoal.scavenger;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.sim.units.Amd64;

/**
 * How much memory the background scavenger leaves, and why ({@code mgcscavenge.go: gcPaceScavenger}). The goals are set
 * at every commit of the pacer and stay until the next.
 *
 * <p>Go 1.19 to 1.21 multiply the memory limit by 95 instead of 0.95, so that in practice the limit never makes the
 * background scavenger work; this was reported in September 2023 (golang/go issue 62449) and is right in 1.22. All patch
 * releases of 1.21 are taken to have the defect.
 *
 * @param gcPercentGoalBytes retained heap to keep because of GOGC, or {@link #NO_GOAL}
 * @param gcPercentReason why
 * @param memoryLimitGoalBytes mapped memory to keep because of the memory limit, or {@link #NO_GOAL}
 * @param memoryLimitReason why
 */
public record ScavengeGoals(
        long gcPercentGoalBytes,
        GcPercentReason gcPercentReason,
        long memoryLimitGoalBytes,
        MemoryLimitReason memoryLimitReason) {
    /** The value of a goal that asks for nothing: the largest unsigned number. */
    public static final long NO_GOAL = -1L;

    /** What the retained heap may exceed the heap in use by: one tenth. */
    private static final long RETAIN_EXTRA_DIVISOR = 10;

    private static final double LIMIT_SHARE = 0.95;
    private static final double LIMIT_SHARE_BEFORE_1_22 = 95.0;

    /** How the GOGC goal came about. */
    public enum GcPercentReason {
        /** No cycle has ended yet, so nothing is known about the heap. */
        BEFORE_FIRST_CYCLE,
        /** The heap retains no more than its goal, or less than a physical page more. */
        WITHIN_GOAL,
        /** The heap retains more than the coming cycle is expected to need. */
        ABOVE_GOAL
    }

    /** How the memory-limit goal came about. */
    public enum MemoryLimitReason {
        /** Mapped memory is at most 95 % of the limit. */
        WITHIN_GOAL,
        /** Mapped memory is above 95 % of the limit. */
        ABOVE_GOAL
    }

    /**
     * What the goals depend on; bytes throughout.
     *
     * @param memoryLimitBytes the memory limit, at least 0
     * @param mappedReadyBytes memory mapped and not released, unsigned
     * @param heapGoalBytes the heap goal now, unsigned
     * @param lastHeapGoalBytes the heap goal of the cycle that ended last, unsigned; 0 before the first
     * @param lastHeapInUseBytes heap in use at the last mark termination, unsigned
     * @param retainedBytes heap in use and heap free now, unsigned
     */
    public record Inputs(
            long memoryLimitBytes,
            long mappedReadyBytes,
            long heapGoalBytes,
            long lastHeapGoalBytes,
            long lastHeapInUseBytes,
            long retainedBytes) {
        /** Checks the limit. */
        public Inputs {
            if (memoryLimitBytes < 0) {
                throw new IllegalArgumentException("memoryLimitBytes " + memoryLimitBytes + " is negative");
            }
        }
    }

    /**
     * Computes both goals.
     *
     * @param physPageBytes size of a physical page, a power of two
     */
    public static ScavengeGoals pace(GoVersion version, long physPageBytes, Inputs in) {
        double share = version.atLeast(GoVersion.GO_1_22) ? LIMIT_SHARE : LIMIT_SHARE_BEFORE_1_22;
        long limitGoal = Amd64.toUint64((double) in.memoryLimitBytes * share);
        boolean overLimitGoal = Long.compareUnsigned(in.mappedReadyBytes, limitGoal) > 0;

        GcPercentReason reason = GcPercentReason.BEFORE_FIRST_CYCLE;
        long percentGoal = NO_GOAL;
        if (in.lastHeapGoalBytes != 0) {
            percentGoal = gcPercentGoal(physPageBytes, in);
            boolean above = Long.compareUnsigned(in.retainedBytes, percentGoal) > 0
                    && Long.compareUnsigned(in.retainedBytes - percentGoal, physPageBytes) >= 0;
            reason = above ? GcPercentReason.ABOVE_GOAL : GcPercentReason.WITHIN_GOAL;
            percentGoal = above ? percentGoal : NO_GOAL;
        }
        return new ScavengeGoals(
                percentGoal,
                reason,
                overLimitGoal ? limitGoal : NO_GOAL,
                overLimitGoal ? MemoryLimitReason.ABOVE_GOAL : MemoryLimitReason.WITHIN_GOAL);
    }

    /**
     * Whether the background scavenger has something to do ({@code mgcscavenge.go: shouldStop}, negated).
     *
     * @param retainedBytes heap in use and heap free now, unsigned
     * @param mappedReadyBytes memory mapped and not released now, unsigned
     */
    public boolean workNeeded(long retainedBytes, long mappedReadyBytes) {
        return Long.compareUnsigned(retainedBytes, gcPercentGoalBytes) > 0
                || Long.compareUnsigned(mappedReadyBytes, memoryLimitGoalBytes) > 0;
    }

    private static long gcPercentGoal(long physPageBytes, Inputs in) {
        double goalRatio = Amd64.fromUint64(in.heapGoalBytes) / Amd64.fromUint64(in.lastHeapGoalBytes);
        long goal = Amd64.toUint64(Amd64.fromUint64(in.lastHeapInUseBytes) * goalRatio);
        goal += Long.divideUnsigned(goal, RETAIN_EXTRA_DIVISOR);
        return (goal + physPageBytes - 1) & -physPageBytes;
    }
}
