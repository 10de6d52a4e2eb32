package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcPercentTest {
    /** Oracle: ⌊2^22 · x / 100⌋; for −1 the product is 2^64 − 2^22, a hundredth of which is 184467440737053573.12. */
    @ParameterizedTest
    @CsvSource({"100,4194304", "50,2097152", "1,41943", "0,0", "400,16777216", "-1,184467440737053573"})
    void theMinimumHeapScalesWithGogc(int percent, long bytes) {
        assertThat(GcPercent.heapMinimum(percent)).isEqualTo(bytes);
    }

    @Test
    void everyNegativeSettingMeansOff() {
        assertThat(GcPercent.normalize(-17)).isEqualTo(-1);
        assertThat(GcPercent.normalize(Integer.MIN_VALUE)).isEqualTo(-1);
        assertThat(GcPercent.normalize(0)).isZero();
        assertThat(GcPercent.goal(-1, 10, 20, 30)).isEqualTo(GcPercent.NO_GOAL);
    }

    @Test
    void stacksAndGlobalsMakeRoomTooButAreNotPartOfTheHeap() {
        // 1000 + (1000 + 300 + 50) · 150 / 100 = 1000 + 2025
        assertThat(GcPercent.goal(150, 1000, 300, 50)).isEqualTo(3025);
    }

    @Test
    void theProductWrapsSoAHugeSettingCanGiveASmallGoal() {
        // (2^40 · 2^30) mod 2^64 = 0: nothing is added.
        assertThat(GcPercent.goal(1 << 30, 1L << 40, 0, 0)).isEqualTo(1L << 40);
        // 2^33 · 2^30 = 2^63, which is divided as an unsigned number: 92233720368547758.
        assertThat(GcPercent.goal(1 << 30, 1L << 33, 0, 0)).isEqualTo((1L << 33) + 92233720368547758L);
    }
}
