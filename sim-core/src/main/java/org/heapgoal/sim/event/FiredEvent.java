package org.heapgoal.sim.event;

/**
 * An event that ran, as a journal records it.
 *
 * @param timeNanos the instant
 * @param priority its place among the events of the instant
 * @param sequence how many schedulings the clock had accepted before the one that led here
 * @param subject to whom it happened
 * @param kind the label of what happened
 */
public record FiredEvent(long timeNanos, int priority, long sequence, long subject, String kind) {

    /** One line: the four numbers and the label, a space between each two. */
    @Override
    public String toString() {
        return timeNanos + " " + priority + " " + sequence + " " + subject + " " + kind;
    }
}
