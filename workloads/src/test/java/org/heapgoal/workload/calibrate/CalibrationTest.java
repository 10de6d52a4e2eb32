package org.heapgoal.workload.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.ProcessSettings;
import org.heapgoal.goruntime.SettingReader;
import org.heapgoal.process.load.LoadKind;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.log.GcCycleLine;
import org.heapgoal.workload.log.Interval;
import org.heapgoal.workload.log.LogSource;
import org.heapgoal.workload.log.RecordedLog;
import org.heapgoal.workload.scenario.Scenario;
import org.heapgoal.workload.scenario.ScenarioReader;
import org.junit.jupiter.api.Test;

/** Calibration on small logs whose figures are known; formulas are worked in comments. */
class CalibrationTest {
    private static final double MIB = 1 << 20;

    @Test
    void twoLinesGiveAnAllocationRate() {
        // By hand: (51 − 30) MiB in 2.957 − 2.870 − 0.022 s = 0.065 s are 323 MiB/s; the program's true mean was 340.
        RecordedLog log =
                log("gc 31 @2.870s 2%: 0+22+0 ms clock, 0+1/11/0+0 ms cpu, 55->61->30 MB, 60 MB goal, 0 MB stacks,"
                        + " 0 MB globals, 2 P\n"
                        + "gc 32 @2.957s 2%: 0+22+0 ms clock, 0+1/11/0+0 ms cpu, 51->57->30 MB, 60 MB goal, 0 MB stacks,"
                        + " 0 MB globals, 2 P\n");
        GcCycleLine first = log.chosen().cycles().get(0).line();
        GcCycleLine second = log.chosen().cycles().get(1).line();
        Interval rate = AllocationRate.between(first, second).times(1 / MIB);
        assertThat(rate.contains(323)).isTrue();
        assertThat(rate.contains(340)).isTrue();
        // (20 … 22) MiB in (0.063 … 0.066) s, and two bare zeros of less than a microsecond each.
        assertThat(rate.low()).isCloseTo(20 / 0.066, within(0.5));
        assertThat(rate.high()).isCloseTo(22 / 0.063, within(0.5));
    }

    @Test
    void whatIsAllocatedWhileMarkingIsNotPartOfTheReachableHeap() {
        MadeLog made = new MadeLog();
        made.bytesPerWorkSecond = 800 * MIB;
        made.reachable = 300.5 * MIB;
        CalibrationResult twin = Calibration.fit(made.log());
        // Marking takes 300.5 MiB · 1 ns over one CPU of four, 0.315 s, in which the rest allocates 189 MiB.
        RecordedLog log = made.log();
        double black = log.chosen().cycles().get(5).endBytes().mid()
                - log.chosen().cycles().get(5).triggeredBytes().mid();
        assertThat(black).isCloseTo(189 * MIB, within(2 * MIB));
        assertThat(twin.fit().reachableBytes().value()).isCloseTo(300.5 * MIB, within(1.6 * MIB));
    }

    @Test
    void aSaturatedLoadKeepsItsWorkAndNotItsTime() {
        CalibrationResult twin = Calibration.fit(new MadeLog().log());
        assertThat(twin.load().demand().kind()).isEqualTo(LoadKind.SATURATED);
        // 60 cycles at a quarter of the CPUs while marking: the work is less than the time by that quarter of the
        // marking.
        RecordedLog log = new MadeLog().log();
        double from = log.chosen().cycles().get(0).line().endNanos().mid();
        double to = log.chosen().cycles().get(59).line().endNanos().mid();
        double marking = log.chosen().cycles().stream()
                .skip(1)
                .mapToDouble(cycle -> cycle.line().clock().mark().mid())
                .sum();
        double expected = (to - from - 0.25 * marking) / 1e9;
        assertThat(twin.load().totalWorkSeconds()).isCloseTo(expected, within(0.02 * expected));
    }

