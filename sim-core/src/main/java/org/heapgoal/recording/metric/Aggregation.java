package org.heapgoal.recording.metric;

/** How a figure is made of what was recorded. */
public enum Aggregation {
    /** The run's own value. */
    VALUE("of the run"),
    /** Added up over the run. */
    TOTAL("summed over the run"),
    /** An amount over the length of the run. */
    RATE("per second of the run"),
    /** An amount over another amount of the same run. */
    SHARE("share over the run"),
    /** The mean over the cycles. */
    MEAN_OVER_CYCLES("mean over the cycles"),
    /** The largest value at any instant, or of any cycle or request. */
    PEAK("largest of the run"),
    /** What a share of the requests stayed within. */
    PERCENTILE("percentile of the requests"),
    /** One value for each cycle. */
    PER_CYCLE("of one cycle"),
    /** The value at an instant; of many instants the extremes are kept. */
    INSTANT("at an instant"),
    /** Added up over an interval of time. */
    INTERVAL("summed over an interval");

    private final String phrase;

    Aggregation(String phrase) {
        this.phrase = phrase;
    }

    /** The same in a few words. */
    public String phrase() {
        return phrase;
    }
}
