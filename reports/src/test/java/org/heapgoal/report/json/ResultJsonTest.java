package org.heapgoal.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.RunEnding;
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
                        .map(SummaryMetric::topName)
                        .distinct()
                        .toList());
    }

    @Test
    void unmodelledFiguresAreNullAndListed() {
        JsonNode json = READER.readTree(ResultJson.run(run()));

        assertThat(json.get("summary").get("peakResidentBytes").isNull()).isTrue();
        assertThat(json.get("notModelled").toString())
                .isEqualTo(
                        "[\"peakResidentBytes\",\"limiterEnabledSeconds\",\"numRequests\",\"requestLatencySeconds\",\"memStats\"]");
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

    /** Oracle: the names and order of runtime.MemStats in Go's documentation. */
    @Test
    void aFullRunHasMemStatsUnderGosNames() {
        JsonNode json =
                READER.readTree(ResultJson.run(Runs.fullRun("x", Runs.plain(), new RunEnding("FINISHED", "done", false))
                        .result()));

        JsonNode stats = json.get("memStats");
        assertThat(String.join(" ", stats.propertyNames()))
                .isEqualTo(
                        "Alloc TotalAlloc Sys Lookups Mallocs Frees HeapAlloc HeapSys HeapIdle HeapInuse HeapReleased"
                                + " HeapObjects StackInuse StackSys MSpanInuse MSpanSys MCacheInuse MCacheSys BuckHashSys GCSys"
                                + " OtherSys NextGC LastGC PauseTotalNs PauseNs PauseEnd NumGC NumForcedGC GCCPUFraction EnableGC"
                                + " DebugGC BySize");
        assertThat(stats.get("NextGC").bigIntegerValue()).isEqualTo(new BigInteger("18446744073709551615"));
        assertThat(stats.get("HeapAlloc").longValue()).isEqualTo(1);
        assertThat(stats.get("OtherSys").longValue()).isEqualTo(19);
        assertThat(stats.get("PauseNs").size()).isEqualTo(256);
        assertThat(stats.get("BySize").get(60).toString()).isEqualTo("{\"Size\":480,\"Mallocs\":160,\"Frees\":110}");
        assertThat(json.get("notModelled").toString()).isEqualTo("[]");
    }

    @Test
    void aFullRunHasLatenciesOutcomeMachineAndDigest() {
        JsonNode json = READER.readTree(
                ResultJson.run(Runs.fullRun("x", Runs.plain(), new RunEnding("OOM_KILLED", "killed", true))
                        .result()));

        assertThat(json.get("summary").get("requestLatencySeconds").propertyNames())
                .containsExactly("p50", "p90", "p99", "p999", "max");
        assertThat(json.get("summary").get("requestLatencySeconds").get("max").doubleValue())
                .isEqualTo(0.1);
        assertThat(json.get("outcome").stringValue()).isEqualTo("OOM_KILLED");
        assertThat(json.get("eventDigest").stringValue()).isEqualTo("0000000000000abc");
        assertThat(json.get("machine").toString())
                .isEqualTo("{\"profile\":\"amd64 1.25\",\"cores\":4,\"cpuQuota\":2,"
                        + "\"memoryLimitBytes\":536870912,\"maxProcsSetBy\":\"you set it\"}");
        assertThat(json.get("runtimeMetrics").toString())
                .isEqualTo("{\"/gc/heap/goal:bytes\":18446744073709551615,\"/sched/latencies:seconds\":"
                        + "{\"total\":3,\"buckets\":[{\"from\":0.5,\"to\":null,\"count\":3}]}}");
        // The mean of 1 to 100 ms is 50.5 ms, a fifth of it assists.
        assertThat(json.get("requestBlameSeconds").get("all").get("assist").doubleValue())
                .isCloseTo(0.0101, within(1e-12));
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
