package org.heapgoal.report.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heapgoal.report.BasisMetric;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.report.PairedDifferences;
import org.heapgoal.report.json.JsonText;
import org.heapgoal.report.json.ResultJson;
import org.jspecify.annotations.Nullable;

/** The JSON of a comparison. */
public final class CompareJson {
    private CompareJson() {}

    /** The object that {@code compare --format json} prints. */
    public static String print(Comparison comparison) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("a", run(comparison.a()));
        json.put("b", run(comparison.b()));
        json.put("same", comparison.same());
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Comparison.Delta delta : comparison.deltas()) {
            Map<String, @Nullable Object> figure = new LinkedHashMap<>();
            figure.put("a", delta.a());
            figure.put("b", delta.b());
            figure.put("difference", delta.difference());
            comparison
                    .paired()
                    .map(paired -> paired.byMetric().get(delta.metric()))
                    .ifPresent(estimate -> {
                        figure.put("pairedDifference", estimate.mean());
                        figure.put("confidence95HalfWidth", estimate.halfWidth());
                    });
            figures.put(delta.metric().jsonName(), figure);
        }
        json.put("figures", figures);
        comparison.paired().ifPresent(paired -> json.put("paired", paired(paired)));
        json.put("firstDifference", comparison.first().map(CompareJson::first).orElse(null));
        json.put("sentences", DifferenceText.of(comparison));
        json.put("cyclesNotCompared", comparison.cyclesNotCompared());
        return JsonText.print(json);
    }

    private static Map<String, @Nullable Object> run(ComparedRun run) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", run.identity().name());
        json.put("source", run.identity().source());
        json.put("goVersion", run.identity().goVersion().label());
        json.put("settings", ResultJson.settings(run.identity().settings()));
        json.put("level", run.identity().level().label());
        json.put(
                "seed",
                run.identity().seed().isPresent()
                        ? (Object) run.identity().seed().getAsLong()
                        : null);
        json.put("cycles", run.cycleCount());
        json.put("warnings", run.warnings());
        return json;
    }

    private static Map<String, Object> paired(PairedDifferences paired) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pairs", paired.pairs());
        json.put("warmUpRule", "MSER-5 on the heap goals of the cycles");
        json.put("warmUpCycles", List.of(paired.fewestCut(), paired.mostCut()));
        return json;
    }

    private static Map<String, @Nullable Object> first(FirstDifference first) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("cycle", first.number());
        Map<String, Object> figures = new LinkedHashMap<>();
        for (CycleMetric metric : first.figures()) {
            figures.put(metric.fieldName(), List.of(cell(first.a(), metric), cell(first.b(), metric)));
        }
        json.put("figures", figures);
        Map<String, Object> inputs = new LinkedHashMap<>();
        for (BasisMetric metric : first.inputs()) {
            inputs.put(metric.fieldName(), List.of(cell(first.a(), metric), cell(first.b(), metric)));
        }
        json.put("inputs", inputs);
        json.put("explanations", List.of(explanation(first.a()), explanation(first.b())));
        return json;
    }

    private static String cell(Optional<ComparedCycle> cycle, CycleMetric metric) {
        return cycle.map(each -> each.cell(metric)).orElse("");
    }

    private static String cell(Optional<ComparedCycle> cycle, BasisMetric metric) {
        return cycle.map(each -> each.cell(metric)).orElse("");
    }

    private static String explanation(Optional<ComparedCycle> cycle) {
        return cycle.map(ComparedCycle::explanation).orElse("");
    }
}
