package org.heapgoal.pacer;

import org.heapgoal.sim.units.Amd64;

/**
 * How much scan work an allocated byte costs its goroutine while marking, so that marking ends before the heap reaches
 * its goal. The two ratios are rounded each on its own, so they are not exact reciprocals.
 */
final class AssistRatio {
    /** GOGC as {@link #revise} takes it when it is off and a cycle was forced. */
    private static final int PERCENT_WHEN_OFF = 100000;

    private static final double MAX_OVERSHOOT = 1.1;
    private static final long MIN_SCAN_WORK_REMAINING = 1000;

    private double workPerByte;
    private double bytesPerWork;

    double workPerByte() {
        return workPerByte;
    }

    double bytesPerWork() {
        return bytesPerWork;
    }

    /**
     * Recomputes the ratios. Source: {@code mgcpacer.go: revise}. All arithmetic is signed and wraps; with no expected
     * work at all a division by zero runs into it.
     *
     * @param gcPercent GOGC, −1 for off
     * @param heapLive the heap now
     * @param softGoal the heap goal
     * @param triggered heapLive at the start of the cycle
     * @param work scan work done
     * @param expectedWork scan work if the heap is in its steady state
     * @param maxWork scan work if everything that can be scanned is alive
     */
    void revise(
            int gcPercent, long heapLive, long softGoal, long triggered, long work, long expectedWork, long maxWork) {
        long goal = softGoal;
        long expected = expectedWork;
        if (work > expected) {
            goal = extrapolatedGoal(gcPercent, goal, triggered, expected, maxWork);
            expected = maxWork;
        }
        if (heapLive > goal) {
            goal = Amd64.toInt64((double) goal * MAX_OVERSHOOT);
            expected = maxWork;
        }
        long workRemaining = Math.max(expected - work, MIN_SCAN_WORK_REMAINING);
        long heapRemaining = goal - heapLive;
        if (heapRemaining <= 0) {
            heapRemaining = 1;
        }
        workPerByte = (double) workRemaining / (double) heapRemaining;
        bytesPerWork = (double) heapRemaining / (double) workRemaining;
    }

    /**
     * The goal for a heap that is growing: the runway that was planned for the expected work, stretched to the most work
     * there can be, but no further than the next cycle's goal would be.
     */
    private static long extrapolatedGoal(int gcPercent, long goal, long triggered, long expected, long maxWork) {
        int percent = gcPercent < 0 ? PERCENT_WHEN_OFF : gcPercent;
        long extrapolated =
                Amd64.toInt64((double) (goal - triggered) / (double) expected * (double) maxWork) + triggered;
        long hardGoal = Amd64.toInt64((1.0 + (double) percent / 100.0) * (double) goal);
        return Math.min(extrapolated, hardGoal);
    }
}
