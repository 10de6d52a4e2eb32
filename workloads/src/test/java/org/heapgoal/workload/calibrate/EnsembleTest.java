package org.heapgoal.workload.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.heapgoal.process.load.TimedLoad;
import org.junit.jupiter.api.Test;

/** Twins that a log does not tell apart. Oracles: the stated ranges, and what members must leave alone. */
class EnsembleTest {
    /** Standard deviations at the ends of a range of 90 %. */
    private static final double END = 1.6448536269514722;

    private static TimedLoad rates(CalibrationResult twin, long seed, int number) {
        return twin.ensemble().member(seed, number);
    }

    private static Uncertainty open(CalibrationResult twin, TwinParameter parameter) {
        return twin.ensemble().uncertainties().stream()
                .filter(one -> one.parameter() == parameter)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFirstMemberIsTheTwinItself() {
        CalibrationResult twin = Calibration.fit(new MadeLog().log());
        assertThat(rates(twin, 1, 0)).isEqualTo(twin.load());
        assertThat(twin.member(1, 0)).isEqualTo(twin.scenario());
    }

    @Test
    void aMemberIsAFunctionOfSeedAndNumber() {
        CalibrationResult twin = Calibration.fit(new MadeLog().log());
        CalibrationResult again = Calibration.fit(new MadeLog().log());
        assertThat(rates(twin, 1, 5)).isEqualTo(rates(again, 1, 5)).isNotEqualTo(rates(twin, 1, 7));
        assertThat(rates(twin, 1, 5)).isNotEqualTo(rates(twin, 2, 5)).isNotEqualTo(twin.load());
    }

    @Test
    void membersComeInPairsThatMoveOppositeWays() {
        CalibrationResult twin = Calibration.fit(new MadeLog().log());
        double middle = twin.load().memory().fragmentationRatio();
        for (int number = 1; number < 20; number += 2) {
            double one = rates(twin, 1, number).memory().fragmentationRatio() - middle;
            double other = rates(twin, 1, number + 1).memory().fragmentationRatio() - middle;
            assertThat(one * other).as("pair of member %d", number).isNegative();
        }
    }

    @Test
    void nineOfTenMembersLieInTheStatedRange() {
        CalibrationResult twin = Calibration.fit(new MadeLog().log());
        Uncertainty open = open(twin, TwinParameter.FRAGMENTATION_RATIO);
        long inside = IntStream.rangeClosed(1, 400)
                .mapToDouble(number -> rates(twin, 1, number).memory().fragmentationRatio())
                .filter(ratio -> open.low() <= ratio && ratio <= open.high())
                .count();
        // Binomial with 200 pairs: 360 ± 3 standard deviations of 2 · sqrt(200 · 0.9 · 0.1).
        assertThat((double) inside).isCloseTo(360, within(26.0));
    }

    @Test
    void whatTheUserStatesIsNotMoved() {
        CalibrationResult twin = Calibration.fit(
                new MadeLog().log(),
                RecordedSettings.NOT_STATED,
                Overrides.parse(List.of("nonHeapBytes=40MiB", "stackRoom=1")));
        for (int number = 1; number < 10; number++) {
            assertThat(rates(twin, 1, number).memory().nonHeapBytes()).isEqualTo(40L << 20);
        }
        assertThat(twin.ensemble().uncertainties())
                .extracting(Uncertainty::parameter)
                .doesNotContain(TwinParameter.NON_HEAP_BYTES)
                .contains(TwinParameter.FRAGMENTATION_RATIO);
    }

    @Test
    void theFixedPartOfMarkingMovesAgainstTheRest() {
        CalibrationResult twin = Calibration.fit(new MadeLog().log());
        double reachable = twin.fit().reachableBytes().value();
        TimedLoad moved = twin.ensemble().moved(open(twin, TwinParameter.MARK_FIXED), END);
        TimedLoad.MarkCost before = twin.load().markCost();
        TimedLoad.MarkCost after = moved.markCost();
        double sum = (double) before.fixedNanos() + before.nanosPerLiveByte() * reachable;
        assertThat((double) after.fixedNanos()).isCloseTo(0.2 * sum, within(0.001 * sum));
        assertThat((double) after.fixedNanos() + after.nanosPerLiveByte() * reachable)
                .isCloseTo(sum, within(0.001 * sum));
        TimedLoad dearer = twin.ensemble().moved(open(twin, TwinParameter.NANOS_PER_LIVE_BYTE), END);
        assertThat(dearer.markCost().nanosPerLiveByte() / before.nanosPerLiveByte())
                .isCloseTo((double) dearer.markCost().fixedNanos() / (double) before.fixedNanos(), within(0.001));
    }

    @Test
    void oneFigureMovedToTheEndOfItsRangeLeavesTheOthers() {
        CalibrationResult twin = Calibration.fit(new MadeLog().log());
        Uncertainty open = open(twin, TwinParameter.FRAGMENTATION_RATIO);
        TimedLoad moved = twin.ensemble().moved(open, END);
        assertThat(moved.memory().fragmentationRatio()).isCloseTo(1.25, within(1e-9));
        assertThat(moved.segments()).isEqualTo(twin.load().segments());
        assertThat(moved.marking()).isEqualTo(twin.load().marking());
        assertThat(twin.ensemble().moved(open, -END).memory().fragmentationRatio())
                .isCloseTo(1.01, within(1e-9));
    }

    /** Oracle: the log of a program without any noise has only rounding left, and a longer one tells a mean better. */
    @Test
    void moreCyclesLeaveLessOpen() {
        MadeLog few = new MadeLog();
        few.cycles = 12;
        few.swing = 0.1;
        MadeLog many = new MadeLog();
        many.cycles = 300;
        many.swing = 0.1;
        for (TwinParameter parameter : List.of(TwinParameter.ALLOCATION_FACTOR, TwinParameter.LIVE_HEAP_FACTOR)) {
            Uncertainty little = open(Calibration.fit(few.log()), parameter);
            Uncertainty much = open(Calibration.fit(many.log()), parameter);
            assertThat(much.high() - much.low()).as(parameter.key()).isLessThan(0.6 * (little.high() - little.low()));
        }
    }

    @Test
    void noiseIsWhatConsecutiveCyclesDifferBy() {
        // Differences of 2 three times: sqrt(3 · 4 / 2 / 3).
        assertThat(CycleNoise.deviation(new double[] {1, 3, 1, 3})).isCloseTo(Math.sqrt(2), within(1e-12));
        // A drift over a range of 9 about a mean counts as steps of 1: sqrt(1 / 2).
        assertThat(CycleNoise.deviation(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}))
                .isCloseTo(Math.sqrt(0.5), within(1e-12));
    }
}
