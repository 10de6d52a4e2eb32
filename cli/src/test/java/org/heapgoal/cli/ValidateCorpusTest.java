package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scoring a corpus directory from the command line. */
class ValidateCorpusTest {
    private static final String HEADER =
            "file,program,half,mode,part,gogc,gomemlimit,gomaxprocs,repeat,godebug,arguments\n";

    @TempDir
    private Path directory;

    /**
     * A program of 40 MiB live with the goals that Go sets for it, in a directory of three runs: a second repeat allocates a
     * tenth more between two cycles.
     */
    private void corpus(String half, String goalAt200) throws IOException {
        run("a", 100, 1, "50->60->40 MB, 80 MB goal");
        run("b", 100, 1, "52->62->40 MB, 80 MB goal");
        run("c", 200, 2, "100->110->40 MB, " + goalAt200 + " MB goal");
        Files.writeString(
                directory.resolve("index.csv"),
                HEADER
                        + line("a", half, "base", 100, 1)
                        + line("b", half, "base", 100, 2)
                        + line("c", half, "gogc", 200, 1));
    }

    private static String line(String name, String half, String part, int gogc, int repeat) {
        return name + ",made," + half + ",saturated," + part + "," + gogc + ",off,2," + repeat + ",gctrace=1,\n";
    }

    private void run(String name, int gogc, int seconds, String heaps) throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 1; i <= 21; i++) {
            log.append(String.format(
                    Locale.ROOT,
                    "gc %d @%d.000s 5%%: 0.50+99+0.50 ms clock, 1.0+20/80/0+1.0 ms cpu, %s, 0 MB stacks, 0 MB globals, 2 P\n",
                    i,
                    i * seconds,
                    heaps));
        }
        Files.writeString(directory.resolve(name + ".log"), log);
        Files.writeString(
                directory.resolve(name + ".json"),
                "{\"program\":\"made\",\"settings\":{\"GOGC\":" + gogc + ",\"GOMEMLIMIT\":\"off\",\"GOMAXPROCS\":2},"
                        + "\"mode\":\"saturated\",\"phases\":[{\"name\":\"load\",\"allocatedBytes\":30000000}],"
                        + "\"peakMappedBytes\":104857600,\"metrics\":{}}");
    }

    @Test
    void tableAndPageShowTheErrorsWorkedByHand() throws IOException {
        corpus("tuning", "120");
        Path page = directory.resolve("page.md");
        Invocation done = Invocation.of("validate", directory, "-o", page);
        // Nothing of the scoring half, so no bar can be missed.
        assertThat(done.status()).as(done.err()).isZero();
        // Observed 1024 / 70 GCs per GiB and a goal of 120.5 MiB; the mean model says 1024 / 81 and 121.5 MiB.
        // Repeats: 1024 / 20 and 1024 / 22, a tenth of 21/22 … apart: 9.5 % of their median.
        String changed = done.out().substring(done.out().indexOf("GOGC changes"));
        assertThat(changed.lines().filter(text -> text.startsWith("  GCs per GiB")))
                .singleElement()
                .satisfies(row -> assertThat(row).endsWith("13.6 %        9.5 %"));
        assertThat(changed.lines().filter(text -> text.startsWith("  mean goal")))
                .singleElement()
                .satisfies(row -> assertThat(row).endsWith("0.8 %        0.0 %"));
        assertThat(page)
                .content()
                .contains("# Fidelity", "## Worst cases", "## Bars", "## The tuning half", "## The noise floor")
                .contains("made saturated");
        assertThat(page.resolveSibling(".page.md")).doesNotExist();
    }

    @Test
    void aMissedBarEndsWithStatusOne() throws IOException {
        corpus("scoring", "300");
        Invocation done = Invocation.of("validate", directory, "--format", "json");
        assertThat(done.status()).isEqualTo(ExitStatus.CHECK_FAILED);
        assertThat(done.out()).contains("\"name\": \"gogc-goal\"", "\"verdict\": \"MISSED\"", "\"notPredicted\": [ ]");
    }

    @Test
    void aRepeatedScoringGivesTheSameBytes() throws IOException {
        corpus("scoring", "120");
        Invocation first = Invocation.of("validate", directory, "--base-logs", 2, "--format", "json");
        Invocation second = Invocation.of("validate", directory, "--base-logs", 2, "--format", "json");
        assertThat(second.out()).isEqualTo(first.out());
    }

    @Test
    void whatCannotBeScoredIsOneLineAndStatusTwo() throws IOException {
        refused("is no corpus", "validate", directory);
        corpus("scoring", "120");
        refused("unknown program \"mde\"", "validate", directory, "--programs", "mde");
        refused("--recorded and --set", "validate", directory, "--recorded", "GOGC=100");
        refused("is scored alone", "validate", directory, directory);
        refused("ends in .md", "validate", directory, "-o", directory.resolve("page.txt"));
        refused("--base-logs is 0", "validate", directory, "--base-logs", "0");
        refused("-o", "validate", directory.resolve("a.log"), "-o", directory.resolve("page.md"));
        Files.writeString(directory.resolve("index.csv"), HEADER + line("c", "scoring", "gogc", 200, 1));
        refused("no base log", "validate", directory);
    }

    private static void refused(String part, Object... arguments) {
        Invocation done = Invocation.of(arguments);
        assertThat(done.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(done.err()).contains(part);
        assertThat(done.err().strip().lines()).hasSize(1);
    }

    /** A dozen runs under other settings, which is as few as an error model is derived from. */
    private void dozen(String half) throws IOException {
        run("base", 100, 1, "50->60->40 MB, 80 MB goal");
        StringBuilder index = new StringBuilder(HEADER + line("base", half, "base", 100, 1));
        for (int i = 1; i <= 12; i++) {
            int gogc = 100 + 10 * i;
            run("to" + i, gogc, 2, "100->110->40 MB, " + (80 + 4 * i) + " MB goal");
            index.append(line("to" + i, half, "gogc", gogc, 1));
        }
        Files.writeString(directory.resolve("index.csv"), index);
    }

    @Test
    void anErrorModelIsDerivedFromTheTuningHalf() throws IOException {
        dozen("tuning");
        Path file = directory.resolve("errors.csv");
        Invocation done = Invocation.of("validate", directory, "--error-model", file, "--quiet");
        assertThat(done.status()).as(done.err()).isZero();
        assertThat(file)
                .content()
                .contains("# Derived by: heapgoal validate DIR --error-model FILE", ": made; no other program")
                .contains("pacer,GOGC,meanGoalBytes,12,", "full,GOGC,meanGoalBytes,12,");
        Invocation elsewhere = Invocation.of("validate", directory, "--error-model", "errors.txt");
        assertThat(elsewhere.status()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("--error-model errors.txt: the name of a table ends in .csv");
    }

    @Test
    void anErrorModelNeverLooksAtTheScoringHalf() throws IOException {
        dozen("scoring");
        Path file = directory.resolve("errors.csv");
        Invocation done = Invocation.of("validate", directory, "--error-model", file, "--quiet");
        assertThat(done.status()).isEqualTo(2);
        assertThat(done.err()).contains("too few programs of the tuning half were predicted");
        assertThat(file).doesNotExist();
    }
}
