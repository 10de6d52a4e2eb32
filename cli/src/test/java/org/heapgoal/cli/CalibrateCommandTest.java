package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A twin written to a file is the twin that was calibrated. Oracle: the run straight from the log. */
final class CalibrateCommandTest {
    @TempDir
    Path directory;

    @Test
    void theTwinFileRunsLikeTheLogItself() {
        Path twin = directory.resolve("twin.yaml");
        Invocation calibrate =
                Invocation.of("calibrate", Invocation.realLog(), "--recorded", "GOGC=100,GOMEMLIMIT=off", "-o", twin);
        assertThat(calibrate.status()).as(calibrate.err()).isZero();
        assertThat(calibrate.out()).contains("identified", "assumed", "The log cannot tell");
        String fromFile = summary(Invocation.of("run", twin, "GOGC=200", "--format", "json"));
        String fromLog = summary(Invocation.of(
                "run",
                "--level",
                "pacer",
                Invocation.realLog(),
                "GOGC=200",
                "--recorded",
                "GOGC=100",
                "--format",
                "json"));
        assertThat(fromFile).isEqualTo(fromLog);
    }

    /** Oracle: the whole log in one piece. */
    @Test
    void piecesOfARotatedLogAreReadAsOne() throws IOException {
        List<String> lines;
        try (InputStream log = new GZIPInputStream(Files.newInputStream(Invocation.realLog()))) {
            lines = new String(log.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        Path older = Files.write(directory.resolve("service.log.1"), lines.subList(0, 40));
        Path newer = Files.write(directory.resolve("service.log"), lines.subList(40, lines.size()));
        Path twin = directory.resolve("pieces.yaml");
        Path whole = directory.resolve("whole.yaml");
        assertThat(Invocation.of("calibrate", older, newer, "--recorded", "GOGC=100", "-o", twin)
                        .status())
                .isZero();
        assertThat(Invocation.of("calibrate", Invocation.realLog(), "--recorded", "GOGC=100", "-o", whole)
                        .status())
                .isZero();
        assertThat(load(twin)).isEqualTo(load(whole));
    }

    /** Oracle: the second log covers more time with fewer than half of the first one's cycles. */
    @Test
    void ofSeveralProcessesTheOneWatchedLongestIsUsedAndTheUserIsTold() {
        Path shorter = Invocation.realLog().resolveSibling("spike-gogc100-p2.log.gz");
        Path longer = Invocation.realLog().resolveSibling("steadycache-gogc400-p2.log.gz");
        Invocation result = Invocation.of("calibrate", shorter, longer, "--recorded", "GOMEMLIMIT=off");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("the log holds trace lines of 2 processes; the twin is that of number 2")
                .contains("watched for the longest time");
    }

    private static String load(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(text.indexOf("\nload:"));
    }

    @Test
    void validateComparesTheTwinWithItsOwnLog() {
        Invocation result = Invocation.of("validate", Invocation.realLog(), "--recorded", "GOGC=100");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("predicted", "observed", "GC cycles", "mean goal");
    }

    @Test
    void aScenarioIsNoLog() {
        Invocation result = Invocation.of("calibrate", "steady-cache");
        assertThat(result.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(result.err()).contains("expects a log");
    }

    @Test
    void optionsThatAFitCannotFollowAreRefused() {
        for (String command : List.of("calibrate", "validate")) {
            for (String option : List.of("--duration=1s", "--seed=5", "--model=assists=off", "--level=pacer")) {
                Invocation result = Invocation.of(command, Invocation.realLog(), option);
                assertThat(result.status()).as(command + " " + option).isEqualTo(ExitStatus.BAD_INPUT);
                String name = option.substring(0, option.indexOf('='));
                assertThat(result.err())
                        .containsAnyOf("Unknown option", name + " belongs to the scoring of a directory")
                        .contains(name);
            }
        }
    }

    private static String summary(Invocation result) {
        assertThat(result.status()).as(result.err()).isZero();
        int begin = result.out().indexOf("\"summary\"");
        assertThat(begin).isPositive();
        return result.out().substring(begin, result.out().indexOf('}', begin));
    }
}
