package org.heapgoal.workload.band;

import java.util.Map;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.workload.score.ScoreFigure;

/**
 * A prediction that was made, as far as sentences about it need to know.
 *
 * @param settings predicted for
 * @param name how reports name them
 * @param figures what was predicted
 * @param coarse what level pacer predicts, where the prediction is of a more detailed level; else empty
 * @param peakHeapBytes the largest heap predicted
 * @param limiterShare share of the run for which the CPU limiter is predicted to be on
 */
public record Asked(
        GcSettings settings,
        String name,
        Map<ScoreFigure, Double> figures,
        Map<ScoreFigure, Double> coarse,
        double peakHeapBytes,
        double limiterShare) {}
