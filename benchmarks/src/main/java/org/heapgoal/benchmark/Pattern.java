package org.heapgoal.benchmark;

/** What an event does when it runs. Either way the number of pending events stays the same. */
public enum Pattern {
    /** Schedules itself again. */
    HOLD,
    /** Schedules itself again and moves another event, any of the pending ones, to another instant. */
    RETIME
}
