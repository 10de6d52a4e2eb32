package org.heapgoal.pacer;

/** How a background mark worker shares its P with goroutines. */
public enum MarkWorkerMode {
    /** Owns its P for the whole mark phase. */
    DEDICATED,
    /** Takes the share of a P that whole workers leave over. */
    FRACTIONAL,
    /** Runs only while its P has nothing else to do. */
    IDLE,
    /** Not a mark worker: the P goes on with goroutines. */
    NONE
}
