package org.heapgoal.workload.band;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.workload.calibrate.Ensemble;
import org.heapgoal.workload.calibrate.Uncertainty;
import org.heapgoal.workload.score.ScoreFigure;

/**
 * How much predictions depend on one figure of the twin: the largest relative change of each headline figure, over the
 * settings asked about, when it is moved to either end of its range and everything else stays.
 *
 * @param figure what is moved
 * @param changes by figure, as a share of the prediction; of those that a run has
 */
public record Sensitivity(Uncertainty figure, Map<ScoreFigure, Double> changes) {
    /** The figures that are looked at. */
    public static final List<ScoreFigure> FIGURES =
            List.of(ScoreFigure.GC_CPU, ScoreFigure.MEAN_GOAL, ScoreFigure.GC_PER_GIB, ScoreFigure.PEAK_MAPPED);

    /** Ends of a range that holds 90 % of a normal distribution. */
    private static final double END = 1.6448536269514722;

    /** Copies the map. */
    public Sensitivity {
        EnumMap<ScoreFigure, Double> copy = new EnumMap<>(ScoreFigure.class);
        copy.putAll(changes);
        changes = Collections.unmodifiableMap(copy);
    }

    /** The largest of the changes. */
    public double largest() {
        return changes.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /**
     * The dependence on every open figure, the greatest first. Runs level pacer twice for each figure and setting.
     *
     * @param twin the twin's own predictions for some settings, at level pacer
     * @param run predicts with another load for the same settings in the same order
     */
    public static List<Sensitivity> of(
            Ensemble ensemble,
            List<Map<ScoreFigure, Double>> twin,
            Function<TimedLoad, List<Map<ScoreFigure, Double>>> run) {
        List<Sensitivity> out = new ArrayList<>();
        for (Uncertainty open : ensemble.uncertainties()) {
            EnumMap<ScoreFigure, Double> changes = new EnumMap<>(ScoreFigure.class);
            for (double end : List.of(-END, END)) {
                List<Map<ScoreFigure, Double>> moved = run.apply(ensemble.moved(open, end));
                for (int i = 0; i < twin.size(); i++) {
                    collect(changes, twin.get(i), moved.get(i));
                }
            }
            out.add(new Sensitivity(open, changes));
        }
        out.sort(Comparator.comparingDouble(Sensitivity::largest).reversed());
        return out;
    }

    private static void collect(
            EnumMap<ScoreFigure, Double> changes, Map<ScoreFigure, Double> from, Map<ScoreFigure, Double> to) {
        for (ScoreFigure figure : FIGURES) {
            double before = from.getOrDefault(figure, Double.NaN);
            double change = Math.abs(to.getOrDefault(figure, Double.NaN) / before - 1);
            if (Double.isFinite(change)) {
                changes.merge(figure, change, Math::max);
            }
        }
    }
}
