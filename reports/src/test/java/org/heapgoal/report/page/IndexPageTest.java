package org.heapgoal.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.metric.MetricUnit;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.report.Manifest;
import org.heapgoal.report.RunIdentity;
import org.heapgoal.report.RunRecorder;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.Runs;
import org.heapgoal.report.WhatIfResult;
import org.heapgoal.report.chart.Charts;
import org.heapgoal.report.explain.CycleExplanation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands in the page. Oracle: the recording that it is made from. */
final class IndexPageTest {
    private static final String EVIL = "</script><script>alert(1)</script>&\u2028.log";
    private static final Manifest MANIFEST = new Manifest("0.1.0", List.of("heapgoal", "run", "x"), List.of());

    @Test
    void theDataAreTheRecordingsNumbers() {
        RunResult run = Runs.run("small", Runs.plain(), 3, Runs.SECOND, i -> 10 * Runs.MIB);
        JsonNode shown = data(page(run)).get("runs").get(0);

        List<HeapSample> samples = run.heap().samples();
        assertThat(shown.get("heap").get("t")).hasSize(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            assertThat(shown.get("heap").get("live").get(i).asLong())
                    .isEqualTo(samples.get(i).heapLive());
            assertThat(shown.get("heap").get("goal").get(i).asLong())
                    .isEqualTo(samples.get(i).heapGoal());
        }
        List<CycleRecord> cycles = run.cycles().all();
        for (int i = 0; i < cycles.size(); i++) {
            assertThat(shown.get("explain").get(i).asString())
                    .isEqualTo(
                            CycleExplanation.of(cycles.get(i), run.coverage()).text());
        }
        for (JsonNode column : shown.get("columns")) {
            CycleMetric metric = CycleMetric.valueOf(column.get("name").asString());
            assertThat(column.get("values")).hasSize(3);
            if (metric.unit() == MetricUnit.BYTES) {
                assertThat(column.get("values").get(1).asLong()).isEqualTo(metric.valueOf(cycles.get(1)));
            }
        }
    }

    @Test
    void whatIsNotCoveredHasNoColumn() {
        JsonNode columns = data(page(Runs.run("small", Runs.plain(), 1, Runs.SECOND, i -> Runs.MIB)))
                .get("runs")
                .get(0)
                .get("columns");
        assertThat(columns.findValuesAsString("name")).contains("MAPPED").doesNotContain("RESIDENT");
    }

    @Test
    void aGoalWithoutLimitIsNoNumberOfTheChart() {
        GcSettings off = Runs.settings(-1, 100 * Runs.MIB);
        RunResult run = Runs.run("small", off, 2, Runs.SECOND, i -> 10 * Runs.MIB);
        assertThat(data(page(run)).get("runs").get(0).get("limit").asLong()).isEqualTo(100 * Runs.MIB);
        JsonNode plain = data(page(Runs.run("small", Runs.plain(), 2, Runs.SECOND, i -> Runs.MIB)));
        assertThat(plain.get("runs").get(0).get("limit").isNull()).isTrue();
    }

    @Test
    void onlyThePagesOwnScriptsMayRun() throws NoSuchAlgorithmException {
        String page = page(Runs.run(EVIL, Runs.plain(), 1, Runs.SECOND, i -> Runs.MIB));
        Matcher scripts =
                Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(page);
        int count = 0;
        while (scripts.find()) {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
            assertThat(page).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
            count++;
        }
        assertThat(count).isEqualTo(2);
        assertThat(page).contains("default-src 'none'").doesNotContain("<script>alert");
    }

    @Test
    void aNameInTheDataCannotEndTheirElement() {
        String json = PageData.json(
                List.of(new PageData.Shown(EVIL, Runs.run("x", Runs.plain(), 1, Runs.SECOND, i -> Runs.MIB))));
        assertThat(json)
                .doesNotContain("<")
                .doesNotContain(">")
                .doesNotContain("&")
                .doesNotContain("\u2028");
        JsonNode parsed = JsonMapper.builder().build().readTree(json);
        assertThat(parsed.get("runs").get(0).get("label").asString()).isEqualTo(EVIL);
    }

    @Test
    void aComparisonTellsLengthAndNumberOfCyclesAndShowsWhatWasObserved() {
        RunResult baseline = Runs.run("small", Runs.plain(), 3, Runs.SECOND, i -> 10 * Runs.MIB);
        RunResult candidate =
                Runs.run("small", Runs.settings(50, GcSettings.NO_MEMORY_LIMIT), 7, Runs.SECOND, i -> Runs.MIB);
        RunIdentity logged = new RunIdentity(
                "small", "the log itself", Level.LOG, GoVersion.GO_1_25, Runs.plain(), OptionalLong.empty());
        RunRecorder recorder = RunRecorder.detailed(logged, Runs.coverage());
        Runs.sawTooth(recorder, Runs.plain(), 4, Runs.SECOND, i -> 10 * Runs.MIB);
        RunResult log = recorder.result();
        WhatIfResult result =
                new WhatIfResult("small", Map.of(), baseline, List.of(candidate), List.of()).withObserved(log);
        String page = IndexPage.of(result, List.of(), Charts.of(result).leftOut(), MANIFEST);

        assertThat(page).contains("<th scope=\"col\">duration</th><th scope=\"col\">GCs</th>");
        assertThat(page).contains("<td>7.00 s</td><td>7</td>");
        assertThat(page).contains("<tr><th scope=\"row\">GC cycles</th><td>3</td><td>4</td><td>−25 %</td></tr>");
        assertThat(data(page).get("runs").get(0).get("label").asString()).isEqualTo("predicted");
        assertThat(data(page).get("runs").get(1).get("label").asString()).isEqualTo("observed");
    }

    @Test
    void cyclesLeftOutAreSaid() {
        String page = page(Runs.run("long", Runs.plain(), 2_500, Runs.SECOND, i -> Runs.MIB));
        assertThat(page)
                .contains("the page holds the first 1,000 and the last 1,000 of 2,500 cycles; cycles.csv holds all.")
                .contains("The heap is down-sampled: of 7,500 samples the page keeps ");
        assertThat(data(page).get("runs").get(0).get("gapAfter").asInt()).isEqualTo(1_000);
    }

    private static String page(RunResult run) {
        return IndexPage.of(run, List.of(), List.of(), Charts.of(run).leftOut(), MANIFEST);
    }

    private static JsonNode data(String page) {
        String before = "<script type=\"application/json\" id=\"data\">";
        int from = page.indexOf(before) + before.length();
        return JsonMapper.builder().build().readTree(page.substring(from, page.indexOf("</script>", from)));
    }
}
