package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Oracle: (work left) / (bytes left) worked in comments. */
class AssistRatioTest {
    private final AssistRatio ratio = new AssistRatio();

    private void assertRatio(double work, double bytes) {
        assertThat(ratio.workPerByte()).isEqualTo(work / bytes);
        assertThat(ratio.bytesPerWork()).isEqualTo(bytes / work);
    }

    @Test
    void theExpectedWorkIsSpreadOverTheBytesUpToTheGoal() {
        ratio.revise(100, 3000, 5000, 2500, 2000, 10000, 20000);
        assertRatio(8000, 2000);
    }

    @Test
    void atLeastAThousandUnitsOfWorkAreLeft() {
        ratio.revise(100, 3000, 5000, 2500, 10000, 10000, 20000);
        assertRatio(1000, 2000);
    }

    @Test
    void aGrowingHeapGetsItsRunwayStretchedToTheMostWorkThereCanBe() {
        // (5000 − 3000) / 10000 · 20000 + 3000 = 7000, so 3000 bytes and 20000 − 12000 units are left.
        ratio.revise(100, 4000, 5000, 3000, 12000, 10000, 20000);
        assertRatio(8000, 3000);
    }

    @Test
    void theStretchedGoalStopsWhereTheNextCyclesGoalWouldBe() {
        // 0.2 · 100000 + 3000 = 23000 is above (1 + 100/100) · 5000 = 10000.
        ratio.revise(100, 4000, 5000, 3000, 12000, 10000, 100000);
        assertRatio(88000, 6000);
    }

    @Test
    void withGogcOffTheHardGoalIsAThousandTimesTheGoal() {
        // Hard goal 1001 · 5000 leaves the 23000 standing.
        ratio.revise(-1, 4000, 5000, 3000, 12000, 10000, 100000);
        assertRatio(88000, 19000);
    }

    @Test
    void pastTheGoalTenPercentMoreAreAllowedAndAllWorkIsDue() {
        // 5000 · 1.1 = 5500, of which 300 are left after 5200.
        ratio.revise(100, 5200, 5000, 2500, 2000, 10000, 20000);
        assertRatio(18000, 300);
        // At 5500 and beyond one byte is left.
        ratio.revise(100, 5500, 5000, 2500, 2000, 10000, 20000);
        assertRatio(18000, 1);
    }

    @Test
    void workWhereNoneWasExpectedWrapsAsOnAmd64() {
        // (2000 / 0) · 20000 is +Inf, which converts to −2^63; + 3000. Past that goal: · 1.1 is out of range, −2^63
        // again.
        // Then −2^63 − 4000 wraps to 2^63 − 4000 bytes left, and 20000 − 1 units.
        ratio.revise(100, 4000, 5000, 3000, 1, 0, 20000);
        assertRatio(19999, 0x1p63 - 4000);
    }
}
