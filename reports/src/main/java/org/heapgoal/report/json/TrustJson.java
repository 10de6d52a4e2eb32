package org.heapgoal.report.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.Band;
import org.heapgoal.report.Prediction;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.Trust;

/**
 * How far a what-if is to be trusted, in JSON: {@code interval90} of each setting (low and high by figure), {@code twin} (the figures of
 * the twin's run where its {@code summary} has predictions instead) and {@code trust}:
 * {@code ensembleMembers}, {@code sentences}, {@code sensitivities} (figure, value, low and high as text, origin, and
 * {@code changes}: the largest change by figure as a share of the prediction).
 */
final class TrustJson {
    private TrustJson() {}

    static Map<String, Object> bands(Map<SummaryMetric, Band> bands) {
        Map<String, Object> json = new LinkedHashMap<>();
        bands.forEach((metric, band) -> {
            Map<String, Object> ends = new LinkedHashMap<>();
            ends.put("low", band.low());
            ends.put("high", band.high());
            json.put(metric.jsonName(), ends);
        });
        return json;
    }

    /** The figures of a run that are stated otherwise, and the rates that follow them. */
    static Map<String, Object> twin(RunResult run, Map<SummaryMetric, Prediction> predictions) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (SummaryMetric metric : SummaryMetric.values()) {
            if (predictions.containsKey(metric) || Trust.RATES.contains(metric)) {
                run.summary().get(metric).ifPresent(value -> json.put(metric.jsonName(), value));
            }
        }
        return json;
    }

    static Map<String, Object> of(Trust trust) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ensembleMembers", trust.members());
        json.put("sentences", trust.sentences());
        List<Object> dependences = new ArrayList<>();
        for (Trust.Dependence dependence : trust.dependences()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("figure", dependence.figure());
            one.put("value", dependence.value());
            one.put("low", dependence.low());
            one.put("high", dependence.high());
            one.put("origin", dependence.origin());
            Map<String, Object> changes = new LinkedHashMap<>();
            dependence.changes().forEach((metric, change) -> changes.put(metric.jsonName(), change));
            one.put("changes", changes);
            dependences.add(one);
        }
        json.put("sensitivities", dependences);
        return json;
    }
}
