package org.heapgoal.workload.score;

import java.util.Map;

/** What stays the same between the runs of a program. */
public enum LoadMode {
    /** A fixed amount of work, done as fast as it goes. */
    SATURATED("saturated", ScoreFigure.P99),
    /** Work that arrives at a fixed rate. */
    PACED("paced", ScoreFigure.THROUGHPUT);

    private final String word;
    private final ScoreFigure meaningless;

    LoadMode(String word, ScoreFigure meaningless) {
        this.word = word;
        this.meaningless = meaningless;
    }

    /** The word that indexes and tables use. */
    public String word() {
        return word;
    }

    /** Removes the figure that says nothing of such runs. */
    void leaveOut(Map<ScoreFigure, Double> figures) {
        figures.remove(meaningless);
    }
}
