package org.heapgoal.workload.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.heapgoal.machine.Cost;
import org.heapgoal.recording.CycleRecord;
import org.junit.jupiter.api.Test;

/**
 * What first stops tell of threads that gather on a core. Oracle: of the real runtime's two stops, only the first ends after its
 * thread has woken others ({@code mgc.go: gcStart, gcMarkTermination}).
 */
class GatheringTest {
    private static double figure(MadeLog log, TwinParameter parameter) {
        return Objects.requireNonNull(
                        Calibration.fit(log.log()).fit().parameters().get(parameter))
                .value();
    }

    private static MadeLog paced() {
        MadeLog log = new MadeLog();
        log.demand = 1;
        return log;
    }

    @Test
    void firstStopsThatTakeLongerThanSecondOnesAreOfThreadsWhoseCoreWasTaken() {
        MadeLog log = paced();
        log.takenNanos = 400_000;
        assertThat(figure(log, TwinParameter.LOAD)).isZero();
        assertThat(figure(log, TwinParameter.GATHERING)).isPositive();
        // The second stops, 40 us, less what they take on one P, 15 us.
        assertThat(figure(log, TwinParameter.STOP_WAIT)).isBetween(24_000.0, 26_000.0);
    }

    /** The known process wakes a thread at the end of each first stop; where that one takes its core, the stop goes on. */
    @Test
    void theTwinOfAProcessWhoseThreadsGatherHasItsFirstStops() {
        KnownProgram apart = new KnownProgram();
        apart.perSecond = 6_000;
        List<CycleRecord> free = apart.run(KnownProgram.gogc(100));
        assertThat(firstStop(free)).isLessThan(100_000);
        KnownProgram program = new KnownProgram();
        program.perSecond = 6_000;
        program.costs.put(Cost.GATHERING, 0.5);
        List<CycleRecord> known = program.run(KnownProgram.gogc(100));
        assertThat(firstStop(known)).isGreaterThan(200_000);
        assertThat(secondStop(known)).isLessThan(firstStop(known) / 4);
        CalibrationResult twin = program.twin();
        assertThat(Objects.requireNonNull(twin.fit().parameters().get(TwinParameter.GATHERING))
                        .value())
                .isPositive();
        double repeated = firstStop(KnownProgram.cycles(twin.process().orElseThrow(), KnownProgram.gogc(100)));
        assertThat(repeated).isBetween(0.5 * firstStop(known), 2 * firstStop(known));
    }

    private static double firstStop(List<CycleRecord> cycles) {
        return mean(cycles, cycle -> cycle.timing().sweepTerminationNanos());
    }

    private static double secondStop(List<CycleRecord> cycles) {
        return mean(cycles, cycle -> cycle.timing().markTerminationNanos());
    }

    private static double mean(List<CycleRecord> cycles, ToDoubleFunction<CycleRecord> nanos) {
        return cycles.stream().mapToDouble(nanos).average().orElseThrow();
    }

    @Test
    void stopsThatAreAlikeTellOfNone() {
        MadeLog log = paced();
        log.stopNanos = 400_000;
        assertThat(figure(log, TwinParameter.GATHERING)).isZero();
        assertThat(figure(log, TwinParameter.STOP_WAIT)).isBetween(380_000.0, 390_000.0);
    }

    @Test
    void norDoBusyProgramsAndOneP() {
        MadeLog busy = new MadeLog();
        busy.takenNanos = 400_000;
        assertThat(figure(busy, TwinParameter.LOAD)).isEqualTo(1);
        assertThat(figure(busy, TwinParameter.GATHERING)).isZero();
        MadeLog one = paced();
        one.procs = 1;
        one.takenNanos = 400_000;
        assertThat(figure(one, TwinParameter.GATHERING)).isZero();
    }
}
