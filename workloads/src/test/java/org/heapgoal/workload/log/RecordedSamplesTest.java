package org.heapgoal.workload.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.heapgoal.goruntime.GoVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The recorded and arranged samples in {@code validation/logs}; counts were made with grep. */
class RecordedSamplesTest {
    private static final Path LOGS = Path.of(System.getProperty("heapgoal.root", "."), "validation", "logs");

    @ParameterizedTest
    @MethodSource("wrappedSamples")
    void everyWrapperHoldsTheSameNineCycles(Path wrapped) {
        assertThat(cyclesOf(wrapped)).hasSize(9).isEqualTo(cyclesOf(LOGS.resolve("samples/crlf.log")));
    }

    static List<Path> wrappedSamples() throws IOException {
        try (Stream<Path> files = Files.list(LOGS.resolve("samples"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("wrapped-"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "layout-go1.5.log, 5, 5",
        "layout-go1.6-to-1.17.log, 6, 17",
        "layout-pacer-go1.5-to-1.17.log, 6, 17",
        "layout-scvg-go1.13.log, 6, 13",
        "layout-go1.18-to-1.25.log, 18, 27",
        "layout-scavtrace-go1.19-to-1.20.log, 18, 20",
        "forced-all-traces-go1.23.log, 21, 25",
        "forced-all-traces-go1.26.log, 26, 27",
        "goroutine-leak-go1.26.log, 26, 27",
        "scheddetail-go1.26.log, 20, 27"
    })
    void theReleaseIsNarrowedDownFromTheLines(String file, int oldest, int newest) {
        VersionGuess guess = read(file).report().version();
        assertThat(List.of(guess.oldestMinor(), guess.newestMinor())).containsExactly(oldest, newest);
        assertThat(guess.canBeSimulated()).isEqualTo(newest >= 19);
    }

    @Test
    void theDefaultVersionIsSimulatedWhereTheLogAllowsIt() {
        assertThat(read("layout-go1.18-to-1.25.log").report().version().profile())
                .isEqualTo(GoVersion.GO_1_25);
        assertThat(read("forced-all-traces-go1.26.log").report().version().profile())
                .isEqualTo(GoVersion.GO_1_26);
        assertThat(read("layout-scavtrace-go1.19-to-1.20.log")
                        .report()
                        .version()
                        .profile())
                .isEqualTo(GoVersion.GO_1_20);
        assertThat(read("layout-go1.5.log").report().version().profile()).isEqualTo(GoVersion.GO_1_19);
    }

    @Test
    void pacerLinesFindTheirCycles() {
        List<LogCycle> cycles = read("forced-all-traces-go1.26.log").chosen().cycles();
        assertThat(cycles).hasSize(18);
        // Two cycles ended with no more heap than they began with; the runtime prints no end line for those.
        assertThat(cycles.stream().filter(cycle -> cycle.pacerEnd() != null)).hasSize(16);
        assertThat(cycles).allSatisfy(cycle -> assertThat(cycle.pacerStart()).isNotNull());
    }

    @Test
    void theTwoMinuteCycleIsToldFromAForcedOne() {
        assertThat(read("gc-forced-go1.26.log").chosen().cycles())
                .extracting(LogCycle::periodic)
                .containsExactly(false, false, true);
    }

    @Test
    void tornLinesAreExplainedAndNotMended() {
        LogReport report = read("torn-go1.26.log").report();
        assertThat(report.count(LineKind.GC_CYCLE)).isEqualTo(1);
        assertThat(report.malformed()).isEqualTo(5);
        assertThat(report.examples()).hasSize(5);
    }

    @Test
    void twoProcessesAreToldApart() {
        RecordedLog log = read("two-processes-prefixed.log");
        assertThat(log.mixed()).isTrue();
        assertThat(log.runs()).extracting(LogRun::cycleCount).containsExactly(9L, 6L);
        RecordedLog restarted = read("restarted-process.log");
        assertThat(restarted.mixed()).isFalse();
        assertThat(restarted.runs()).extracting(LogRun::cycleCount).containsExactly(9L, 9L);
    }

    private static List<List<Object>> cyclesOf(Path file) {
        return RecordedLog.read(LogSource.file(file)).chosen().cycles().stream()
                .map(LogCycle::line)
                .map(line -> List.<Object>of(line.number(), line.startNanos(), line.clock(), line.cpu(), line.heap()))
                .toList();
    }

    private static RecordedLog read(String file) {
        return RecordedLog.read(LogSource.file(LOGS.resolve("samples").resolve(file)));
    }
}
