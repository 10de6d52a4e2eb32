package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real log as a report. Oracle: the lines that the real program printed, read here a second time. */
final class ReportCommandTest {
    @TempDir
    Path directory;

    @Test
    void theFiguresAreTheLogsOwnLines() throws IOException {
        List<String> lines;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Invocation.realLog())), StandardCharsets.UTF_8))) {
            lines = reader.lines().filter(line -> line.startsWith("gc ")).toList();
        }
        // gc 1 @0.003s 2%: 0.015+0.61+0.10 ms clock, 0.031+0.1/0.4/0+0.2 ms cpu, 3->4->2 MB, 4 MB goal, ...
        double goals = lines.stream()
                .mapToDouble(line -> Double.parseDouble(line.replaceAll(".* (\\d+) MB goal.*", "$1")))
                .average()
                .orElseThrow();
        JsonNode summary =
                json("report", Invocation.realLog(), "--recorded", "GOGC=100").get("summary");
        assertThat(summary.get("numGC").asInt()).isEqualTo(lines.size());
        // A printed size is rounded down to MiB: the middle of what it may mean is up to 1 MiB above.
        assertThat(summary.get("meanHeapGoalBytes").asDouble() / (1 << 20)).isCloseTo(goals, within(1.0));
        assertThat(summary.get("peakResidentBytes").isNull()).isTrue();
        assertThat(summary.get("limiterEnabledSeconds").isNull()).isTrue();
    }

    @Test
    void theReportSaysThatNothingIsSimulatedAndIsTheSameEachTime() throws IOException {
        for (String out : List.of("first", "second")) {
            Invocation result = Invocation.of("report", Invocation.realLog(), "--out", directory.resolve(out));
            assertThat(result.status()).as(result.err()).isZero();
        }
        String page = Files.readString(directory.resolve("first/index.html"));
        assertThat(page)
                .contains("Nothing is simulated here")
                .contains("What the log does not tell")
                .contains("a log does not show GOMEMLIMIT")
                .doesNotContain(directory.toString());
        assertThat(directory.resolve("second/index.html"))
                .hasSameBinaryContentAs(directory.resolve("first/index.html"));
        assertThat(directory.resolve("second/cycles.csv"))
                .hasSameBinaryContentAs(directory.resolve("first/cycles.csv"));
    }

    @Test
    void aSingleCycleIsEnough() throws IOException {
        Path log = directory.resolve("one.log");
        Files.writeString(
                log,
                "gc 7 @12.500s 2%: 0.015+0.61+0.10 ms clock, 0.031+0.1/0.4/0+0.2 ms cpu, 3->4->2 MB, 4 MB goal,"
                        + " 0 MB stacks, 0 MB globals, 2 P\n");
        JsonNode report = json("report", log);
        assertThat(report.get("summary").get("numGC").asInt()).isEqualTo(1);
        assertThat(report.get("level").asString()).isEqualTo("log");
    }

    @Test
    void whatIsNoLogIsRefusedWithAWayOut() {
        assertThat(Invocation.of("report", "web-service").err())
                .contains("is a scenario; report expects a log")
                .contains("heapgoal run web-service --out DIR");
        assertThat(Invocation.of("report", directory.resolve("none.log")).status())
                .isEqualTo(ExitStatus.BAD_INPUT);
    }

    @Test
    void aWhatIfShowsTheLogBesideItsTwin() throws IOException {
        JsonNode result =
                json("what-if", "--level", "pacer", Invocation.realLog(), "GOGC=200", "--recorded", "GOGC=100");
        JsonNode alone = json("report", Invocation.realLog(), "--recorded", "GOGC=100");
        assertThat(result.get("observed").get("summary").get("numGC"))
                .isEqualTo(alone.get("summary").get("numGC"));
        assertThat(json("what-if", "guide/1-steady", "GOGC=200").has("observed"))
                .isFalse();
    }

    private static JsonNode json(Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--format";
        all[arguments.length + 1] = "json";
        Invocation result = Invocation.of(all);
        assertThat(result.status()).as(result.err()).isZero();
        return JsonMapper.builder().build().readTree(result.out());
    }
}