    @Test
    void aStatedSettingWinsAndAContradictionIsTold() {
        MadeLog made = new MadeLog();
        made.gogc = 150;
        CalibrationResult stated = Calibration.fit(made.log(), recorded("GOGC=100,GOMEMLIMIT=1GiB"), Overrides.NONE);
        assertThat(stated.settings()).isEqualTo(new GcSettings(100, 1L << 30, 4));
        assertThat(stated.fit().warnings())
                .anyMatch(warning -> warning.contains("GOGC=100 was stated, but 59 of 59 goals are higher"));
        CalibrationResult lower = Calibration.fit(made.log(), recorded("GOGC=200,GOMEMLIMIT=off"), Overrides.NONE);
        assertThat(lower.fit().warnings()).anyMatch(warning -> warning.contains("lower than it asks for"));
        MadeLog alone = new MadeLog();
        alone.gogc = 150;
        CalibrationResult right = Calibration.fit(alone.log(), recorded("GOGC=150,GOMEMLIMIT=off"), Overrides.NONE);
        assertThat(right.fit().warnings()).isEmpty();
        MadeLog untold = new MadeLog();
        untold.gogc = 150;
        CalibrationResult inferred = Calibration.fit(untold.log());
        assertThat(inferred.settings()).isEqualTo(new GcSettings(150, GcSettings.NO_MEMORY_LIMIT, 4));
        assertThat(inferred.fit().warnings()).singleElement().asString().contains("does not show GOMEMLIMIT");
    }

    @Test
    void procsThatTheLogContradictsAreNotBelieved() {
        CalibrationResult twin = Calibration.fit(new MadeLog().log(), recorded("GOMAXPROCS=16"), Overrides.NONE);
        assertThat(twin.settings().maxProcs()).isEqualTo(4);
        assertThat(twin.fit().warnings()).anyMatch(warning -> warning.contains("GOMAXPROCS=16 was stated"));
    }

    @Test
    void missingCyclesLeaveTheRateAlone() {
        String[] lines = new MadeLog().text().split("\n", -1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            text.append(i % 10 == 5 ? "" : lines[i] + "\n");
        }
        FitReport fit = Calibration.fit(log(text.toString())).fit();
        assertThat(fit.allocBytesPerSecond().value()).isCloseTo(200 * MIB, within(10 * MIB));
        assertThat(fit.warnings()).anyMatch(warning -> warning.contains("6 cycles are missing"));
    }

    @Test
    void oneOutlierDoesNotSetTheCost() {
        String text = new MadeLog().text();
        String line = text.lines().skip(20).findFirst().orElseThrow();
        String stalled = line.replaceFirst("ms cpu, ", "ms cpu, ").replaceFirst("\\+0/(\\d+)/", "+0/9000/");
        assertThat(stalled).isNotEqualTo(line);
        double clean = perByte(text);
        // Of sixty cycles of 62 ms one with 9 s would raise the mean by a factor of 3.4; cut to six medians, by 5/60.
        assertThat(perByte(text.replace(line, stalled))).isCloseTo(clean * (1 + 5.0 / 60), within(0.02));
    }

    @Test
    void figuresThatTheUserStatesReplaceThoseOfTheLog() {
        Overrides overrides = Overrides.parse(List.of(
                "load=paced",
                "demandProcs=1.5",
                "peakProcs=3",
                "markFixed=2ms",
                "nonHeapBytes=64MiB",
                "stackRoom=1",
                "liveHeapFactor=2"));
        CalibrationResult plain = Calibration.fit(new MadeLog().log());
        CalibrationResult twin = Calibration.fit(new MadeLog().log(), RecordedSettings.NOT_STATED, overrides);
        assertThat(twin.load().demand().kind()).isEqualTo(LoadKind.PACED);
        assertThat(twin.load().demand().demandProcs()).isEqualTo(1.5);
        assertThat(twin.load().demand().peakProcs()).isEqualTo(3);
        assertThat(twin.load().markCost().fixedNanos()).isEqualTo(2_000_000);
        assertThat(twin.load().memory().nonHeapBytes()).isEqualTo(64 << 20);
        assertThat((double) twin.load().segments().get(3).liveHeapBytes())
                .isCloseTo(2.0 * plain.load().segments().get(3).liveHeapBytes(), within(2.0));
        assertThat(figure(twin, TwinParameter.NON_HEAP_BYTES).source()).isEqualTo(Estimate.Source.GIVEN);
    }

