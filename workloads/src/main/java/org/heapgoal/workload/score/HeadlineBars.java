package org.heapgoal.workload.score;

import java.util.List;

/** What the median absolute errors of the three headline figures may be, by what was changed. */
enum HeadlineBars {
    GOGC(SettingClass.GOGC, 0.05, 0.03, 0.08),
    LIMIT(SettingClass.LIMIT, 0.05, 0.02, 0.07),
    MAX_PROCS(SettingClass.MAX_PROCS, 0.05, 0.03, 0.12);

    /** The headline figures. */
    static final List<ScoreFigure> FIGURES = List.of(ScoreFigure.GC_PER_GIB, ScoreFigure.MEAN_GOAL, ScoreFigure.GC_CPU);

    private final SettingClass change;
    private final double gcs;
    private final double goal;
    private final double cpu;

    HeadlineBars(SettingClass change, double gcs, double goal, double cpu) {
        this.change = change;
        this.gcs = gcs;
        this.goal = goal;
        this.cpu = cpu;
    }

    SettingClass change() {
        return change;
    }

    /** The largest median that is allowed of a headline figure. */
    double median(ScoreFigure figure) {
        return switch (figure) {
            case GC_PER_GIB -> gcs;
            case MEAN_GOAL -> goal;
            case GC_CPU -> cpu;
            default -> throw new IllegalArgumentException(figure + " has no bar");
        };
    }
}
