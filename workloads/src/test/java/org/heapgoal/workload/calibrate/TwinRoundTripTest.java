package org.heapgoal.workload.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.machine.Cost;
import org.heapgoal.process.program.Change;
import org.heapgoal.recording.CycleRecord;
import org.junit.jupiter.api.Test;

/**
 * Twins at level full of processes of which everything is known. The oracle is the known process itself: what it was made
 * with, and how it runs under the settings that the twin predicts.
 */
class TwinRoundTripTest {
    private static final double MIB = KnownProgram.MIB;

    @Test
    void aBusyProgramIsRepeatedAndPredicted() {
        KnownProgram program = new KnownProgram();
        program.varied = true;
        program.costs.put(Cost.MARK_DRAG, 0.25);
        sweeping(program);
        CalibrationResult twin = program.twin();
        assertThat(figure(twin, TwinParameter.LOAD)).isEqualTo(1);
        // 1 / (1 + 0.25); allocation while marking is known to a MiB of some four in a cycle.
        assertThat(figure(twin, TwinParameter.MUTATOR_SPEED)).isCloseTo(0.8, within(0.15));
        alike(program, twin, 100, 0.04, 0.08);
        alike(program, twin, 50, 0.03, 0.05);
        // Marks may alternate between longer and shorter ones for good, with goals a tenth lower: known process and
        // twin do at
        // some settings and not at the next, so it takes several.
        alike(program, twin, List.of(280, 300, 320), 0.08, 0.15);
    }

    @Test
    void aPacedProgramKeepsItsPaceByTheClock() {
        KnownProgram program = new KnownProgram();
        program.perSecond = 6_000;
        CalibrationResult twin = program.twin();
        assertThat(figure(twin, TwinParameter.LOAD)).isZero();
        alike(program, twin, 100, 0.04, 0.06);
        // How much CPU it leaves the log shows to a third only; so does the share of idle workers at other settings.
        alike(program, twin, 300, 0.08, 0.1);
        double known = bytesPerSecond(program.run(KnownProgram.gogc(100)));
        assertThat(bytesPerSecond(run(twin, KnownProgram.gogc(100)))).isCloseTo(known, within(0.03 * known));
    }

    /** While the holder of the lock assists, the others wait, and their Ps have time to mark. */
    @Test
    void aBusyProgramThatWaitsForALockIsNotTakenForAPacedOne() {
        KnownProgram program = new KnownProgram();
        program.locked = 0.45;
        // With slow wakes it would leave CPUs idle between marks, too.
        program.costs.put(Cost.THREAD_WAKE, 3_000.0);
        program.liveBytes = 24 * MIB;
        CalibrationResult twin = program.twin();
        double idle = idleShare(program.run(KnownProgram.gogc(100)));
        assertThat(idle).isGreaterThan(0.04);
        assertThat(figure(twin, TwinParameter.LOAD)).isEqualTo(1);
        assertThat(figure(twin, TwinParameter.SERIAL_SHARE)).isPositive();
        assertThat(idleShare(run(twin, KnownProgram.gogc(100)))).isCloseTo(idle, within(0.06));
        alike(program, twin, 200, 0.04, 0.05);
    }

