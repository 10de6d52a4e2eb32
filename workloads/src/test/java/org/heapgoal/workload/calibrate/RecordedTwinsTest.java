package org.heapgoal.workload.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.ProcessSettings;
import org.heapgoal.goruntime.SettingReader;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.SummaryProbe;
import org.heapgoal.workload.log.LogSource;
import org.heapgoal.workload.log.RecordedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Twins of real programs; the oracle is what the programs' logs and their own measurements say. The bounds are wide enough
 * for the noise of a shared machine and no figure was fitted to these logs.
 */
class RecordedTwinsTest {
    private static final double MIB = 1 << 20;
    private static final Path LOGS =
            Path.of(System.getProperty("heapgoal.root", "."), "validation", "logs", "go1.26.8");

    @ParameterizedTest
    @ValueSource(strings = {"steadycache", "treechurn", "httpjson", "batchbuffers", "spike"})
    void aTwinRepeatsItsOwnLog(String program) {
        CalibrationResult twin = twin(program + "-gogc100-p2");
        Validation own = Validation.ofOwnLog(twin, GoVersion.GO_1_26);
        assertThat(error(own, RunFigure.GC_PER_GIB)).isCloseTo(0, within(0.08));
        assertThat(error(own, RunFigure.MEAN_GOAL)).isCloseTo(0, within(0.05));
        assertThat(error(own, RunFigure.MEAN_HEAP_AT_START)).isCloseTo(0, within(0.05));
        assertThat(error(own, RunFigure.GC_CPU_FRACTION)).isCloseTo(0, within(0.1));
        assertThat(error(own, RunFigure.DURATION)).isCloseTo(0, within(0.05));
    }

    @ParameterizedTest
    @CsvSource({
        "steadycache, 50", "steadycache, 200", "steadycache, 400",
        "treechurn, 50", "treechurn, 200", "treechurn, 400",
        "httpjson, 50", "httpjson, 200", "httpjson, 400",
        "batchbuffers, 50", "batchbuffers, 200", "batchbuffers, 400",
        "spike, 50", "spike, 200", "spike, 400"
    })
    void aTwinPredictsAnotherGogc(String program, int gogc) {
        Validation other = Validation.against(
                twin(program + "-gogc100-p2"), twin(program + "-gogc" + gogc + "-p2"), GoVersion.GO_1_26);
        assertThat(error(other, RunFigure.GC_PER_GIB)).isCloseTo(0, within(0.1));
        assertThat(error(other, RunFigure.MEAN_GOAL)).isCloseTo(0, within(0.08));
    }

