package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Oracle: each version's smoothing worked in comments. */
class ConsMarkTest {
    private static double after(ConsMark consMark, double... measurements) {
        for (double measurement : measurements) {
            assertThat(consMark.measured(measurement)).isTrue();
        }
        return consMark.estimate();
    }

    @Test
    void sinceGo121TheLargestOfTheLastFiveCounts() {
        assertThat(after(new ConsMark.MaxOfLastFive(), 2, 8, 3, 4, 5)).isEqualTo(8);
        assertThat(after(new ConsMark.MaxOfLastFive(), 2, 8, 3, 4, 5, 6)).isEqualTo(8);
        assertThat(after(new ConsMark.MaxOfLastFive(), 2, 8, 3, 4, 5, 6, 1)).isEqualTo(6);
    }

    @Test
    void anInfiniteMeasurementStaysForFiveCycles() {
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(after(new ConsMark.MaxOfLastFive(), infinity, 1, 1, 1, 1)).isEqualTo(infinity);
        assertThat(after(new ConsMark.MaxOfLastFive(), infinity, 1, 1, 1, 1, 1)).isEqualTo(1);
    }

    @Test
    void aNegativeMeasurementLosesAgainstTheZerosOfTheStartUntilFiveInARow() {
        assertThat(after(new ConsMark.MaxOfLastFive(), -1, -2, -3, -4)).isZero();
        assertThat(after(new ConsMark.MaxOfLastFive(), -1, -2, -3, -4, -5)).isEqualTo(-1);
    }

    @Test
    void inGo120TheMeanOfTheLastTwoCounts() {
        assertThat(after(new ConsMark.MeanOfLastTwo(), 8)).isEqualTo(4);
        assertThat(after(new ConsMark.MeanOfLastTwo(), 8, 2)).isEqualTo(5);
        assertThat(after(new ConsMark.MeanOfLastTwo(), 8, 2, 10)).isEqualTo(6);
    }

    @Test
    void inGo119AControllerFollowsTheMeasurements() {
        // First 10: 0.9 · 10 = 9, integral 0.9 · 1 / 4 · 10 = 2.25.
        assertThat(after(new ConsMark.PiSmoothed(), 10)).isEqualTo(9);
        // Second 10: 0.9 · (10 − 9) + 2.25 = 3.15.
        assertThat(after(new ConsMark.PiSmoothed(), 10, 10)).isEqualTo(0.9 + 2.25);
        // Clipped at 1000: 0.9 · 2000 = 1800.
        assertThat(after(new ConsMark.PiSmoothed(), 2000)).isEqualTo(1000);
    }

    @Test
    void inGo119AnOverflowStartsTheEstimateAgainFromZero() {
        ConsMark consMark = new ConsMark.PiSmoothed();
        assertThat(consMark.measured(10)).isTrue();
        assertThat(consMark.measured(Double.POSITIVE_INFINITY)).isFalse();
        assertThat(consMark.estimate()).isZero();
    }
}
