package org.heapgoal.gc;

/** What may start a cycle ({@code mgc.go: gcTriggerKind}). */
public enum GcTrigger {
    /** The heap reached the trigger. */
    HEAP,
    /** Two minutes without a cycle. */
    TIME,
    /** The program asked for one. */
    CYCLE
}
