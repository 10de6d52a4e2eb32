package org.heapgoal.pacer;

/**
 * The background workers of the running cycle: who may start and what those that stopped have cost. Between calls, the
 * dedicated workers that run and those still needed together are the plan's.
 */
public final class MarkWorkers {
    private final MarkTime time;
    private final IdleMarkWorkers idle = new IdleMarkWorkers();

    private int dedicatedNeeded;
    private double fractionalUtilizationGoal;

    MarkWorkers(MarkTime time) {
        this.time = time;
    }

    void startCycle(WorkerPlan plan, int procs, boolean periodic) {
        dedicatedNeeded = plan.dedicatedWorkers();
        fractionalUtilizationGoal = plan.fractionalUtilizationGoal();
        idle.setMax(plan.maxIdleWorkers(procs, periodic));
    }

    /** The places for idle workers. */
    public IdleMarkWorkers idle() {
        return idle;
    }

    /** Dedicated workers still to be started in this cycle. */
    public int dedicatedNeeded() {
        return dedicatedNeeded;
    }

    /** Share of each P's time for fractional workers, 0 to 1; 0 for none. */
    public double fractionalUtilizationGoal() {
        return fractionalUtilizationGoal;
    }

    /**
     * Whether a P needs neither a dedicated nor a fractional worker; since Go 1.24 the pool of workers is left alone then.
     */
    public boolean noneNeeded() {
        return dedicatedNeeded <= 0 && fractionalUtilizationGoal == 0;
    }

    /**
     * Takes the worker that a P should run next, dedicated before fractional; idle ones are taken through {@link #idle}.
     * Source: {@code mgcpacer.go: findRunnableGCWorker}.
     *
     * @param sinceMarkStartNanos time since marking began
     * @param fractionalNanosOfP time the P spent in fractional workers in this cycle
     */
    public MarkWorkerMode take(long sinceMarkStartNanos, long fractionalNanosOfP) {
        if (dedicatedNeeded > 0) {
            dedicatedNeeded--;
            return MarkWorkerMode.DEDICATED;
        }
        return FractionalWorkers.mayStart(sinceMarkStartNanos, fractionalNanosOfP, fractionalUtilizationGoal)
                ? MarkWorkerMode.FRACTIONAL
                : MarkWorkerMode.NONE;
    }

    /**
     * Accounts for a worker that stopped; the P's own fractional time is the caller's. Source: {@code mgcpacer.go:
     * markWorkerStop}.
     *
     * @param mode what it was
     * @param durationNanos how long it ran
     * @throws IllegalArgumentException for {@link MarkWorkerMode#NONE}
     */
    public void stop(MarkWorkerMode mode, long durationNanos) {
        switch (mode) {
            case DEDICATED -> {
                time.addDedicatedNanos(durationNanos);
                dedicatedNeeded++;
            }
            case FRACTIONAL -> time.addFractionalNanos(durationNanos);
            case IDLE -> {
                time.addIdleNanos(durationNanos);
                idle.remove();
            }
            case NONE -> throw new IllegalArgumentException("markWorkerStop: unknown mark worker mode " + mode);
        }
    }
}