    /** Its P alone does 1.15 times as much as each of two, which is what twins assume. */
    @Test
    void aBusyProgramGoesFasterOnItsOnlyP() {
        KnownProgram program = new KnownProgram();
        program.costs.put(Cost.PROCS_SHARED, 0.15);
        sweeping(program);
        CalibrationResult twin = program.twin();
        GcSettings one = new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 1);
        double known = bytesPerSecond(settled(program.run(one)));
        assertThat(known).isGreaterThan(0.53 * bytesPerSecond(settled(program.run(KnownProgram.gogc(100)))));
        assertThat(bytesPerSecond(settled(run(twin, one)))).isCloseTo(known, within(0.08 * known));
    }

    @Test
    void stopsAreLongWhereAnotherPRunsOnly() {
        KnownProgram program = new KnownProgram();
        program.seconds = 1;
        program.costs.put(Cost.STOP_RUNNING, 400_000.0);
        CalibrationResult twin = program.twin();
        // A second stop is short where the other P has become idle while all Ps passed; how often, differs.
        assertThat(figure(twin, TwinParameter.STOP_WAIT)).isCloseTo(400_000, within(80_000.0));
        GcSettings one = new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 1);
        ToDoubleFunction<CycleRecord> pause = cycle -> (double) cycle.timing().pauseNanos();
        double known = mean(program.run(one), pause);
        assertThat(known).isLessThan(40_000);
        assertThat(mean(run(twin, one), pause)).isLessThan(2 * known);
        // With 80 cycles; of the log's 20 all second stops or none may be short.
        double two = mean(program.run(KnownProgram.gogc(25)), pause);
        assertThat(mean(run(twin, KnownProgram.gogc(25)), pause)).isCloseTo(two, within(0.2 * two));
    }

    /** 400 stacks of 32 KiB are 12.5 MiB that the limit counts and the log shows as 4.7 MiB of scanning. */
    @Test
    void stacksThatWaitInTheirDepthTakeRoomUnderALimit() {
        KnownProgram program = new KnownProgram();
        program.waiting = 400;
        sweeping(program);
        CalibrationResult twin = program.twin();
        assertThat(figure(twin, TwinParameter.STACK_BYTES)).isCloseTo(400 * 12.0 * 1024, within(0.5 * MIB));
        alike(program, twin, 100, 0.04, 0.05);
        GcSettings limit = KnownProgram.limit(56 * MIB);
        ToDoubleFunction<CycleRecord> goal = cycle -> (double) cycle.heap().goal();
        double known = mean(settled(program.run(limit)), goal);
        // 56 MiB less 3 %, the stacks and some 6 MiB of the runtime and of holes; without the stacks it would be 48.
        assertThat(known).isBetween(32 * MIB, 40 * MIB);
        assertThat(mean(settled(run(twin, limit)), goal)).isCloseTo(known, within(0.07 * known));
    }

    /** The limit is less than the process needs: a cycle begins as soon as the one before it is swept. */
    @Test
    void closeToALimitSweepingTakesTheTimeBetweenCycles() {
        KnownProgram program = new KnownProgram();
        program.seconds = 1;
        sweeping(program);
        CalibrationResult twin = program.twin();
        GcSettings limit = KnownProgram.limit(17 * MIB);
        // The heap is built by then, and both still run.
        List<CycleRecord> known = program.run(limit).subList(60, 100);
        List<CycleRecord> predicted = run(twin, limit).subList(60, 100);
        // 16 MiB in spans of 8 KiB at 0.15 µs, each five times as long as two Ps sweep, shared by these: 0.8 ms.
        assertThat(meanGapNanos(known)).isBetween(0.5e6, 1.6e6);
        assertThat(meanGapNanos(predicted)).isCloseTo(meanGapNanos(known), within(0.4 * meanGapNanos(known)));
        assertThat(cyclesPerGib(predicted)).isCloseTo(cyclesPerGib(known), within(0.1 * cyclesPerGib(known)));
    }

    /** What twins assume of it. */
    private static void sweeping(KnownProgram program) {
        program.costs.put(Cost.SWEEP_SPAN, 150.0);
        program.costs.put(Cost.SWEEP_FREE_SPAN, 150.0);
    }

    private static double meanGapNanos(List<CycleRecord> cycles) {
        double sum = 0;
        for (int i = 1; i < cycles.size(); i++) {
            sum += (double) (cycles.get(i).timing().startNanos()
                    - cycles.get(i - 1).timing().endNanos());
        }
        return sum / (cycles.size() - 1);
    }

    /** A spike of the reachable heap for a seventh of the time: it must come and go when the log's did. */
    @Test
    void aSpikeIsAsHighAndAsLongAsTheLogs() {
        KnownProgram program = new KnownProgram();
        program.perSecond = 3_000;
        program.liveBytes = 8 * MIB;
        program.seconds = 3;
        program.changes.add(new Change.CacheCapacity(1_000_000_000L, "rows", Math.round(32 * MIB)));
        program.changes.add(new Change.Volume(1_000_000_000L, "row", 5));
        program.changes.add(new Change.CacheCapacity(1_450_000_000L, "rows", Math.round(8 * MIB)));
        program.changes.add(new Change.Volume(1_450_000_000L, "row", 1));
        CalibrationResult twin = program.twin();
        alike(program, twin, 100, 0.06, 0.09);
        double peak = peakGoal(program.run(KnownProgram.gogc(100)));
        assertThat(peakGoal(run(twin, KnownProgram.gogc(100)))).isCloseTo(peak, within(0.15 * peak));
    }

    private static void alike(KnownProgram program, CalibrationResult twin, int gogc, double goals, double counts) {
        alike(program, twin, List.of(gogc), goals, counts);
    }

    /** Means over the settings: of the goals, and of the counts of cycles for each byte. */
    private static void alike(
            KnownProgram program, CalibrationResult twin, List<Integer> gogc, double goals, double counts) {
        ToDoubleFunction<CycleRecord> goal = cycle -> (double) cycle.heap().goal();
        double meanGoal = 0;
        double perGib = 0;
        double predictedGoal = 0;
        double predictedPerGib = 0;
        for (int percent : gogc) {
            List<CycleRecord> known = settled(program.run(KnownProgram.gogc(percent)));
            List<CycleRecord> predicted = settled(run(twin, KnownProgram.gogc(percent)));
            meanGoal += mean(known, goal);
            perGib += cyclesPerGib(known);
            predictedGoal += mean(predicted, goal);
            predictedPerGib += cyclesPerGib(predicted);
        }
        assertThat(predictedGoal / meanGoal).as("mean goal with GOGC=%s", gogc).isCloseTo(1, within(goals));
        assertThat(predictedPerGib / perGib)
                .as("cycles per GiB with GOGC=%s", gogc)
                .isCloseTo(1, within(counts));
    }

    private static List<CycleRecord> run(CalibrationResult twin, GcSettings settings) {
        return KnownProgram.cycles(twin.process().orElseThrow(), settings);
    }

    /** Without the cycles of the growing heap: those of the first third. */
    private static List<CycleRecord> settled(List<CycleRecord> cycles) {
        long end = cycles.get(cycles.size() - 1).timing().endNanos();
        return cycles.stream()
                .filter(cycle -> cycle.timing().startNanos() > end / 3)
                .toList();
    }

    private static double mean(List<CycleRecord> cycles, ToDoubleFunction<CycleRecord> figure) {
        return cycles.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static double peakGoal(List<CycleRecord> cycles) {
        return cycles.stream()
                .mapToDouble(cycle -> (double) cycle.heap().goal())
                .max()
                .orElseThrow();
    }

    private static double allocated(List<CycleRecord> cycles) {
        double sum = 0;
        for (int i = 1; i < cycles.size(); i++) {
            sum += (double)
                    (cycles.get(i).heap().liveAtEnd() - cycles.get(i - 1).heap().marked());
        }
        return sum;
    }

    private static double cyclesPerGib(List<CycleRecord> cycles) {
        return (cycles.size() - 1) / (allocated(cycles) / (1 << 30));
    }

    private static double bytesPerSecond(List<CycleRecord> cycles) {
        long from = cycles.get(0).timing().endNanos();
        long to = cycles.get(cycles.size() - 1).timing().endNanos();
        return allocated(cycles) / (double) (to - from) * 1e9;
    }

    private static double idleShare(List<CycleRecord> cycles) {
        double idle = mean(settled(cycles), cycle -> (double) cycle.cpu().idleNanos());
        return idle / mean(settled(cycles), cycle -> (double) cycle.timing().markNanos()) / KnownProgram.PROCS;
    }

    private static double figure(CalibrationResult twin, TwinParameter parameter) {
        return Objects.requireNonNull(twin.fit().parameters().get(parameter)).value();
    }
}
