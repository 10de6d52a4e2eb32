package org.heapgoal.workload.score;

import org.heapgoal.goruntime.GcSettings;

/** What differs between a base log's settings and the settings predicted for. */
public enum SettingClass {
    /** Nothing: the base log's own run, which shows how well its twin reproduces it. Counts for no bar. */
    NOTHING("no"),
    /** GOGC, with the same GOMAXPROCS and no memory limit. */
    GOGC("GOGC"),
    /** A memory limit, with any GOGC. */
    LIMIT("GOMEMLIMIT"),
    /** GOMAXPROCS alone. */
    MAX_PROCS("GOMAXPROCS"),
    /** Several of these at once. */
    SEVERAL("several at once");

    private final String label;

    SettingClass(String label) {
        this.label = label;
    }

    /** Its name in tables. */
    public String label() {
        return label;
    }

    /** The class of a change. */
    public static SettingClass of(GcSettings base, GcSettings target) {
        boolean procs = base.maxProcs() != target.maxProcs();
        boolean limit = base.memoryLimitBytes() != target.memoryLimitBytes();
        boolean gogc = base.gcPercent() != target.gcPercent();
        if (!procs && !limit && !gogc) {
            return NOTHING;
        }
        if (procs) {
            return limit || gogc ? SEVERAL : MAX_PROCS;
        }
        return limit ? LIMIT : GOGC;
    }
}
