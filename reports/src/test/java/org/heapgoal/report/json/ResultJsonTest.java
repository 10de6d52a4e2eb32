package org.heapgoal.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.Runs;
import org.heapgoal.report.WhatIfResult;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultJsonTest {
    private static final JsonMapper READER = JsonMapper.builder().build();

    @Test
    void aRunHasTheDocumentedFields() {
        JsonNode json = READER.readTree(ResultJson.run(run()));

        assertThat(json.propertyNames())
                .containsSequence("settings", "level", "seed", "summary", "memStats")
                .contains("notModelled");
        assertThat(json.get("settings").toString()).isEqualTo("{\"GOGC\":100,\"GOMEMLIMIT\":\"off\",\"GOMAXPROCS\":4}");
        assertThat(json.get("level").stringValue()).isEqualTo("pacer");
        assertThat(json.get("seed").longValue()).isEqualTo(7);
        assertThat(json.get("memStats").isNull()).isTrue();
        assertThat(json.get("summary").propertyNames())
                .containsExactlyElementsOf(Stream.of(SummaryMetric.values())
                        .map(SummaryMetric::jsonName)
                        .toList());
    }

    @Test
    void unmodelledFiguresAreNullAndListed() {
        JsonNode json = READER.readTree(ResultJson.run(run()));

        assertThat(json.get("summary").get("peakResidentBytes").isNull()).isTrue();
        assertThat(json.get("notModelled").toString())
                .isEqualTo("[\"peakResidentBytes\",\"limiterEnabledSeconds\",\"memStats\"]");
    }

    @Test
    void wholeNumbersAreIntegersAndOthersShort() {
        // The peak is the second goal: 12582912 + 12582912 / 100 × 100 = 25165812. Two pauses of 200 µs: 0.0004 s.
        String json = ResultJson.run(run());

        assertThat(json).contains("\"numGC\": 2,").contains("\"durationSeconds\": 2,");
        assertThat(json).contains("\"peakHeapLiveBytes\": 25165812,");
        assertThat(json)
                .contains("\"pauseTotalSeconds\": 4.0E-4,")
                .endsWith("}\n")
                .doesNotContain("\r");
    }

    @Test
    void aWhatIfHasTheDocumentedFields() {
        Map<String, Object> fit = new LinkedHashMap<>();
        fit.put("z", 1.0);
        fit.put("a", List.of("x", Double.NaN));
        GcSettings off = Runs.settings(GcSettings.GC_PERCENT_OFF, 100 * Runs.MIB);
        RunResult candidate = Runs.run("small", off, 1, Runs.SECOND, i -> 10 * Runs.MIB);
        WhatIfResult result = new WhatIfResult("service.log", fit, run(), List.of(candidate), List.of());

        JsonNode json = READER.readTree(ResultJson.whatIf(result));

        assertThat(json.propertyNames()).contains("input", "fit", "baseline", "candidates");
        assertThat(json.get("input").stringValue()).isEqualTo("service.log");
        assertThat(json.get("fit").toString()).isEqualTo("{\"z\":1,\"a\":[\"x\",null]}");
        assertThat(json.get("baseline").propertyNames()).startsWith("settings", "summary");
        assertThat(json.get("candidates").get(0).get("settings").toString())
                .isEqualTo("{\"GOGC\":\"off\",\"GOMEMLIMIT\":104857600,\"GOMAXPROCS\":4}");
    }

    @Test
    void aRunWithoutACycleHasNoMeans() {
        JsonNode json = READER.readTree(ResultJson.run(Runs.run("idle", Runs.plain(), 0, Runs.SECOND, i -> Runs.MIB)));

        assertThat(json.get("summary").get("meanHeapGoalBytes").isNull()).isTrue();
        assertThat(json.get("notModelled").toString()).contains("meanHeapGoalBytes");
    }

    @Test
    void valuesOfUnknownTypesAreRefused() {
        assertThatThrownBy(() -> JsonText.print(Map.of("x", new Object())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static RunResult run() {
        return Runs.run("small", Runs.plain(), 2, Runs.SECOND, i -> (i == 0 ? 10 : 12) * Runs.MIB);
    }
}
