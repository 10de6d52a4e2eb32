package org.heapgoal.process.mutator;

/** To what part of a request's latency the time in a called execution belongs. */
enum CallKind {
    /** None is running. */
    NONE,
    /** A mark assist. */
    ASSIST,
    /** Starting a cycle. */
    COLLECTOR,
    /** A call that the program makes: its own wait. */
    PROGRAM
}