    @Test
    void badOverridesAreRefusedWithWhatIsAllowed() {
        refused("demandProc=2", "did you mean \"demandProcs\"?");
        refused("load=satured", "did you mean \"saturated\"?");
        refused("workerEfficiency=2", "workerEfficiency is 2; allowed is 0.01000 to 1.000");
        refused("workerEfficiency=much", "allowed is a number from 0.01000 to 1.000");
        refused("nonHeapBytes=64MB", "MB");
        refused("demandProcs", "KEY=VALUE is expected");
        assertThatThrownBy(() -> Overrides.parse(List.of("demandProcs=1", "demandProcs=2")))
                .isInstanceOf(BadInput.class)
                .hasMessage("demandProcs is given twice");
    }

    @Test
    void aSingleLateCycleIsTooLittle() {
        String line = new MadeLog().text().lines().findFirst().orElseThrow();
        assertThatThrownBy(() -> Calibration.fit(log(line)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("made: has only 1 cycle that cannot be put together");
    }

    @Test
    void thousandsOfCyclesMakeABoundedLoad() {
        MadeLog made = new MadeLog();
        made.cycles = 9_000;
        CalibrationResult twin = Calibration.fit(made.log());
        assertThat(twin.load().segments()).hasSizeBetween(1_000, 2_000);
        assertThat(twin.fit().allocBytesPerSecond().value()).isCloseTo(200 * MIB, within(10 * MIB));
    }

    @Test
    void aTwinWrittenAsAScenarioIsReadBackUnchanged() {
        MadeLog made = new MadeLog();
        made.cycles = 3_000;
        CalibrationResult twin = Calibration.fit(made.log());
        Scenario read = ScenarioReader.read("twin.yaml", twin.yaml());
        assertThat(read).isEqualTo(twin.scenario());
        assertThat(((Scenario.TimedBody) read.body()).load()).isEqualTo(twin.load());
    }

    @Test
    void theReportIsWholeAsTextAndAsData() {
        FitReport fit = Calibration.fit(new MadeLog().log()).fit();
        assertThat(fit.text()).anyMatch(line -> line.contains("GOGC=100 inferred from the goals of 59 of 59 cycles"));
        assertThat(fit.toMap().keySet())
                .containsExactly(
                        "log",
                        "cyclesUsed",
                        "settings",
                        "gogcInference",
                        "segments",
                        "parameters",
                        "residuals",
                        "cannotTell",
                        "warnings");
        assertThat(fit.residuals())
                .extracting(Residual::quantity)
                .containsExactly("heap at start", "goal", "mark CPU", "mark time");
        assertThat(fit.residuals())
                .allSatisfy(residual ->
                        assertThat(residual.medianError()).as("%s", residual).isLessThan(0.03));
    }

    private static double perByte(String text) {
        return figure(Calibration.fit(log(text)), TwinParameter.NANOS_PER_LIVE_BYTE)
                .value();
    }

    private static Estimate figure(CalibrationResult twin, TwinParameter parameter) {
        return Objects.requireNonNull(twin.fit().parameters().get(parameter));
    }

    private static void refused(String argument, String message) {
        assertThatThrownBy(() -> Overrides.parse(List.of(argument)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message);
    }

    private static ProcessSettings recorded(String text) {
        return new SettingReader(GoVersion.DEFAULT, Set.of()).readRecorded(text);
    }

    private static RecordedLog log(String text) {
        return RecordedLog.read(
                LogSource.stream("made", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }
}
