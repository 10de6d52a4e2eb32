package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far a what-if says it is to be trusted. Oracle: real runs of the same program under the settings asked about. */
final class WhatIfTrustTest {
    private static final List<String> FIGURES =
            List.of("gcCPUFraction", "meanHeapGoalBytes", "numGC", "peakHeapLiveBytes", "peakMappedBytes");

    @TempDir
    Path directory;

    private static JsonNode json(Object... arguments) {
        Object[] all = Stream.concat(Stream.of(arguments), Stream.of("--format", "json", "--quiet"))
                .toArray();
        Invocation result = Invocation.of(all);
        assertThat(result.status()).as(result.err()).isZero();
        return JsonMapper.shared().readTree(result.out());
    }

    private static JsonNode whatIf(Object... more) {
        Object[] all = Stream.concat(
                        Stream.of(
                                "what-if",
                                "--level",
                                "pacer",
                                Invocation.realLog(),
                                "GOGC=50,200,400",
                                "--recorded",
                                "GOGC=100"),
                        Stream.of(more))
                .toArray();
        return json(all);
    }

    private static double width(JsonNode candidate, String figure) {
        JsonNode band = candidate.get("interval90").get(figure);
        return band.get("high").asDouble() - band.get("low").asDouble();
    }

    @Test
    void everyPredictionLiesInItsInterval() {
        JsonNode result = whatIf();
        List<JsonNode> runs = Stream.concat(
                        Stream.of(result.get("baseline")),
                        result.get("candidates").valueStream())
                .toList();
        assertThat(runs).hasSize(4);
        for (JsonNode run : runs) {
            for (String figure : FIGURES) {
                double value = run.get("summary").get(figure).asDouble();
                JsonNode band = run.get("interval90").get(figure);
                assertThat(value)
                        .as(figure)
                        .isBetween(band.get("low").asDouble(), band.get("high").asDouble());
                assertThat(width(run, figure)).as(figure).isPositive();
            }
        }
    }

    @Test
    void theRowOfTheLogsOwnSettingsShowsTheLogAndTheTwinStandsBeside() {
        JsonNode result = whatIf();
        JsonNode baseline = result.get("baseline");
        JsonNode observed = result.get("observed").get("summary");
        for (String figure : List.of("gcCPUFraction", "meanHeapGoalBytes", "numGC", "peakHeapLiveBytes")) {
            assertThat(baseline.get("summary").get(figure).asDouble())
                    .as(figure)
                    .isCloseTo(observed.get(figure).asDouble(), withinPercentage(1e-9));
        }
        // The runs are the twin's as before: a run of the log at the same level gives its figures.
        JsonNode run = json("run", "--level", "pacer", Invocation.realLog(), "--recorded", "GOGC=100");
        for (String figure : FIGURES) {
            assertThat(baseline.get("twin").get(figure))
                    .as(figure)
                    .isEqualTo(run.get("summary").get(figure));
        }
        assertThat(baseline.get("twin").get("meanHeapGoalBytes"))
                .isNotEqualTo(baseline.get("summary").get("meanHeapGoalBytes"));
        for (JsonNode candidate : result.get("candidates").valueStream().toList()) {
            JsonNode stated = candidate.get("summary");
            assertThat(candidate.get("twin").propertyNames()).containsAll(FIGURES);
            assertThat(stated.get("gcPerSecond").asDouble())
                    .isCloseTo(
                            stated.get("numGC").asDouble()
                                    / stated.get("durationSeconds").asDouble(),
                            withinPercentage(1e-9));
        }
    }

    @Test
    void anotherLoadThanTheLogsIsNotComparedWithIt() {
        JsonNode baseline = whatIf("--set", "allocationFactor=2").get("baseline");
        for (String figure : FIGURES) {
            assertThat(baseline.get("summary").get(figure))
                    .as(figure)
                    .isEqualTo(baseline.get("twin").get(figure));
        }
    }

