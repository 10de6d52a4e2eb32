package org.heapgoal.workload.score;

/** Who predicts. */
public enum Predictor {
    /** The twin at its most detailed level. */
    TWIN("twin"),
    /** The same log's twin at level pacer. */
    PACER("level pacer"),
    /** Means of the log, worked out on paper. */
    MEAN_MODEL("mean model");

    private final String label;

    Predictor(String label) {
        this.label = label;
    }

    /** Its name in tables. */
    public String label() {
        return label;
    }
}
