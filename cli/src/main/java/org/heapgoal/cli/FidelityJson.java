package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.workload.score.Bar;
import org.heapgoal.workload.score.PairScore;
import org.heapgoal.workload.score.Predicted;
import org.heapgoal.workload.score.Predictor;
import org.heapgoal.workload.score.ScoreFigure;
import org.jspecify.annotations.Nullable;

/**
 * A corpus's scores as JSON: {@code bars} (name, asked, measured, verdict), {@code predictions} (program, mode, half,
 * evidence, baseRepeat, GOGC, GOMEMLIMIT, GOMAXPROCS, figures by name: observed, noise, and by predictor value, twin, low, high,
 * error; twin is what its run gave before it was moved, of the mean model there is none) and {@code notPredicted}. What is not known is null.
 */
final class FidelityJson {
    private FidelityJson() {}

    static Map<String, Object> of(CorpusScoring.Outcome outcome) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put(
                "bars",
                outcome.fidelity().bars().stream().map(FidelityJson::bar).toList());
        List<Object> predictions = new ArrayList<>();
        outcome.fidelity().scores().forEach(score -> predictions.add(prediction(score)));
        out.put("predictions", predictions);
        out.put("notPredicted", outcome.notPredicted());
        return out;
    }

    private static Map<String, Object> bar(Bar bar) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", bar.name());
        out.put("asked", bar.sentence());
        out.put("measured", bar.measured());
        out.put("verdict", bar.verdict().word());
        return out;
    }

    private static Map<String, Object> prediction(PairScore score) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("program", score.pair().base().program());
        out.put("mode", score.pair().base().mode().word());
        out.put("half", score.pair().base().half().word());
        out.put("evidence", score.pair().base().evidence().label());
        out.put("baseRepeat", score.pair().base().repeat());
        out.put("GOGC", score.pair().target().settings().gogcText());
        out.put("GOMEMLIMIT", score.pair().target().settings().memoryLimitText());
        out.put("GOMAXPROCS", score.pair().target().settings().maxProcs());
        Map<String, Object> figures = new LinkedHashMap<>();
        for (ScoreFigure figure : ScoreFigure.values()) {
            figures.put(figure.jsonName(), figure(score, figure));
        }
        out.put("figures", figures);
        return out;
    }

    private static Map<String, @Nullable Object> figure(PairScore score, ScoreFigure figure) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("observed", known(score.observed().valueOrNaN(figure)));
        out.put("noise", known(score.noiseOf(figure).typical()));
        for (Predictor predictor : Predictor.values()) {
            Predicted predicted = score.predicted(predictor, figure);
            if (predicted != null) {
                Map<String, @Nullable Object> said = new LinkedHashMap<>();
                said.put("value", known(predicted.value()));
                if (predictor != Predictor.MEAN_MODEL) {
                    said.put("twin", known(predicted.twin()));
                }
                said.put("low", known(predicted.low()));
                said.put("high", known(predicted.high()));
                said.put("error", known(score.error(predictor, figure)));
                out.put(predictor.label(), said);
            }
        }
        return out;
    }

    private static @Nullable Object known(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? null : value;
    }
}
