package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command from a real program's log to its table, JSON and report. Oracle: what the real program did at GOGC=100. */
final class WhatIfCommandTest {
    @TempDir
    Path directory;

    @Test
    void theBaselineIsWithinTenPercentOfTheRealRun() throws IOException {
        JsonNode result =
                json("what-if", "--level", "pacer", Invocation.realLog(), "GOGC=50,200", "--recorded", "GOGC=100");
        long cycles =
                realLines().stream().filter(line -> line.startsWith("gc ")).count();
        JsonNode baseline = result.get("baseline");
        assertThat(baseline.get("settings").get("GOGC").asInt()).isEqualTo(100);
        assertThat(baseline.get("settings").get("GOMEMLIMIT").asString()).isEqualTo("off");
        assertThat(baseline.get("summary").get("numGC").asDouble())
                .isCloseTo((double) cycles, within(0.1 * (double) cycles));
        assertThat(result.get("candidates")).hasSize(2);
    }

    @Test
    void aHigherGogcTradesMemoryForCpu() throws IOException {
        JsonNode candidates = json(
                        "what-if",
                        "--level",
                        "pacer",
                        Invocation.realLog(),
                        "GOGC=50,200,400",
                        "--recorded",
                        "GOGC=100")
                .get("candidates");
        for (int i = 1; i < candidates.size(); i++) {
            JsonNode lower = candidates.get(i - 1).get("summary");
            JsonNode higher = candidates.get(i).get("summary");
            assertThat(figure(higher, "gcCPUFraction")).isLessThan(figure(lower, "gcCPUFraction"));
            assertThat(figure(higher, "peakHeapLiveBytes")).isGreaterThan(figure(lower, "peakHeapLiveBytes"));
        }
    }

    @Test
    void everyFieldOfTheSummaryIsThereOrListedAsNotModelled() throws IOException {
        JsonNode run = json("run", "guide/1-steady");
        Set<String> missing = new TreeSet<>();
        run.get("notModelled").forEach(name -> missing.add(name.asString()));
        for (String field : List.of(
                "durationSeconds",
                "numGC",
                "numForcedGC",
                "gcPerSecond",
                "gcCPUFraction",
                "allocBytesPerSecond",
                "meanHeapGoalBytes",
                "meanHeapLiveAtStartBytes",
                "meanHeapMarkedBytes",
                "peakHeapLiveBytes",
                "peakMappedBytes",
                "peakResidentBytes",
                "pauseTotalSeconds",
                "maxPauseSeconds",
                "assistCPUSeconds",
                "backgroundMarkCPUSeconds",
                "idleMarkCPUSeconds",
                "limiterEnabledSeconds")) {
            JsonNode value = run.get("summary").get(field);
            assertThat(value).as(field).isNotNull();
            assertThat(value.isNull()).as(field).isEqualTo(missing.contains(field));
        }
        assertThat(missing).contains("assistCPUSeconds");
    }

