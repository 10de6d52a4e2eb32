package org.heapgoal.pacer;

/**
 * When a fractional mark worker may run on a P and when it has had its share. Pure functions; times in nanoseconds.
 */
public final class FractionalWorkers {
    /** A running worker may exceed its share by this factor, so that it does not start and stop all the time. */
    private static final double SLACK = 1.2;

    private FractionalWorkers() {}

    /**
     * Whether a P may start a fractional worker: its share of the time since marking began is not above the goal. Source:
     * {@code mgcpacer.go: findRunnableGCWorker}.
     *
     * @param sinceMarkStartNanos time since marking began
     * @param fractionalNanos time this P spent in fractional workers in this cycle
     * @param utilizationGoal the goal, above 0 to 1; 0 lets none start
     */
    public static boolean mayStart(long sinceMarkStartNanos, long fractionalNanos, double utilizationGoal) {
        if (utilizationGoal == 0) {
            return false;
        }
        return sinceMarkStartNanos <= 0 || !((double) fractionalNanos / (double) sinceMarkStartNanos > utilizationGoal);
    }

    /**
     * Whether a running fractional worker should stop. Source: {@code mgcmark.go: pollFractionalWorkerExit}.
     *
     * @param sinceMarkStartNanos time since marking began
     * @param fractionalNanos time this P spent in fractional workers in this cycle, without the running one
     * @param runningNanos time the running one has had
     * @param utilizationGoal the goal, 0 to 1
     */
    public static boolean shouldLeave(
            long sinceMarkStartNanos, long fractionalNanos, long runningNanos, double utilizationGoal) {
        if (sinceMarkStartNanos <= 0) {
            return true;
        }
        return (double) (fractionalNanos + runningNanos) / (double) sinceMarkStartNanos > SLACK * utilizationGoal;
    }
}