    /** The real cycles' number and mean goal under three other settings, from logs of the same program. */
    @Test
    void intervalsHoldWhatTheProgramReallyDid() throws IOException {
        JsonNode candidates = whatIf().get("candidates");
        int held = 0;
        for (JsonNode candidate : candidates.valueStream().toList()) {
            int gogc = candidate.get("settings").get("GOGC").asInt();
            Path log = Invocation.realLog().resolveSibling("steadycache-gogc" + gogc + "-p2.log.gz");
            double cycles = 0;
            double goals = 0;
            try (BufferedReader reader = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.UTF_8))) {
                for (String line : reader.lines()
                        .filter(text -> text.startsWith("gc ") && text.contains(" MB goal"))
                        .toList()) {
                    cycles++;
                    goals += Double.parseDouble(line.replaceFirst(".* MB, (\\d+) MB goal.*", "$1"));
                }
            }
            Map<String, Double> real = Map.of("numGC", cycles, "meanHeapGoalBytes", goals / cycles * (1 << 20));
            for (Map.Entry<String, Double> figure : real.entrySet()) {
                JsonNode band = candidate.get("interval90").get(figure.getKey());
                held += figure.getValue() >= band.get("low").asDouble()
                                && figure.getValue() <= band.get("high").asDouble()
                        ? 1
                        : 0;
            }
        }
        // Of six intervals of 90 % one may miss: five or six hold with 89 %.
        assertThat(held).isGreaterThanOrEqualTo(5);
    }

    @Test
    void replicationsAtLevelPacerAreMembersOfAnEnsemble() {
        JsonNode alone = whatIf("--replications", "1");
        JsonNode many = whatIf("--replications", "31");
        assertThat(alone.get("trust").get("ensembleMembers").asInt()).isZero();
        assertThat(many.get("trust").get("ensembleMembers").asInt()).isEqualTo(30);
        assertThat(whatIf().get("trust").get("ensembleMembers").asInt()).isEqualTo(40);
        JsonNode first = alone.get("candidates").get(0);
        JsonNode second = many.get("candidates").get(0);
        assertThat(first.get("summary")).isEqualTo(second.get("summary"));
        assertThat(FIGURES)
                .allSatisfy(figure ->
                        assertThat(width(first, figure)).as(figure).isLessThanOrEqualTo(width(second, figure)));
        assertThat(FIGURES)
                .anySatisfy(figure -> assertThat(width(first, figure)).isLessThan(width(second, figure)));
        JsonNode otherSeed = whatIf("--replications", "31", "--seed", "2");
        assertThat(otherSeed.get("candidates").get(0).get("interval90")).isNotEqualTo(second.get("interval90"));
    }

    @Test
    void replicationsAtLevelFullAreTheTwinAndMembersOfItsEnsemble() throws IOException {
        Path log = Invocation.shortLog(directory);
        Object[] asked = {"what-if", log, "GOGC=200", "--recorded", "GOGC=100"};
        JsonNode three = json(asked);
        JsonNode two = json(Stream.concat(Stream.of(asked), Stream.of("--replications", "2"))
                .toArray());
        assertThat(three.get("baseline").get("replications").asInt()).isEqualTo(3);
        assertThat(two.get("baseline").get("replications").asInt()).isEqualTo(2);
        JsonNode candidate = three.get("candidates").get(0);
        assertThat(candidate.get("summary"))
                .isNotEqualTo(two.get("candidates").get(0).get("summary"));
        assertThat(candidate.get("confidence95HalfWidth").get("gcCPUFraction").asDouble())
                .isPositive();
        assertThat(candidate.get("pairedDifference").isEmpty()).isFalse();
        for (String figure : FIGURES) {
            assertThat(width(candidate, figure)).as(figure).isPositive();
        }
        assertThat(json(asked)).isEqualTo(three);
    }

    @Test
    void aRunOfATwinIsRepeatedWithMembersOfItsEnsemble() {
        JsonNode run =
                json("run", "--level", "pacer", Invocation.realLog(), "--recorded", "GOGC=100", "--replications", "5");
        assertThat(run.get("replications").asInt()).isEqualTo(5);
        assertThat(run.get("confidence95HalfWidth").get("meanHeapGoalBytes").asDouble())
                .isPositive();
    }

    @Test
    void tableAndPageSayHowFarToTrustIt() throws IOException {
        Path out = directory.resolve("report");
        Invocation done = Invocation.of(
                "what-if",
                "--level",
                "pacer",
                Invocation.realLog(),
                "GOGC=400",
                "GOMEMLIMIT=off,120MiB",
                "--recorded",
                "GOGC=100,GOMEMLIMIT=off",
                "--out",
                out);
        assertThat(done.status()).as(done.err()).isZero();
        String text = done.out().replaceAll("\\s+", " ");
        assertThat(text)
                .contains("Intervals that a real run's figures are expected in with 90 %:", "How far to trust it:")
                .contains("Predictions depend most on ", "moved by what it misses at the log's own settings")
                .contains("no gcpacertrace lines", "GOMEMLIMIT=120MiB is below the heap of ");
        String page = Files.readString(out.resolve("index.html"));
        assertThat(page)
                .contains("id=\"trust\"", "How far to trust it", "GOMEMLIMIT=120MiB is below the heap of ")
                .contains("id=\"sensitivity\"", "fragmentationRatio");
        JsonNode result = JsonMapper.shared().readTree(Files.readString(out.resolve("result.json")));
        JsonNode rows = result.get("trust").get("sensitivities");
        double before = Double.POSITIVE_INFINITY;
        for (JsonNode row : rows.valueStream().toList()) {
            double largest = row.get("changes")
                    .valueStream()
                    .mapToDouble(JsonNode::asDouble)
                    .max()
                    .orElse(0);
            assertThat(largest).isLessThanOrEqualTo(before);
            before = largest;
        }
    }

    @Test
    void aSwitchedOffMechanismIsNoPredictionOfARealProgram() {
        assertThat(whatIf("--model", "assists=off").has("trust")).isFalse();
        assertThat(json("what-if", "steady-cache", "--level", "pacer", "GOGC=50")
                        .has("trust"))
                .isFalse();
    }
}
