package org.heapgoal.sim.event;

/**
 * Told whenever simulated time passes: nothing changes between the two instants, so what the model's state says now holds
 * from the one to the other. It must not change the run.
 */
@FunctionalInterface
public interface TimeObserver {
    /**
     * The clock is about to move on.
     *
     * @param fromNanos the instant that it stands at
     * @param toNanos the next instant at which something may happen, later than that
     */
    void timePasses(long fromNanos, long toNanos);
}
