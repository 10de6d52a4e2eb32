package org.heapgoal.report;

/** Where CPU time went, for the chart of GC CPU over time. */
public enum CpuKind {
    /** Dedicated and fractional mark workers. */
    BACKGROUND_MARK("dedicated + fractional workers"),
    /** Allocating goroutines made to help. */
    ASSIST("mark assists"),
    /** The world stopped: the pause times GOMAXPROCS. */
    PAUSE("pauses (all Ps stopped)"),
    /** Workers on Ps that had nothing else to do; not counted as GC CPU. */
    IDLE_MARK("idle-time workers"),
    /** GOMAXPROCS times the time: what all other kinds are a share of. */
    AVAILABLE("all CPU time");

    private final String label;

    CpuKind(String label) {
        this.label = label;
    }

    /** A name for legends. */
    public String label() {
        return label;
    }
}
