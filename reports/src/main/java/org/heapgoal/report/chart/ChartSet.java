package org.heapgoal.report.chart;

import java.util.List;

/**
 * The charts of a result, and those that it has no data for.
 *
 * @param charts in the order in which a report shows them
 * @param leftOut the charts that are missing, with the reason
 */
public record ChartSet(List<Chart> charts, List<LeftOut> leftOut) {
    /** Copies the lists. */
    public ChartSet {
        charts = List.copyOf(charts);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A chart that is missing.
     *
     * @param name the name that its files would have
     * @param title what it would show
     * @param reason why it is missing, as a sentence
     */
    public record LeftOut(String name, String title, String reason) {}
}
