package org.heapgoal.workload.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is corrected by what; the oracle is the table of the class and formulas worked in comments. */
class TwinCorrectionsTest {
    private static final double MIB = 1 << 20;

    @Test
    void aRunLikeTheLogCorrectsNothing() {
        Moments log = moments(20 * MIB, 4 * MIB, 0, 0.2);
        TwinCorrections corrections = new TwinCorrections(start(1)::get, Set.of(), log, 100);
        Map<TwinParameter, Double> before = new EnumMap<>(corrections.values());
        corrections.correct(log);
        assertThat(corrections.values()).isEqualTo(before);
    }

    @Test
    void theReachableHeapIsCorrectedByItselfAndTheCostOfAByteWithIt() {
        TwinCorrections corrections =
                new TwinCorrections(start(1)::get, Set.of(), moments(20 * MIB, 4 * MIB, 0, 0.2), 100);
        corrections.correct(moments(25 * MIB, 4 * MIB, 0, 0.2));
        // 20 / 25 of the heap; the same CPU time for that takes 25 / 20 as much for each byte.
        assertThat(corrections.value(TwinParameter.LIVE_HEAP_FACTOR)).isCloseTo(0.8, within(1e-9));
        assertThat(corrections.value(TwinParameter.NANOS_PER_LIVE_BYTE)).isCloseTo(1.25, within(1e-9));
    }

    @Test
    void idleMarkingOfABusyProgramIsTakenForWaitingAndSaysNothingOfAPacedOne() {
        Moments log = moments(20 * MIB, 4 * MIB, 0.1, 0.2);
        Moments run = moments(20 * MIB, 4 * MIB, 0, 0.2);
        TwinCorrections busy = new TwinCorrections(start(1)::get, Set.of(), log, 100);
        busy.correct(run);
        assertThat(busy.value(TwinParameter.SERIAL_SHARE)).isCloseTo(0.05, within(1e-9));
        TwinCorrections paced = new TwinCorrections(start(0)::get, Set.of(), log, 100);
        paced.correct(run);
        assertThat(paced.value(TwinParameter.SERIAL_SHARE)).isZero();
        assertThat(paced.value(TwinParameter.WAKE)).isEqualTo(start(0).get(TwinParameter.WAKE));
        assertThat(paced.value(TwinParameter.CPU_FACTOR)).isEqualTo(1);
    }

    /** Workers have a fifth of the Ps in the log and a tenth in the run. */
    @Test
    void fractionalWorkersThatMarkTooLittleAskForShorterTurnsOfBusyGoroutinesAndLongerPiecesOfPacedOnes() {
        Moments log = moments(20 * MIB, 4 * MIB, 0, 0.2);
        Moments run = with(log, log.stopNanos(), 0.1);
        TwinCorrections busy = new TwinCorrections(start(1)::get, Set.of(), log, 100);
        busy.correct(run);
        assertThat(busy.value(TwinParameter.TURN)).isCloseTo(1e6 / 4, within(1e-3));
        TwinCorrections paced = new TwinCorrections(start(0)::get, Set.of(), log, 100);
        paced.correct(run);
        assertThat(paced.value(TwinParameter.TURN)).isCloseTo(2e6, within(1e-3));
    }

    /** Stops of 0.1 ms in the log, 0.08 ms in the run: a quarter more. */
    @Test
    void stopsAskForMoreGatheringWhereThreadsGatherAndForLongerWaitsWhereTheyDoNot() {
        Moments log = moments(20 * MIB, 4 * MIB, 0, 0.2);
        Moments run = with(log, 8e4, log.workerShare());
        Map<TwinParameter, Double> start = start(0);
        start.put(TwinParameter.STOP_WAIT, 5e4);
        TwinCorrections waiting = new TwinCorrections(start::get, Set.of(), log, 100);
        waiting.correct(run);
        assertThat(waiting.value(TwinParameter.STOP_WAIT)).isCloseTo(6.25e4, within(1e-3));
        assertThat(waiting.value(TwinParameter.GATHERING)).isZero();
        start.put(TwinParameter.GATHERING, 0.2);
        TwinCorrections gathering = new TwinCorrections(start::get, Set.of(), log, 100);
        gathering.correct(run);
        assertThat(gathering.value(TwinParameter.STOP_WAIT)).isEqualTo(5e4);
        assertThat(gathering.value(TwinParameter.GATHERING)).isCloseTo(0.25, within(1e-9));
        for (int i = 0; i < 10; i++) {
            gathering.correct(run);
        }
        assertThat(gathering.value(TwinParameter.GATHERING)).isEqualTo(0.9);
    }

    private static Moments with(Moments moments, double stopNanos, double workerShare) {
        return new Moments(
                moments.reachableBytes(),
                moments.markedBytes(),
                moments.blackBytes(),
                moments.markCpuNanos(),
                moments.markNanos(),
                stopNanos,
                moments.assistShare(),
                workerShare,
                moments.idleShare(),
                moments.markShare(),
                moments.nanosPerByte(),
                moments.speedWhileMarking());
    }

