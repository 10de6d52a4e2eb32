package org.heapgoal.workload.log;

/** The fields that a gctrace line has, which changed twice. */
public enum TraceLayout {
    /** Go 1.5: five phases, of which scan, barrier installation and mark are one concurrent phase since. */
    FIVE_PHASES("five phases", "1.5"),
    /** Go 1.6 to 1.17: three phases, no stacks and globals. */
    THREE_PHASES("three phases, no stacks and globals", "1.6 to 1.17"),
    /** Go 1.18 and later: stacks and globals. */
    STACKS_AND_GLOBALS("stacks and globals", "1.18 or later");

    private final String label;
    private final String versions;

    TraceLayout(String label, String versions) {
        this.label = label;
        this.versions = versions;
    }

    /** What tells the layout apart. */
    public String label() {
        return label;
    }

    /** The Go releases that print it. */
    public String versions() {
        return versions;
    }
}
