package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareCommandTest {
    @TempDir
    private Path directory;

    private static Invocation compare(Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        all[0] = "compare";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--quiet";
        return Invocation.of(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pacer-test/StepAlloc", "limit-goal", "guide/5-spike-limit"})
    void aRunComparedWithItselfShowsNoDifference(String name) {
        Invocation run = compare(name, name);
        assertThat(run.status()).isZero();
        assertThat(run.out()).containsPattern("No difference: all figures and \\d+ cycles are the same\\.");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aReportComparedWithTheRunItWasMadeFromShowsNoDifference() {
        Path report = directory.resolve("report");
        assertThat(Invocation.of("run", "leak-under-limit", "--level", "pacer", "--out", report, "--quiet")
                        .status())
                .isZero();
        Invocation run = compare(report, "leak-under-limit", "--level", "pacer");
        assertThat(run.out()).contains("No difference: all figures and").contains("report in report");
        Invocation changed = compare(report, "leak-under-limit", "GOMEMLIMIT=900MiB", "--level", "pacer");
        // The limit goal is about limit · 0.97 less other memory, and the leak starts under GOGC=off.
        assertThat(changed.out())
                .contains("Cycle 1 is the first that differs")
                .contains("GOMEMLIMIT is 1GiB in A, 900MiB in B");
    }

    @Test
    void oneChangedSettingIsNamedWithTheFirstCycleThatItChanges() {
        Invocation gogc = compare("pacer-test/Steady", "pacer-test/Steady", "GOGC=200");
        assertThat(words(gogc.out()))
                .contains(
                        "Cycle 1 is the first that differs: the goal in force when it started is 4.00 MiB (4194304) in"
                                + " A, 8.00 MiB (8388608) in B")
                .contains("Cause: of what its goal is computed from, GOGC is 100 in A, 200 in B.");
        Invocation procs = compare("pacer-test/Steady", "pacer-test/Steady", "GOMAXPROCS=4");
        assertThat(words(procs.out())).contains("Cause: GOMAXPROCS is 8 in A, 4 in B");
    }

    @Test
    void aLimitThatBindsLaterIsFoundInTheCycleWhereItDoes() {
        // Live heap and goal rise in the spike only: a limit of 900 MiB binds in the middle of the run.
        Invocation run = compare("spike", "spike", "GOMEMLIMIT=900MiB", "--level", "pacer", "--format", "json");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("\"firstDifference\"")
                .contains("\"memoryLimit\": [")
                .contains("\"goalRule\": [")
                .doesNotContain("\"cycle\": 1,");
    }

    @Test
    void aLimitThatNeverBindsDiffersInNothingButTheSettings() {
        Invocation run = compare("limit-goal", "GOMEMLIMIT=off", "limit-goal", "GOMEMLIMIT=8GiB");
        assertThat(words(run.out()))
                .contains("No difference: all figures and")
                .contains(
                        "The settings do differ: GOGC=100 GOMEMLIMIT=off GOMAXPROCS=4 in A, GOGC=100 GOMEMLIMIT=8GiB");
    }

    @Test
    void aRunThatIsCutShortDiffersWhereItEnds() {
        Path report = directory.resolve("short");
        Invocation.of("run", "limit-goal", "--duration", "20s", "--out", report, "--quiet");
        Invocation run = compare(report, "limit-goal");
        assertThat(words(run.out()))
                .containsPattern("The \\d+ cycles that both have are the same; then only B goes on");
    }

    @Test
    void aLogIsComparedWithItsTwin() {
        Invocation run = compare(Invocation.realLog(), Invocation.realLog(), "GOGC=100", "--level", "pacer");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("level log").contains("level pacer");
        Invocation itself = compare(Invocation.realLog(), Invocation.realLog());
        assertThat(itself.out()).contains("No difference");
    }

    @Test
    void theReportHoldsThePageAndTheCharts() throws IOException {
        Path out = directory.resolve("compared");
        Invocation run = compare("limit-goal", "limit-goal", "GOGC=50", "--out", out);
        assertThat(run.status()).isZero();
        for (String file :
                List.of("charts/compare-heap.svg", "charts/compare-goals.png", "result.json", "manifest.json")) {
            assertThat(out.resolve(file)).isNotEmptyFile();
        }
        String page = Files.readString(out.resolve("index.html"));
        assertThat(page)
                .contains("Cycle 1 is the first that differs")
                .contains("heapgoal compare limit-goal limit-goal GOGC=50")
                .doesNotContain("http://");
        assertThat(Files.readString(out.resolve("charts/compare-goals.svg"))).contains("first cycle that differs: 1");
        // A report of ours may be replaced by the next one.
        assertThat(compare("limit-goal", "limit-goal", "--out", out).status()).isZero();
    }

    @Test
    void replicationsGivePairedDifferences() {
        Invocation run = compare("quota-trap", "quota-trap", "GOGC=200", "--duration", "300ms", "--replications", "3");
        assertThat(run.status()).isZero();
        assertThat(words(run.out()))
                .contains("paired B − A")
                .contains("of 3 pairs with common random numbers (Student's t)")
                .contains("MSER-5");
    }

    @Test
    void badInputIsOneLine() {
        Path empty = directory.resolve("empty");
        assertThat(empty.toFile().mkdir()).isTrue();
        bad("compare takes two inputs, each with its settings behind it, got 1: limit-goal", "limit-goal");
        bad("comes before the first input", "GOGC=100", "limit-goal", "limit-goal");
        bad("not a report directory: it has no manifest.json", empty, "limit-goal");
        bad("no such file", "nosuch", "limit-goal");
        bad("GOGC", "limit-goal", "limit-goal", "GOGC=many");
        bad(
                "--replications needs two inputs that are simulated",
                Invocation.realLog(),
                "limit-goal",
                "--replications",
                2);
        bad("--seed says how to simulate", Invocation.realLog(), Invocation.realLog(), "--seed", 2);
    }

    @Test
    void aDamagedReportIsNamedWithFileAndLine() throws IOException {
        Path report = directory.resolve("damaged");
        Invocation.of("run", "limit-goal", "--out", report, "--quiet");
        Path cycles = report.resolve("cycles.csv");
        Files.writeString(cycles, Files.readString(cycles).replaceFirst(",\\d{9},", ",many,"));
        bad("cycles.csv:2: \"many\" is not a number", report, "limit-goal");
        Files.writeString(report.resolve("result.json"), "{");
        bad("result.json: cannot be read", report, "limit-goal");
    }

    private static void bad(String part, Object... arguments) {
        Invocation run = compare(arguments);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("heapgoal: ").contains(part);
        assertThat(run.out()).isEmpty();
    }

    /** The text on one line. */
    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
