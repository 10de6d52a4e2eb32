package org.heapgoal.report.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.PairedDifferences;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.WhatIfResult;
import org.jspecify.annotations.Nullable;

/** The JSON of a run and of a what-if. */
public final class ResultJson {
    private static final String OFF = "off";

    private ResultJson() {}

    /** The object that {@code run --format json} prints. */
    public static String run(RunResult run) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", run.identity().name());
        json.put("source", run.identity().source());
        json.put("goVersion", run.identity().goVersion().label());
        json.put("settings", settings(run.settings()));
        json.put("level", run.identity().level().label());
        json.put("seed", seed(run));
        json.put("summary", summary(run));
        putReplications(json, run);
        List<String> missing = new ArrayList<>(notModelled(run));
        Optional<MemStats> memStats = run.process().memStats();
        json.put("memStats", memStats.map(MemStatsJson::of).orElse(null));
        if (memStats.isEmpty()) {
            missing.add("memStats");
        }
        if (!run.process().metrics().isEmpty()) {
            json.put("runtimeMetrics", MetricsJson.of(run.process().metrics()));
        }
        ProcessJson.put(json, run.process());
        run.process().blame().ifPresent(blame -> json.put("requestBlameSeconds", ProcessJson.blame(blame)));
        putReasons(json, run);
        json.put("notModelled", missing);
        json.put("notModelledReasons", notModelledReasons(run));
        json.put("levelIgnores", run.coverage().ignores());
        json.put("warnings", run.warnings());
        return JsonText.print(json);
    }

    /** The object that {@code what-if --format json} prints. */
    public static String whatIf(WhatIfResult result) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        RunResult baseline = result.baseline();
        json.put("input", result.input());
        json.put("goVersion", baseline.identity().goVersion().label());
        json.put("level", baseline.identity().level().label());
        json.put("seed", seed(baseline));
        json.put("fit", result.fit());
        List<Map<String, @Nullable Object>> settings = new ArrayList<>();
        for (RunResult run : result.stated()) {
            settings.add(settings.isEmpty() ? setting(run) : candidate(baseline, run));
        }
        result.trust().ifPresent(trust -> {
            for (int i = 0; i < settings.size(); i++) {
                settings.get(i).put("interval90", TrustJson.bands(trust.bands(i)));
                settings.get(i)
                        .put(
                                "twin",
                                TrustJson.twin(
                                        result.runs().get(i),
                                        trust.predictions().get(i)));
            }
        });
        json.put("baseline", settings.get(0));
        json.put("candidates", settings.subList(1, settings.size()));
        result.trust().ifPresent(trust -> json.put("trust", TrustJson.of(trust)));
        result.observed().ifPresent(observed -> json.put("observed", setting(observed)));
        json.put("notModelled", notModelled(baseline));
        json.put("notModelledReasons", notModelledReasons(baseline));
        json.put("levelIgnores", baseline.coverage().ignores());
        json.put("warnings", result.warnings());
        return JsonText.print(json);
    }

    /** Settings as JSON values: GOGC a number or "off", GOMEMLIMIT bytes or "off", GOMAXPROCS a number. */
    public static Map<String, Object> settings(GcSettings settings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("GOGC", settings.gcPercentOff() ? OFF : settings.gcPercent());
        json.put("GOMEMLIMIT", settings.hasMemoryLimit() ? (Object) settings.memoryLimitBytes() : OFF);
        json.put("GOMAXPROCS", settings.maxProcs());
        return json;
    }

    private static void putReplications(Map<String, @Nullable Object> json, RunResult run) {
        run.replications().ifPresent(replications -> {
            Map<String, Object> widths = new LinkedHashMap<>();
            replications.halfWidths().forEach((metric, width) -> widths.put(metric.jsonName(), width));
            json.put("replications", replications.count());
            json.put("confidence95HalfWidth", widths);
        });
    }

    private static Map<String, @Nullable Object> candidate(RunResult baseline, RunResult run) {
        Map<String, @Nullable Object> json = setting(run);
        PairedDifferences.of(baseline, run).ifPresent(paired -> {
            Map<String, Object> differences = new LinkedHashMap<>();
            paired.byMetric().forEach((metric, estimate) -> differences.put(metric.jsonName(), estimate(estimate)));
            json.put("pairedDifference", differences);
        });
        return json;
    }

    private static Map<String, Object> estimate(PairedDifferences.Estimate estimate) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mean", estimate.mean());
        json.put("confidence95HalfWidth", estimate.halfWidth());
        return json;
    }

    private static Map<String, @Nullable Object> setting(RunResult run) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("settings", settings(run.settings()));
        json.put("summary", summary(run));
        putReplications(json, run);
        ProcessJson.put(json, run.process());
        putReasons(json, run);
        json.put("notModelled", notModelled(run));
        json.put("warnings", run.warnings());
        return json;
    }

    /** Figures whose name has a dot stand in an object of their own, which is null where there is none of them. */
    private static Map<String, @Nullable Object> summary(RunResult run) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Map<String, Map<String, @Nullable Object>> objects = new LinkedHashMap<>();
        for (SummaryMetric metric : SummaryMetric.values()) {
            OptionalDouble value = run.summary().get(metric);
            String top = metric.topName();
            if (top.equals(metric.jsonName())) {
                json.put(top, value.isPresent() ? value.getAsDouble() : null);
                continue;
            }
            json.putIfAbsent(top, null);
            if (value.isPresent()) {
                Map<String, @Nullable Object> object = objects.computeIfAbsent(top, name -> new LinkedHashMap<>());
                object.put(metric.jsonName().substring(top.length() + 1), value.getAsDouble());
                json.put(top, object);
            }
        }
        return json;
    }

    private static void putReasons(Map<String, @Nullable Object> json, RunResult run) {
        json.put("cyclesByCause", byName(run.counts().byCause()));
        json.put("cyclesByGoalRule", byName(run.counts().byGoalRule()));
        json.put("cyclesByTriggerBound", byName(run.counts().byTriggerBound()));
    }

    private static Map<String, Object> byName(Map<? extends Enum<?>, Long> counts) {
        Map<String, Object> json = new LinkedHashMap<>();
        counts.forEach((key, count) -> json.put(key.name(), count));
        return json;
    }

    private static List<String> notModelled(RunResult run) {
        return run.summary().notModelled().stream()
                .map(SummaryMetric::topName)
                .distinct()
                .toList();
    }

    private static Map<String, Object> notModelledReasons(RunResult run) {
        return new LinkedHashMap<>(run.coverage().missingByName());
    }

    private static @Nullable Object seed(RunResult run) {
        return run.identity().level() == Level.LOG || run.identity().seed().isEmpty()
                ? null
                : (Object) run.identity().seed().getAsLong();
    }
}