    @Test
    void whatTheUserStatesStaysAsItIs() {
        Set<TwinParameter> stated =
                Set.of(TwinParameter.LIVE_HEAP_FACTOR, TwinParameter.GOROUTINES, TwinParameter.MARK_FIXED);
        TwinCorrections corrections =
                new TwinCorrections(start(1)::get, stated, moments(20 * MIB, 4 * MIB, 0, 0.6), 100);
        corrections.correct(moments(25 * MIB, 4 * MIB, 0, 0.1));
        assertThat(corrections.value(TwinParameter.LIVE_HEAP_FACTOR)).isEqualTo(1);
        assertThat(corrections.value(TwinParameter.MARK_FIXED)).isEqualTo(1);
        assertThat(corrections.value(TwinParameter.GOROUTINES)).isEqualTo(4);
        assertThat(corrections.value(TwinParameter.NANOS_PER_LIVE_BYTE)).isNotEqualTo(1);
    }

    /** Rounds 3, 4 and 5 miss by a tenth, to this side and to that: the factors are 1/1.1, 1/0.9^(1/2), 1/1.1^(1/3). */
    @Test
    void correctionsGetSmallerTheMoreOftenTheyTurnRound() {
        Moments log = moments(20 * MIB, 0, 0, 0.2);
        TwinCorrections corrections = new TwinCorrections(start(1)::get, Set.of(), log, 100);
        corrections.correct(log);
        corrections.correct(log);
        corrections.correct(moments(22 * MIB, 0, 0, 0.2));
        corrections.correct(moments(18 * MIB, 0, 0, 0.2));
        corrections.correct(moments(22 * MIB, 0, 0, 0.2));
        double expected = 1 / 1.1 / StrictMath.sqrt(0.9) / StrictMath.cbrt(1.1);
        assertThat(corrections.value(TwinParameter.LIVE_HEAP_FACTOR)).isCloseTo(expected, within(1e-9));
    }

    /** After eight rounds: 20 MiB were reachable and 6 instead of 4 allocated while marking, so 18 of 20 are wanted. */
    @Test
    void whatIsAllocatedWhileMarkingComesOffTheReachableHeapInTheEnd() {
        Moments log = moments(20 * MIB, 4 * MIB, 0, 0.2);
        TwinCorrections corrections = new TwinCorrections(start(1)::get, Set.of(), log, 100);
        Moments run = moments(20 * MIB, 6 * MIB, 0, 0.2);
        for (int round = 0; round < 8; round++) {
            corrections.correct(run);
        }
        assertThat(corrections.value(TwinParameter.LIVE_HEAP_FACTOR)).isEqualTo(1);
        corrections.correct(run);
        assertThat(corrections.value(TwinParameter.LIVE_HEAP_FACTOR)).isCloseTo(0.9, within(1e-9));
    }

    /** Two thirds of the assists are missing in both; in the second run workers mark instead. */
    @Test
    void goroutinesAnswerForAssistsThatMarkingAsAWholeLacks() {
        Moments log = moments(20 * MIB, 4 * MIB, 0, 0.6);
        TwinCorrections lacking = new TwinCorrections(start(1)::get, Set.of(), log, 100);
        lacking.correct(new Moments(20 * MIB, 24 * MIB, 4 * MIB, 1e7, 2e7, 1e5, 0.2, 0.2, 0, 0.3, 1, 0.8));
        // 4 and 100 · (0.5 · 0.6 − 0.3 · 0.2) / 0.5 asked for, but at most twice as many at once.
        assertThat(lacking.value(TwinParameter.GOROUTINES)).isEqualTo(8);
        TwinCorrections shifted = new TwinCorrections(start(1)::get, Set.of(), log, 100);
        shifted.correct(new Moments(20 * MIB, 24 * MIB, 4 * MIB, 1e7, 2e7, 1e5, 0.2, 0.4, 0, 0.5, 1, 0.8));
        assertThat(shifted.value(TwinParameter.GOROUTINES)).isEqualTo(4);
    }

    private static Map<TwinParameter, Double> start(double load) {
        Map<TwinParameter, Double> start = new EnumMap<>(TwinParameter.class);
        for (TwinParameter parameter : TwinParameter.values()) {
            start.put(parameter, parameter.bounded(1));
        }
        start.put(TwinParameter.LOAD, load);
        start.put(TwinParameter.SERIAL_SHARE, 0.0);
        start.put(TwinParameter.GOROUTINES, 4.0);
        start.put(TwinParameter.WAKE, 3_100.0);
        start.put(TwinParameter.GATHERING, 0.0);
        start.put(TwinParameter.TURN, 1e6);
        return start;
    }

    private static Moments moments(double reachable, double black, double idleShare, double assistShare) {
        return new Moments(
                reachable,
                reachable + black,
                black,
                1e7,
                2e7,
                1e5,
                assistShare,
                0.2,
                idleShare,
                0.5 + idleShare,
                1,
                0.8);
    }
}
