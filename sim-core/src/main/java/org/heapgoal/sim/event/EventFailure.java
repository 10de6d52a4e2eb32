package org.heapgoal.sim.event;

/** A model's action failed: carries the simulated time and the event, with the failure itself as its cause. */
public final class EventFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long timeNanos;

    EventFailure(long timeNanos, String event, long sequence, Throwable cause) {
        super("at " + timeNanos + " ns, event " + event + ", sequence " + sequence + ": " + cause, cause);
        this.timeNanos = timeNanos;
    }

    /** The simulated time of the failure. */
    public long timeNanos() {
        return timeNanos;
    }
}
