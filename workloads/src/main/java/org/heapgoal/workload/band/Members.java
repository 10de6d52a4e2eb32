package org.heapgoal.workload.band;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.workload.score.ScoreFigure;

/**
 * How far the members of an ensemble lie from the calibrated twin: by figure, where five of a hundred lie below and where five
 * lie above.
 *
 * @param byFigure the ends; figures that the twin or too many members do not have are left out
 */
public record Members(Map<ScoreFigure, Ends> byFigure) {
    /** No members: nothing is spread. */
    public static final Members NONE = new Members(Map.of());

    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;
    private static final double NINETY_PERCENT = 1.6448536269514722;
    /** As many degrees of freedom an ensemble is given against the scatter of a few runs. */
    private static final double ENSEMBLE_FREEDOM = 4;

    /** Copies the map. */
    public Members {
        EnumMap<ScoreFigure, Ends> copy = new EnumMap<>(ScoreFigure.class);
        copy.putAll(byFigure);
        byFigure = Collections.unmodifiableMap(copy);
    }

    /**
     * Distances from the twin, neither negative, as {@link Distance} measures them.
     *
     * @param down to the end below
     * @param up to the end above
     */
    public record Ends(double down, double up) {
        /** Nothing is spread. */
        static final Ends NONE = new Ends(0, 0);
    }

    /**
     * The ends of an ensemble.
     *
     * @param twin the calibrated twin's figures
     * @param members those of the others
     */
    public static Members of(Map<ScoreFigure, Double> twin, List<Map<ScoreFigure, Double>> members) {
        EnumMap<ScoreFigure, Ends> ends = new EnumMap<>(ScoreFigure.class);
        for (Map.Entry<ScoreFigure, Double> own : twin.entrySet()) {
            ScoreFigure figure = own.getKey();
            double[] distances = members.stream()
                    .filter(member -> member.containsKey(figure))
                    .mapToDouble(member -> Distance.of(figure, own.getValue(), member.getOrDefault(figure, Double.NaN)))
                    .filter(distance -> !Double.isNaN(distance))
                    .sorted()
                    .toArray();
            if (distances.length > 0 && 2 * distances.length > members.size()) {
                ends.put(
                        figure,
                        new Ends(Math.max(0, -Quantile.of(distances, LOW)), Math.max(0, Quantile.of(distances, HIGH))));
            }
        }
        return new Members(ends);
    }

    /**
     * The same ends after runs of the twin at a more detailed level: their scatter counts beside the ensemble's, the more the
     * more of them there are.
     *
     * @param runs the figures of each run, of which each had random streams of its own
     */
    public Members with(List<Map<ScoreFigure, Double>> runs) {
        if (runs.size() < 2) {
            return this;
        }
        EnumMap<ScoreFigure, Ends> scattered = new EnumMap<>(ScoreFigure.class);
        scattered.putAll(byFigure);
        double freedom = runs.size() - 1.0;
        for (ScoreFigure figure : ScoreFigure.scored()) {
            double variance = variance(figure, runs);
            if (!Double.isNaN(variance)) {
                double own = NINETY_PERCENT * NINETY_PERCENT * variance;
                Ends before = of(figure);
                scattered.put(
                        figure, new Ends(together(before.down(), own, freedom), together(before.up(), own, freedom)));
            }
        }
        return new Members(scattered);
    }

    /** The mean of two squares, that of the ensemble counting as much as so many runs. */
    private static double together(double ensemble, double scatter, double freedom) {
        return StrictMath.sqrt(
                (ENSEMBLE_FREEDOM * ensemble * ensemble + freedom * scatter) / (ENSEMBLE_FREEDOM + freedom));
    }

    /** Variance of the distances from the first run; NaN where a run lacks the figure. */
    private static double variance(ScoreFigure figure, List<Map<ScoreFigure, Double>> runs) {
        double first = runs.get(0).getOrDefault(figure, Double.NaN);
        double sum = 0;
        double squares = 0;
        for (Map<ScoreFigure, Double> run : runs) {
            double distance = Distance.of(figure, first, run.getOrDefault(figure, Double.NaN));
            sum += distance;
            squares += distance * distance;
        }
        double count = runs.size();
        return Math.max(0, (squares - sum * sum / count) / (count - 1));
    }

    /** The ends of a figure; none where it is not known. */
    public Ends of(ScoreFigure figure) {
        return byFigure.getOrDefault(figure, Ends.NONE);
    }

    /** Quantiles of sorted values by linear interpolation. */
    static final class Quantile {
        private Quantile() {}

        static double of(double[] sorted, double share) {
            double position = share * (sorted.length - 1);
            int below = (int) position;
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
        }

        static double ofUnsorted(double[] values, double share) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return of(sorted, share);
        }
    }
}
