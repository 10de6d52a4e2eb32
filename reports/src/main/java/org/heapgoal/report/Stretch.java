package org.heapgoal.report;

/** What may go on for a stretch of time. */
public enum Stretch {
    /** A GC cycle, from one stop of the world to the other. */
    GC_CYCLE,
    /** The GC CPU limiter was on. */
    LIMITER_ON
}