    @Test
    void theReportDirectoryIsCompleteAndTheSameEachTime() throws IOException {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        for (Path out : List.of(first, second)) {
            Invocation result = Invocation.of(
                    "what-if",
                    "--level",
                    "pacer",
                    Invocation.realLog(),
                    "GOGC=50,200",
                    "--recorded",
                    "GOGC=100,GOMEMLIMIT=off",
                    "--out",
                    out);
            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.err()).isEmpty();
        }
        List<String> names = names(first);
        assertThat(names)
                .contains("index.html", "cycles.csv", "samples.csv", "result.json", "manifest.json")
                .contains("charts/heap-goal.svg", "charts/gc-cpu.svg", "charts/trade-off.svg", "charts/trade-off.png");
        assertThat(names(second)).isEqualTo(names);
        for (String name : names) {
            assertThat(Files.readAllBytes(second.resolve(name)))
                    .as(name)
                    .isEqualTo(Files.readAllBytes(first.resolve(name)));
        }
        assertThat(Files.readString(first.resolve("index.html"))).doesNotContain(directory.toString());
        assertThat(Files.readString(first.resolve("manifest.json")))
                .contains("steadycache")
                .doesNotContain(directory.toString());
    }

    @Test
    void standardInputGivesTheSameFiguresAsTheFile() throws IOException {
        InputStream before = System.in;
        try (InputStream log = new GZIPInputStream(Files.newInputStream(Invocation.realLog()))) {
            System.setIn(new ByteArrayInputStream(log.readAllBytes()));
            JsonNode piped = json("what-if", "--level", "pacer", "-", "GOGC=50,200");
            JsonNode read = json("what-if", "--level", "pacer", Invocation.realLog(), "GOGC=50,200");
            assertThat(piped.get("candidates").get(1).get("summary"))
                    .isEqualTo(read.get("candidates").get(1).get("summary"));
            assertThat(piped.get("input").asString()).isEqualTo("standard input");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void whatALogCannotTellIsAWarningInTheTableOrBesideTheJson() {
        Invocation text = Invocation.of("what-if", "--level", "pacer", Invocation.realLog(), "GOGC=200");
        assertThat(text.status()).isZero();
        assertThat(text.err()).isEmpty();
        assertThat(text.out()).contains("warning").contains("GOMEMLIMIT").contains("--recorded");
        Invocation json =
                Invocation.of("what-if", "--level", "pacer", Invocation.realLog(), "GOGC=200", "--format", "json");
        assertThat(json.err()).contains("warning").contains("GOMEMLIMIT").contains("--recorded");
        assertThat(Invocation.of(
                                "what-if",
                                "--level",
                                "pacer",
                                Invocation.realLog(),
                                "GOGC=200",
                                "--format",
                                "json",
                                "--quiet")
                        .err())
                .isEmpty();
    }

    @Test
    void aStatedFigureOfTheTwinChangesThePrediction() throws IOException {
        double plain = figure(
                json("what-if", "--level", "pacer", Invocation.realLog(), "GOGC=200")
                        .get("baseline")
                        .get("summary"),
                "peakMappedBytes");
        double stated = figure(
                json("what-if", "--level", "pacer", Invocation.realLog(), "GOGC=200", "--set", "nonHeapBytes=104MiB")
                        .get("baseline")
                        .get("summary"),
                "peakMappedBytes");
        // The assumed 4 MiB become 104 MiB: exactly 100 MiB more are mapped at the peak.
        assertThat(stated - plain).isCloseTo((double) (100L << 20), within(1.0));
    }

    @Test
    void aLimitFarBelowTheGoalsOfTheLogIsDoubted() {
        String wrong = Invocation.of(
                        "what-if",
                        "--level",
                        "pacer",
                        Invocation.realLog(),
                        "GOGC=50",
                        "--recorded",
                        "GOMEMLIMIT=20MiB")
                .out();
        assertThat(wrong.replaceAll("\\s+", " "))
                .contains("GOMEMLIMIT=20MiB was stated, but 8")
                .contains("goals are above it");
        String loose = Invocation.of(
                        "what-if", "--level", "pacer", Invocation.realLog(), "GOGC=50", "--recorded", "GOMEMLIMIT=1GiB")
                .out();
        assertThat(loose).doesNotContain("was stated, but");
    }

    @Test
    void aProgramThatFallsBehindItsPaceIsNamed() {
        // web-service wants about 1.9 CPUs; one P cannot give them.
        String table = Invocation.of("what-if", "web-service", "--level", "pacer", "GOMAXPROCS=1,8")
                .out()
                .replaceAll("\\s+", " ");
        assertThat(table).contains("falls behind its pace with GOMAXPROCS=1: it allocates only ");
        assertThat(Invocation.of("what-if", "web-service", "--level", "pacer", "GOMAXPROCS=8")
                        .out())
                .doesNotContain("falls behind");
    }

    private static JsonNode json(Object... arguments) {
        Object[] all = Stream.concat(Stream.of(arguments), Stream.of("--format", "json"))
                .toArray();
        Invocation result = Invocation.of(all);
        assertThat(result.status()).as(result.err()).isZero();
        return JsonMapper.shared().readTree(result.out());
    }

    private static double figure(JsonNode summary, String name) {
        return summary.get(name).asDouble();
    }

    private static List<String> realLines() throws IOException {
        try (InputStream log = new GZIPInputStream(Files.newInputStream(Invocation.realLog()))) {
            return new String(log.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static List<String> names(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /** Oracle: the load of steady-cache has no noise and lasts three minutes. */
    @Test
    void whatTheRunsWarnOfIsSaidOnce() {
        Invocation text =
                Invocation.of("what-if", "steady-cache", "--level", "pacer", "GOGC=50,200", "--replications", "3");
        assertThat(text.status()).as(text.err()).isZero();
        assertThat(text.out().replaceAll("\\s+", " ")).containsOnlyOnce("nothing in this run is random");
        Invocation json = Invocation.of(
                "what-if", "steady-cache", "--level", "pacer", "GOGC=50", "--duration", "24h", "--format", "json");
        assertThat(json.err()).containsOnlyOnce("the load came to its end before the duration asked for");
    }
}
