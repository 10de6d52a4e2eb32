package org.heapgoal.sched;

/** Why the world is stopped ({@code proc.go: stwReason}). */
public enum StopReason {
    GC_SWEEP_TERMINATION("GC sweep termination", true),
    GC_MARK_TERMINATION("GC mark termination", true),
    READ_MEM_STATS("read mem stats", false),
    GOMAXPROCS("GOMAXPROCS", false);

    private final String text;
    private final boolean gc;

    StopReason(String text, boolean gc) {
        this.text = text;
        this.gc = gc;
    }

    /** The runtime's name for it. */
    public String text() {
        return text;
    }

    /** Whether runtime/metrics counts the pause under gc; under other otherwise. */
    public boolean isGc() {
        return gc;
    }
}
