package org.heapgoal.process;

import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.WorkerPlan;

/**
 * The background mark workers that the runtime plans for a cycle, for code that reads real logs and must tell what was
 * planned from what happened.
 *
 * @param dedicated workers that own a P while marking
 * @param cpus CPUs of dedicated and fractional workers together
 */
public record PlannedWorkers(int dedicated, double cpus) {
    /** The share of all Ps that the controller books for background workers, whatever they really take. */
    public static final double BACKGROUND_SHARE = GcController.BACKGROUND_UTILIZATION;

    /** The plan for a concurrent cycle on {@code procs} Ps. */
    public static PlannedWorkers of(int procs) {
        WorkerPlan plan = WorkerPlan.concurrent(procs);
        return new PlannedWorkers(
                plan.dedicatedWorkers(), plan.dedicatedWorkers() + plan.fractionalUtilizationGoal() * procs);
    }
}
