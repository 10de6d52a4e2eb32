package org.heapgoal.process.guide;

import java.util.List;
import org.heapgoal.process.RunOutcome;

/**
 * What the guide shows beside its graphs.
 *
 * @param totalSeconds CPU time of program and collector
 * @param gcSeconds CPU time of the collector
 * @param peakMiB largest memory, other memory included
 * @param peakLiveMiB largest live heap that a collection has found
 * @param cycles number of collections
 * @param points corners of the stacked area, in order of time
 * @param outcome why the run ended
 */
public record GuideResult(
        double totalSeconds,
        double gcSeconds,
        double peakMiB,
        double peakLiveMiB,
        long cycles,
        List<Point> points,
        RunOutcome outcome) {
    /** Points kept at most; later ones are left out of {@link #points}, never out of the figures. */
    public static final int MAX_POINTS = 20_000;

    /** Copies the points. */
    public GuideResult {
        points = List.copyOf(points);
    }

    /** The collector's share of all CPU time, 0 to 1. */
    public double gcShare() {
        return totalSeconds > 0 ? gcSeconds / totalSeconds : 0;
    }

    /**
     * One corner of the graph.
     *
     * @param seconds CPU time since the start
     * @param liveMiB heap that the last collection found live
     * @param newMiB heap allocated since
     * @param goalMiB the goal then
     */
    public record Point(double seconds, double liveMiB, double newMiB, double goalMiB) {}
}
