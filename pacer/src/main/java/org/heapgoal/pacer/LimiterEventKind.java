package org.heapgoal.pacer;

/** What a P can be doing that the GC CPU limiter wants to know of while it goes on. */
public enum LimiterEventKind {
    /** An idle mark worker runs: counts as idle time. */
    IDLE_MARK_WORK,
    /** A goroutine assists marking: counts as GC time. */
    MARK_ASSIST,
    /** An allocation returns memory to the system first: counts as GC time. */
    SCAVENGE_ASSIST,
    /** The P is on the idle list. */
    IDLE;

    /** Whether the time is taken out of the CPU time that GC is compared with; else it is GC time. */
    boolean countsAsIdle() {
        return this == IDLE || this == IDLE_MARK_WORK;
    }
}
