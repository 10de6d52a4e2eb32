package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.heapgoal.recording.Level;
import org.heapgoal.workload.log.GcCycleLine;
import org.heapgoal.workload.log.LogCycle;
import org.heapgoal.workload.log.LogSource;
import org.heapgoal.workload.log.RecordedLog;
import org.heapgoal.workload.scenario.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs of presets from the command line. */
final class RunCommandTest {
    private static final long MIB = 1 << 20;

    @TempDir
    Path directory;

    static List<String> presets() {
        return Presets.names();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyPresetRunsAtEachOfItsLevelsAndPrintsATable(String name) {
        for (Level level : Presets.load(name).levels()) {
            List<Object> words = new ArrayList<>(List.of("run", name, "--quiet", "--level", level.label()));
            words.addAll(level == Level.FULL ? List.of("--duration", "1s") : List.of());
            Invocation result = Invocation.of(words.toArray());
            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out().replaceAll("\\s+", " ")).contains(name).contains("level " + level.label());
            assertThat(result.out().lines()).allMatch(line -> line.length() <= 100);
        }
    }

    /** Oracle: cycles.csv of the same run, which holds the figures before they were rounded for the trace lines. */
    @ParameterizedTest
    @CsvSource({"pacer,30s", "full,2s"})
    void traceLinesAreReadBackToTheSameCycles(String level, String duration) throws IOException {
        Path trace = directory.resolve("trace.log");
        Path out = directory.resolve("report");
        Invocation run = Invocation.of(
                "run",
                "web-service",
                "--level",
                level,
                "GODEBUG=gctrace=1",
                "--duration",
                duration,
                "--trace",
                trace,
                "--out",
                out);
        assertThat(run.status()).as(run.err()).isZero();
        List<LogCycle> cycles = RecordedLog.read(LogSource.file(trace)).chosen().cycles();
        List<String> rows = Files.readAllLines(out.resolve("cycles.csv"));
        List<String> header = List.of(rows.get(0).split(",", -1));
        assertThat(cycles).hasSize(rows.size() - 1).hasSizeGreaterThan(20);
        for (int i = 0; i < cycles.size(); i++) {
            String[] row = rows.get(i + 1).split(",", -1);
            GcCycleLine line = cycles.get(i).line();
            assertThat(line.number()).isEqualTo(number(header, row, "cycle"));
            assertThat(line.maxProcs()).isEqualTo((int) number(header, row, "maxProcs"));
            assertMib(line.heap().atStart().low(), number(header, row, "heapLiveAtStartBytes"));
            assertMib(line.heap().atEnd().low(), number(header, row, "heapLiveAtEndBytes"));
            assertMib(line.heap().marked().low(), number(header, row, "heapMarkedBytes"));
        }
    }

    @Test
    void explanationsNameRuleAndBoundOfEveryCycle() {
        Invocation run = Invocation.of("run", "limit-goal", "--explain");
        assertThat(run.status()).isZero();
        assertThat(run.err())
                .contains("the memory limit of 900 MiB set the goal of")
                .contains("Cycle 1 started at ")
                .contains("runway of ");
    }

    @ParameterizedTest
    @CsvSource({"pacer,60s", "full,3s"})
    void aMechanismThatIsSwitchedOffChangesTheRun(String level, String duration) {
        Object[] plain = {"run", "tree-churn", "--level", level, "--duration", duration, "--format", "json"};
        Object[] changed = Stream.concat(Stream.of(plain), Stream.of("--model", "assists=off"))
                .toArray();
        String with = Invocation.of(plain).out();
        String without = Invocation.of(changed).out();
        assertThat(without).isNotEqualTo(with).containsPattern("\"assistCPUSeconds\" ?: ?0[,.\\s]");
    }

    @Test
    void aLinkGivenForTheTraceIsWrittenThroughAndStaysALink() throws IOException {
        Path behind = directory.resolve("behind.log");
        Path link = Files.createSymbolicLink(directory.resolve("link.log"), Files.createFile(behind));
        Invocation run = Invocation.of("run", "spike", "GODEBUG=gctrace=1", "--trace", link, "--duration", "1s");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(behind).content().startsWith("gc 1 @");
    }

    @Test
    void aTraceInADirectoryThatIsNotThereIsRefusedInWords() {
        Invocation run = Invocation.of("run", "spike", "GODEBUG=gctrace=1", "--trace", directory.resolve("no/t.log"));
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains("there is no directory").doesNotContain("Exception");
    }

    @Test
    void anExistingFolderWithOtherFilesIsLeftAlone() throws IOException {
        Path mine = Files.createDirectory(directory.resolve("mine"));
        Files.writeString(mine.resolve("thesis.txt"), "years of work");
        Invocation run = Invocation.of("run", "spike", "--out", mine);
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(mine.resolve("thesis.txt")).hasContent("years of work");
    }

    private static void assertMib(double lowest, long bytes) {
        assertThat((long) (lowest / MIB)).isEqualTo(bytes / MIB);
    }

    private static long number(List<String> header, String[] row, String column) {
        assertThat(header).contains(column);
        return Long.parseLong(row[header.indexOf(column)]);
    }

    /** Oracle: three runs of the preset's noise by hand would differ, and a load without noise cannot. */
    @Test
    void replicationsGiveMeansWithTheirSpreadWhereSomethingIsRandom() throws IOException {
        Path noisy = Files.writeString(
                directory.resolve("noisy.yaml"),
                Presets.text("pacer-test/JitterAlloc").replaceAll(", generator: go", ""));
        Invocation random = Invocation.of("run", noisy, "--replications", "5", "--format", "json");
        assertThat(random.status()).as(random.err()).isZero();
        assertThat(random.out()).contains("\"replications\"", "\"confidence95HalfWidth\"");
        Invocation fixed = Invocation.of("run", "steady-cache", "--level", "pacer", "--replications", "5");
        assertThat(fixed.status()).isZero();
        assertThat(fixed.out().replaceAll("\\s+", " ")).contains("nothing in this run is random");
    }

    @Test
    void anOptionThatChangesNothingIsNamed() {
        assertThat(Invocation.of("run", "steady-cache", "--level", "pacer", "--seed", "5")
                        .out())
                .contains("--seed changes nothing here");
        assertThat(Invocation.of("run", "steady-cache", "--duration", "1s", "--seed", "5")
                        .out())
                .doesNotContain("changes nothing");
        assertThat(Invocation.of("run", "guide/1-steady", "--go", "1.23").out()).contains("--go changes nothing");
        assertThat(Invocation.of("run", "pacer-test/Steady", "--seed", "5", "--go", "1.23")
                        .out())
                .doesNotContain("changes nothing");
    }
}
