package org.heapgoal.sim.event;

/** Told of each event just before its action runs. It must not change the run. */
@FunctionalInterface
public interface EventObserver {
    /**
     * An event is about to run.
     *
     * @param timeNanos the instant
     * @param priority its place among the events of the instant
     * @param sequence how many schedulings the clock had accepted before the one that led here: unique in a run
     * @param kind what happens
     * @param subject to whom: an identity that the model defines for the kind
     */
    void onEvent(long timeNanos, int priority, long sequence, EventKind kind, long subject);

    /** An observer that tells this one and then the other. */
    default EventObserver and(EventObserver other) {
        return (timeNanos, priority, sequence, kind, subject) -> {
            onEvent(timeNanos, priority, sequence, kind, subject);
            other.onEvent(timeNanos, priority, sequence, kind, subject);
        };
    }
}