    @ParameterizedTest
    @CsvSource({
        "steadycache-gogc50-p2, 50",
        "treechurn-gogc200-p2, 200",
        "httpjson-gogc400-p2, 400",
        "batchbuffers-gogc100-p1, 100",
        "batchbuffers-gogc50-p2, 50",
        "spike-gogc50-p2, 50",
        "httpjson-gogc100-p2-paced, 100"
    })
    void gogcIsInferredFromRealGoals(String log, int gogc) {
        GogcInference inference = GogcInference.infer(read(log).chosen().cycles());
        assertThat(inference.found()).isTrue();
        assertThat(inference.percent()).isEqualTo(gogc);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "steadycache-gogcoff-limit160MiB-p2",
                "treechurn-gogcoff-limit220MiB-p2",
                "spike-gogcoff-limit110MiB-p2"
            })
    void goalsThatALimitSetAreNotTakenForGogc(String log) {
        CalibrationResult twin = Calibration.fit(read(log));
        assertThat(twin.fit().gogc().found()).isFalse();
        assertThat(twin.fit().warnings()).anyMatch(warning -> warning.contains("GOGC cannot be inferred"));
    }

    @Test
    void aKnownLimitShowsTheMemoryBesideTheHeap() {
        CalibrationResult twin = Calibration.fit(
                read("steadycache-gogcoff-limit160MiB-p2"), recorded("GOGC=off,GOMEMLIMIT=160MiB"), Overrides.NONE);
        Estimate fragmentation = Objects.requireNonNull(twin.fit().parameters().get(TwinParameter.FRAGMENTATION_RATIO));
        assertThat(fragmentation.source()).isEqualTo(Estimate.Source.IDENTIFIED);
        // The same program's MemStats at another setting: HeapInuse 154.2 MB for HeapAlloc 131.6 MB.
        assertThat(fragmentation.value()).isBetween(1.1, 1.35);
    }

    @Test
    void theProgramsOwnAccountOfAllocationAgrees() {
        // steadycache-gogc100-p2.json: 5,326,433,120 bytes allocated in 26.53 s, of which the log shows the first
        // 26.25.
        CalibrationResult twin = twin("steadycache-gogc100-p2");
        SummaryProbe probe = new SummaryProbe(2, LogRecording.notKnown());
        LogRecording.play(twin, probe);
        double allocated =
                twin.fit().allocBytesPerSecond().value() * twin.load().totalWorkSeconds();
        // heapLive counts whole spans, the unusable ends of which are not in that number: it may be a few percent more.
        assertThat(allocated / (5_326_433_120.0 * 26.25 / 26.53)).isBetween(1.0, 1.1);
        assertThat(probe.summary().valueOrNaN(SummaryMetric.NUM_GC)).isEqualTo(84);
        assertThat(probe.summary().get(SummaryMetric.PEAK_MAPPED)).isEmpty();
        // The last gctrace line says 8 %, truncated; stops count here with all Ps for all of their length.
        assertThat(probe.summary().valueOrNaN(SummaryMetric.GC_CPU_FRACTION)).isBetween(0.08, 0.092);
    }

    @Test
    void pacerLinesMakeTheFiguresExact() {
        CalibrationResult plain = twin("steadycache-gogc100-p2");
        CalibrationResult traced = twin("steadycache-gogc100-p2-trace");
        Estimate coarse = plain.fit().allocBytesPerSecond();
        Estimate fine = traced.fit().allocBytesPerSecond();
        assertThat((fine.high() - fine.low()) / fine.value())
                .isLessThan(0.2 * (coarse.high() - coarse.low()) / coarse.value());
        // Cycle 34: 33,852,104 bytes of heap work; reachable are 72.5 MiB less the 11.4 MiB allocated while marking.
        Estimate scannable = Objects.requireNonNull(traced.fit().parameters().get(TwinParameter.SCANNABLE_FRACTION));
        assertThat(scannable.source()).isEqualTo(Estimate.Source.IDENTIFIED);
        assertThat(scannable.value()).isCloseTo(33_852_104 / (61.1 * MIB), within(0.02));
        Estimate globals = Objects.requireNonNull(traced.fit().parameters().get(TwinParameter.GLOBALS_BYTES));
        assertThat(globals.value()).isCloseTo(160_170, within(20_000.0));
        assertThat(traced.fit().reachableBytes().value()).isCloseTo(60 * MIB, within(4 * MIB));
    }

    @Test
    void aPacedProgramIsToldFromABusyOne() {
        for (String program : List.of("httpjson", "spike")) {
            assertThat(load(program + "-gogc100-p2-paced")).as(program).isZero();
            assertThat(load(program + "-gogc100-p2")).as(program).isEqualTo(1);
        }
    }

    private static double load(String log) {
        return Objects.requireNonNull(twin(log).fit().parameters().get(TwinParameter.LOAD))
                .value();
    }

    private static double error(Validation validation, RunFigure figure) {
        return validation.rows().stream()
                .filter(row -> row.figure() == figure)
                .findFirst()
                .orElseThrow()
                .relativeError();
    }

    private static CalibrationResult twin(String log) {
        return Calibration.fit(read(log));
    }

    private static RecordedLog read(String log) {
        return RecordedLog.read(LogSource.file(LOGS.resolve(log + ".log.gz")));
    }

    private static ProcessSettings recorded(String text) {
        return new SettingReader(GoVersion.DEFAULT, Set.of()).readRecorded(text);
    }
}
