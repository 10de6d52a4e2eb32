package org.heapgoal.workload.log;

/** The kinds of trace lines that are told apart and counted. */
public enum LineKind {
    /** {@code gc 1 @0.012s 2%: …}: one completed cycle. */
    GC_CYCLE("gctrace cycles"),
    /** {@code GC forced}: the next cycle is started by the two-minute timer. */
    GC_PERIODIC("periodic GC notices"),
    /** {@code gctrace=2}: scan statistics by size class; not used. */
    GC_DETAIL("gctrace=2 scan statistics (not used)"),
    /** {@code pacer: assist ratio=…}: a cycle starts. */
    PACER_START("gcpacertrace cycle starts"),
    /** {@code pacer: 25% CPU …}: a cycle ends. */
    PACER_END("gcpacertrace cycle ends"),
    /** {@code pacer: sweep done …}. */
    PACER_SWEEP("gcpacertrace sweep ends"),
    /** {@code pacer: H_m_prev=…}: the pacer of Go 1.17 and older; not used. */
    PACER_OLD("gcpacertrace of Go 1.17 and older (not used)"),
    /** {@code scav …} and, up to Go 1.13, {@code scvg…}. */
    SCAVENGE("scavtrace lines"),
    /** {@code SCHED …}. */
    SCHED("schedtrace lines"),
    /** The P, M and G lines of scheddetail; not used. */
    SCHED_DETAIL("scheddetail lines (not used)");

    private final String label;

    LineKind(String label) {
        this.label = label;
    }

    /** A plural name for reports. */
    public String label() {
        return label;
    }
}
