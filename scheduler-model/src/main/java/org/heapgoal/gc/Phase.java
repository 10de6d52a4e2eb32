package org.heapgoal.gc;

/** Where the collector is ({@code mgc.go: gcphase}). */
enum Phase {
    /** Nothing is being marked; sweeping may go on. */
    OFF,
    /** Marking, from one stop to the other. */
    MARK,
    /** In the stop that ends marking. */
    MARK_TERMINATION
}
