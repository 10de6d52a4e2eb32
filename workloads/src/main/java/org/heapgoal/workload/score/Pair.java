package org.heapgoal.workload.score;

/**
 * A log to predict from and a run to predict.
 *
 * @param base the run whose log is used
 * @param target a run of the same program and load, under other settings or the base log's own
 */
public record Pair(CorpusRun base, CorpusRun target) {
    /** Checks that both are of one program and load. */
    public Pair {
        if (!base.sameLoad(target)) {
            throw new IllegalArgumentException(base.program() + " cannot predict " + target.program());
        }
    }

    /** What differs. */
    public SettingClass change() {
        return SettingClass.of(base.settings(), target.settings());
    }

    /** The program and its load, as tables name it. */
    public String subject() {
        return base.program() + " " + base.mode().word();
    }
}
