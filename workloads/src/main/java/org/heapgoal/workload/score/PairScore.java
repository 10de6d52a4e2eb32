package org.heapgoal.workload.score;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.heapgoal.goruntime.GcSettings;
import org.jspecify.annotations.Nullable;

/**
 * How well one run was predicted from the log of another.
 *
 * @param pair the two runs
 * @param baseObserved the figures of the run predicted from
 * @param observed the figures of the run predicted
 * @param predictions what each predictor said
 * @param noise what repeats of the base setting disagree about
 */
public record PairScore(
        Pair pair,
        ObservedRun baseObserved,
        ObservedRun observed,
        Map<Predictor, Map<ScoreFigure, Predicted>> predictions,
        Map<ScoreFigure, Spread> noise) {
    /** Runs with fewer cycles are scored by two cycles more or less instead of a percentage. */
    public static final int ENOUGH_CYCLES = 15;

    /** The cycles by which the prediction of such a run may be off. */
    public static final double CYCLES_OFF = 2;

    /** Copies the maps. */
    public PairScore {
        EnumMap<Predictor, Map<ScoreFigure, Predicted>> copy = new EnumMap<>(Predictor.class);
        predictions.forEach((predictor, figures) -> {
            EnumMap<ScoreFigure, Predicted> inner = new EnumMap<>(ScoreFigure.class);
            inner.putAll(figures);
            copy.put(predictor, Collections.unmodifiableMap(inner));
        });
        predictions = Collections.unmodifiableMap(copy);
        EnumMap<ScoreFigure, Spread> spreads = new EnumMap<>(ScoreFigure.class);
        spreads.putAll(noise);
        noise = Collections.unmodifiableMap(spreads);
    }

    /** What a predictor said of a figure, or null. */
    public @Nullable Predicted predicted(Predictor predictor, ScoreFigure figure) {
        return predictions.getOrDefault(predictor, Map.of()).get(figure);
    }

    /** What a predictor said of a figure, without its interval, or NaN. */
    public double valueOrNaN(Predictor predictor, ScoreFigure figure) {
        Predicted found = predicted(predictor, figure);
        return found == null ? Double.NaN : found.value();
    }

    /** A prediction's error with its sign; NaN where one side lacks the figure. */
    public double error(Predictor predictor, ScoreFigure figure) {
        return figure.error(valueOrNaN(predictor, figure), observed.valueOrNaN(figure));
    }

    /** The noise floor of a figure. */
    public Spread noiseOf(ScoreFigure figure) {
        return noise.getOrDefault(figure, Spread.UNKNOWN);
    }

    /** Whether the run predicted has too few cycles for percentages. */
    public boolean fewCycles() {
        return !(observed.valueOrNaN(ScoreFigure.CYCLES) >= ENOUGH_CYCLES);
    }

    /**
     * The memory limit predicted for, over the largest live heap of the log predicted from, as its goals show it; infinity where
     * there is no limit or the log tells nothing.
     */
    public double limitOverLiveHeap() {
        GcSettings base = pair.base().settings();
        long limit = pair.target().settings().memoryLimitBytes();
        double live = baseObserved.valueOrNaN(ScoreFigure.PEAK_GOAL) / (1 + base.gcPercent() / 100.0);
        boolean known = limit != GcSettings.NO_MEMORY_LIMIT && base.gcPercent() >= 0 && live > 0;
        return known ? (double) limit / live : Double.POSITIVE_INFINITY;
    }

    /** By how many cycles a prediction is off over what the real run allocated; NaN where it says nothing. */
    public double cyclesOff(Predictor predictor) {
        return error(predictor, ScoreFigure.GC_PER_GIB) * observed.valueOrNaN(ScoreFigure.CYCLES);
    }
}
