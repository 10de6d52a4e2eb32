package org.heapgoal.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.report.RunIdentity;
import org.heapgoal.report.RunRecorder;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.Runs;
import org.heapgoal.report.TimeBuckets;
import org.heapgoal.report.WhatIfResult;
import org.heapgoal.report.compare.ComparedRun;
import org.heapgoal.report.compare.Comparison;
import org.heapgoal.report.compare.CycleKeeper;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartsTest {
    private static final long NO_GOAL = 8_900_000_000_000_000_000L;

    /** Oracle: files made once, looked at, and equal on JDK 17 and 25 with and without fonts installed. */
    @Test
    void svgIsTheSameByteForByteEverywhere() throws IOException {
        RunResult run = Runs.run("small", Runs.settings(100, 30 * Runs.MIB), 4, Runs.SECOND, i -> (8 + i) * Runs.MIB);
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("heap-goal", HeapChart.of(run));
        charts.put("gc-cpu", GcCpuChart.of(run));
        charts.put("trade-off", TradeOffChart.of(whatIf(5)));
        Charts.of(Runs.fullRunWithTimelines("everything"))
                .charts()
                .forEach(chart -> charts.put("full-" + chart.name(), chart));
        RunResult log = log(run.settings(), i -> (9 + i) * Runs.MIB);
        charts.put("observed-predicted", Charts.of(run, log).charts().get(0));
        Comparison comparison = Comparison.of(compared(Runs.plain()), compared(Runs.settings(100, 30 * Runs.MIB)));
        CompareChart.of(comparison).forEach(chart -> charts.put(chart.name(), chart));
        List<String> different = new ArrayList<>();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            for (Map.Entry<String, Chart> chart : charts.entrySet()) {
                if (!equalsGolden(chart.getKey(), chart.getValue())) {
                    different.add(chart.getKey());
                }
            }
        } finally {
            Locale.setDefault(before);
        }
        assertThat(different)
                .as("charts in target/charts that differ from their golden files")
                .isEmpty();
    }

    @Test
    void everyKindOfRunHasAPictureWithNumbersThatCanBeDrawn() throws Exception {
        for (RunResult run : oddRuns()) {
            for (Chart chart : Charts.of(run).charts()) {
                String svg = ChartFiles.svg(chart);
                assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity").hasSizeLessThan(400_000);
                Element root = parse(svg);
                assertThat(texts(root)).contains(chart.title());
                assertThat(chart.description()).isNotBlank();
            }
        }
    }

    @Test
    void aRunWithoutACycleShowsANoticeInsteadOfAnEmptyAxis() throws Exception {
        RunResult run = Runs.run("idle", Runs.plain(), 0, Runs.SECOND, i -> Runs.MIB);
        assertThat(texts(parse(ChartFiles.svg(GcCpuChart.of(run)))))
                .contains("No GC cycle in this run: no CPU time went to GC.");
        assertThat(texts(parse(ChartFiles.svg(HeapChart.of(run))))).contains("This run recorded no heap samples.");
    }

    @Test
    void aRunAtLevelFullHasAllCharts() {
        ChartSet set = Charts.of(Runs.fullRunWithTimelines("everything"));
        assertThat(set.charts().stream().map(Chart::name))
                .containsExactly("heap-goal", "memory", "gc-cpu", "latency", "pacer", "activity");
        assertThat(set.leftOut()).isEmpty();
        assertThat(set.charts()).allSatisfy(chart -> {
            assertThat(chart.caption()).endsWith(".");
            assertThat(chart.description()).endsWith(".");
        });
    }

    @Test
    void whatALevelDoesNotKnowIsLeftOutWithTheReason() {
        RunResult idle = Runs.run("idle", Runs.plain(), 0, Runs.SECOND, i -> Runs.MIB);
        assertThat(Charts.of(idle).leftOut())
                .containsExactly(
                        new ChartSet.LeftOut(
                                "memory", "Memory by use", "What memory is used for is known at level full only."),
                        new ChartSet.LeftOut(
                                "latency",
                                "Pauses and request latencies",
                                "No pause and no request ended in this run."),
                        new ChartSet.LeftOut("pacer", "How the pacer did", "No GC cycle completed in this run."),
                        new ChartSet.LeftOut(
                                "activity", "What the Ps do", "Which P does what is known at level full only."));
    }

    @Test
    void onlyARunUnderTheLogsOwnSettingsIsComparedWithTheLog() {
        RunResult run = Runs.run("small", Runs.plain(), 4, Runs.SECOND, i -> 8 * Runs.MIB);
        RunResult other = log(Runs.settings(50, GcSettings.NO_MEMORY_LIMIT), i -> 8 * Runs.MIB);
        assertThat(Charts.of(run, log(Runs.plain(), i -> 8 * Runs.MIB))
                        .charts()
                        .get(0)
                        .description())
                .isEqualTo("4 GC cycles observed, 4 predicted (0 %).");
        assertThat(Charts.of(run, other).leftOut())
                .contains(new ChartSet.LeftOut(
                        "observed-predicted",
                        "Observed and predicted",
                        "The run's settings are not those of the log."));
    }

    /** The made-up window: P0 10 ms of the program, P2 0.1 ms of it and 0.1 ms of assists, in 30 ms of three Ps. */
    @Test
    void theChartOfThePsSaysHowMuchOfTheWindowWentToWhat() {
        Chart chart = ActivityChart.of(Runs.fullRunWithTimelines("everything"), Runs.window());
        assertThat(chart.description())
                .contains("on 3 Ps", "user code (33.7 %)", "mark assist (0.33 %)", "dedicated mark worker (33.2 %)");
    }

    @Test
    void aGoalThatNoHeapReachesIsSaidAndNotDrawn() throws Exception {
        RunRecorder recorder = RunRecorder.detailed(
                Runs.identity("off", Runs.settings(GcSettings.GC_PERCENT_OFF, GcSettings.NO_MEMORY_LIMIT)),
                Runs.coverage());
        recorder.onSample(new HeapSample(0, 0, NO_GOAL, NO_GOAL, 4 * Runs.MIB));
        recorder.onSample(new HeapSample(Runs.SECOND, 90 * Runs.MIB, NO_GOAL, NO_GOAL, 95 * Runs.MIB));
        recorder.onEnd(new RunTotals(Runs.SECOND, 90 * Runs.MIB, 90 * Runs.MIB, 95 * Runs.MIB, 0, 0));
        String texts = texts(parse(ChartFiles.svg(HeapChart.of(recorder.result()))));
        assertThat(texts).contains("there is no heap goal: GOGC is off and no memory limit is set");
        assertThat(texts).doesNotContain("heap goal (at the end");
    }

    @Test
    void namesFromOutsideAreEscaped() throws Exception {
        RunResult run = Runs.run("<script>alert(1)</script>&\u0001", Runs.plain(), 3, Runs.SECOND, i -> Runs.MIB);
        String svg = ChartFiles.svg(HeapChart.of(run));
        assertThat(svg).doesNotContain("<script");
        assertThat(texts(parse(svg))).contains("<script>alert(1)</script>&\uFFFD");
    }

    @Test
    void textIsTextInTheBundledFontWithAFallback() throws Exception {
        RunResult run = Runs.run("small", Runs.plain(), 2, Runs.SECOND, i -> Runs.MIB);
        String svg = ChartFiles.svg(HeapChart.of(run));
        assertThat(svg).contains("font-family=\"DejaVu Sans, sans-serif\"").contains("<text");
        assertThat(svg.replace("font-family=\"DejaVu Sans, sans-serif\"", "")).doesNotContain("font-family");
    }

    @Test
    void pngHasThePromisedSize() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChartFiles.png(TradeOffChart.of(whatIf(3)), out);
        var image = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(image.getWidth()).isEqualTo(1280);
        assertThat(image.getHeight()).isEqualTo(720);
    }

    @Test
    void manySettingsAreNotAllLabelledAndTheChartSaysSo() throws Exception {
        assertThat(texts(parse(ChartFiles.svg(TradeOffChart.of(whatIf(29)))))).doesNotContain("are labelled");
        assertThat(texts(parse(ChartFiles.svg(TradeOffChart.of(whatIf(60)))))).contains("Of 61 settings only");
    }

    /** Two rules share a bucket of 1024 ns: 256 ns GOGC and 768 ns the limit, so the edge is at a quarter. */
    @Test
    void theRuleBandSplitsABucketByTime() {
        TimeBuckets<GoalRule> buckets = new TimeBuckets<>(GoalRule.class, 8);
        buckets.add(GoalRule.GOGC, 0, 256, 256);
        buckets.add(GoalRule.MEMORY_LIMIT, 256, 3 * 1024, 3 * 1024 - 256);
        assertThat(RuleBand.of(buckets))
                .containsExactly(
                        new RuleBand.Box(GoalRule.GOGC, 0, 1024, 0, 0.25),
                        new RuleBand.Box(GoalRule.MEMORY_LIMIT, 0, 1024, 0.25, 1),
                        new RuleBand.Box(GoalRule.MEMORY_LIMIT, 1024, 3072, 0, 1));
    }

    private static List<RunResult> oddRuns() {
        return List.of(
                Runs.run("one cycle", Runs.plain(), 1, 20 * Runs.MILLI, i -> 4 * Runs.MIB),
                Runs.run("24 hours", Runs.plain(), 20_000, 4 * Runs.SECOND, i -> (100 + i % 50) * Runs.MIB),
                Runs.run("off", Runs.settings(-1, 200 * Runs.MIB), 30, Runs.SECOND, i -> (60 + 4L * i) * Runs.MIB),
                Runs.run("huge limit", Runs.settings(100, 1L << 42), 50, Runs.SECOND, i -> 20 * Runs.MIB),
                Runs.run("huge goal", Runs.settings(100_000, 1L << 62), 5, Runs.SECOND, i -> 20 * Runs.MIB),
                Runs.run("tiny", new GcSettings(100, 0, 1), 3, 2_000, i -> 1));
    }

    private static RunResult log(GcSettings settings, Runs.LiveHeap live) {
        RunIdentity identity = new RunIdentity(
                "service.log", "the log itself", Level.LOG, GoVersion.GO_1_25, settings, OptionalLong.empty());
        RunRecorder recorder = RunRecorder.detailed(identity, Runs.coverage());
        Runs.sawTooth(recorder, settings, 4, Runs.SECOND, live);
        return recorder.result();
    }

    private static ComparedRun compared(GcSettings settings) {
        RunRecorder recorder = RunRecorder.detailed(Runs.identity("small", settings), Runs.coverage());
        CycleKeeper cycles = new CycleKeeper(Runs.coverage());
        Runs.sawTooth(recorder.and(cycles), settings, 6, Runs.SECOND, i -> (8 + 2L * i) * Runs.MIB);
        return ComparedRun.of(recorder.result(), cycles.cycles());
    }

    private static WhatIfResult whatIf(int candidates) {
        RunResult baseline = Runs.run("small", Runs.plain(), 20, Runs.SECOND, i -> 10 * Runs.MIB);
        List<RunResult> others = new ArrayList<>();
        for (int i = 1; i <= candidates; i++) {
            GcSettings settings = Runs.settings(20 * i, GcSettings.NO_MEMORY_LIMIT);
            int cycles = 4_000 / (20 * i);
            others.add(Runs.run("small", settings, cycles, 20 * Runs.SECOND / cycles, n -> 10 * Runs.MIB));
        }
        return new WhatIfResult("small", Map.of(), baseline, others, List.of());
    }

    private static boolean equalsGolden(String name, Chart chart) throws IOException {
        String actual = ChartFiles.svg(chart);
        Path made = Path.of("target", "charts", name + ".svg");
        Files.createDirectories(made.getParent());
        Files.writeString(made, actual);
        try (InputStream golden = ChartsTest.class.getResourceAsStream(name + ".svg")) {
            return golden != null && actual.equals(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Element parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }

    private static String texts(Element root) {
        StringBuilder all = new StringBuilder();
        for (String tag : List.of("text", "title")) {
            NodeList nodes = root.getElementsByTagName(tag);
            for (int i = 0; i < nodes.getLength(); i++) {
                all.append(nodes.item(i).getTextContent().strip()).append('\n');
            }
        }
        return all.toString();
    }
}
