package org.heapgoal.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.report.Manifest;
import org.heapgoal.report.RunRecorder;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.Runs;
import org.heapgoal.report.WhatIfResult;
import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportDirectoryTest {
    private static final String EVIL = "<img src=x onerror=alert(1)>\"'&\u001b[2J.log";
    private static final Manifest MANIFEST =
            new Manifest("0.1.0", List.of("heapgoal", "run", EVIL), List.of(new Manifest.Input(EVIL, "ab".repeat(32))));

    @TempDir
    Path directory;

    @Test
    void aRunsReportHasAllItsFilesAndNothingElseIsLeft() throws IOException {
        Path target = directory.resolve("deep/report");
        writeRun(target);

        assertThat(filesIn(directory.resolve("deep")))
                .containsExactly(
                        "report/charts/gc-cpu.png",
                        "report/charts/gc-cpu.svg",
                        "report/charts/heap-goal.png",
                        "report/charts/heap-goal.svg",
                        "report/charts/latency.png",
                        "report/charts/latency.svg",
                        "report/charts/pacer.png",
                        "report/charts/pacer.svg",
                        "report/cycles.csv",
                        "report/index.html",
                        "report/manifest.json",
                        "report/result.json",
                        "report/samples.csv");
    }

    @Test
    void namesFromOutsideCannotBecomeMarkup() throws IOException {
        Path target = directory.resolve("report");
        writeRun(target);

        String page = Files.readString(target.resolve("index.html"));
        assertThat(page).doesNotContain("<img src=x").doesNotContain("\u001b");
        assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;\uFFFD[2J.log");
    }

    @Test
    void thePageNeedsNothingButTheFilesBesideIt() throws IOException {
        Path target = directory.resolve("report");
        writeRun(target);

        String page = Files.readString(target.resolve("index.html"));
        assertThat(page)
                .doesNotContain("src=\"http")
                .doesNotContain("href=\"http")
                .doesNotContain("url(");
        for (String reference : List.of("charts/heap-goal.svg", "charts/gc-cpu.png", "cycles.csv", "result.json")) {
            assertThat(page).contains("\"" + reference + "\"");
            assertThat(target.resolve(reference)).exists();
        }
    }

    @Test
    void withoutCommitNothingIsLeftBehind() throws IOException {
        try (ReportDirectory report = ReportDirectory.stage(directory.resolve("a/new/place/report"))) {
            RunProbe cycles = report.cycles(0, Runs.plain(), Runs.coverage());
            Runs.sawTooth(cycles, Runs.plain(), 2, Runs.SECOND, i -> Runs.MIB);
        }
        assertThat(filesIn(directory)).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatSomebodyElseUsesMeanwhileStays() throws IOException {
        Path theirs = directory.resolve("a/new/note");
        try (ReportDirectory report = ReportDirectory.stage(directory.resolve("a/new/place/report"))) {
            assertThat(report).isNotNull();
            Files.writeString(theirs, "x");
        }
        assertThat(theirs).exists();
        assertThat(theirs.resolveSibling("place")).doesNotExist();
    }

    @Test
    void anOldReportIsReplacedAndAnythingElseIsLeftAlone() throws IOException {
        Path target = directory.resolve("report");
        writeRun(target);
        Files.writeString(target.resolve("charts/stale.svg"), "from the last report");
        writeRun(target);
        assertThat(target.resolve("charts/stale.svg")).doesNotExist();
        Path notes = Files.writeString(target.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> ReportDirectory.stage(target))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("notes.txt, which is not part of it");
        assertThat(notes).hasContent("mine");

        Path foreign = Files.createDirectory(directory.resolve("photos"));
        Files.writeString(foreign.resolve("cat.jpg"), "meow");
        assertThatThrownBy(() -> ReportDirectory.stage(foreign))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is not a report of ours");
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatThrownBy(() -> ReportDirectory.stage(file)).isInstanceOf(BadInput.class);
        assertThat(foreign.resolve("cat.jpg")).exists();
    }

    @Test
    void everyCycleOfEveryRunIsInTheFileInOrder() throws IOException {
        // 2400 cycles of the baseline are more than a result and a part's memory keep; the candidate runs first here.
        GcSettings other = Runs.settings(50, GcSettings.NO_MEMORY_LIMIT);
        RunRecorder candidate = RunRecorder.summaryOnly(Runs.identity("small", other), Runs.coverage());
        RunRecorder baseline = RunRecorder.detailed(Runs.identity("small", Runs.plain()), Runs.coverage());
        Path target = directory.resolve("report");
        try (ReportDirectory report = ReportDirectory.stage(target)) {
            RunProbe second = candidate.and(report.cycles(1, other, Runs.coverage()));
            Runs.sawTooth(second, other, 3, Runs.SECOND, i -> Runs.MIB);
            RunProbe first = baseline.and(report.cycles(0, Runs.plain(), Runs.coverage()));
            Runs.sawTooth(first, Runs.plain(), 2_400, Runs.SECOND, i -> Runs.MIB);
            report.write(
                    new WhatIfResult(
                            "small", Map.of("lines", 3), baseline.result(), List.of(candidate.result()), List.of()),
                    MANIFEST);
            report.commit();
        }
        List<String> lines = Files.readAllLines(target.resolve("cycles.csv"));
        assertThat(lines).hasSize(1 + 2_400 + 3);
        assertThat(lines.get(0)).startsWith("GOGC,GOMEMLIMIT,GOMAXPROCS,cycle,");
        assertThat(lines.get(1)).startsWith("100,off,4,1,");
        assertThat(lines.get(2_400)).startsWith("100,off,4,2400,");
        assertThat(lines.get(2_401)).startsWith("50,off,4,1,");
        assertThat(lines.get(2_403)).startsWith("50,off,4,3,");
        assertThat(target.resolve("charts/trade-off.svg")).exists();
    }

    @Test
    void theSameResultGivesTheSameFiles() throws IOException {
        writeRun(directory.resolve("a"));
        writeRun(directory.resolve("b"));
        for (String name : List.of("index.html", "manifest.json", "result.json", "cycles.csv", "samples.csv")) {
            assertThat(directory.resolve("a").resolve(name))
                    .hasSameBinaryContentAs(directory.resolve("b").resolve(name));
        }
    }

    private static void writeRun(Path target) throws IOException {
        RunResult run = Runs.run(EVIL, Runs.plain(), 3, Runs.SECOND, i -> 10 * Runs.MIB);
        try (ReportDirectory report = ReportDirectory.stage(target)) {
            report.write(run, MANIFEST);
            report.commit();
        }
    }

    private static List<String> filesIn(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
