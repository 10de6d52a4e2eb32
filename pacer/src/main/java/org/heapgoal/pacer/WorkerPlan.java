package org.heapgoal.pacer;

import org.heapgoal.sim.units.Amd64;

/**
 * How many mark workers of which kind a cycle gets so that background marking takes a quarter of GOMAXPROCS.
 *
 * @param dedicatedWorkers workers that own a P for the whole mark phase
 * @param fractionalUtilizationGoal the share of each remaining P's time that a fractional worker takes, 0 to 1; 0 for no
 *     fractional workers
 */
public record WorkerPlan(int dedicatedWorkers, double fractionalUtilizationGoal) {
    /** Rounding to whole workers may miss the goal by this share before fractional workers are used. */
    private static final double MAX_UTILIZATION_ERROR = 0.3;

    /**
     * The plan of a concurrent cycle. Source: {@code mgcpacer.go: startCycle}.
     *
     * @param procs GOMAXPROCS, at least 1
     */
    public static WorkerPlan concurrent(int procs) {
        double goal = (double) procs * GcController.BACKGROUND_UTILIZATION;
        int dedicated = (int) Amd64.toInt64(goal + 0.5);
        double error = (double) dedicated / goal - 1;
        if (error < -MAX_UTILIZATION_ERROR || error > MAX_UTILIZATION_ERROR) {
            if ((double) dedicated > goal) {
                dedicated--;
            }
            return new WorkerPlan(dedicated, (goal - (double) dedicated) / (double) procs);
        }
        return new WorkerPlan(dedicated, 0);
    }

    /** The plan under {@code GODEBUG=gcstoptheworld}: every P marks. */
    public static WorkerPlan stopTheWorld(int procs) {
        return new WorkerPlan(procs, 0);
    }

    /**
     * How many idle workers may run beside this plan. A periodic cycle comes to an idle process, so it is not worth waking
     * every P; it still needs one worker that is sure to run.
     */
    int maxIdleWorkers(int procs, boolean periodic) {
        if (periodic) {
            return dedicatedWorkers > 0 ? 0 : 1;
        }
        return procs - dedicatedWorkers;
    }
}
