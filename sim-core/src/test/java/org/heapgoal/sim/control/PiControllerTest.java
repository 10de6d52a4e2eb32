package org.heapgoal.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Oracle: output = kp · error + integral, worked in comments with numbers that are exact in binary. */
class PiControllerTest {
    @Test
    void theIntegralAddsWhatTheProportionalPartLeaves() {
        PiController controller = new PiController(0.5, 4, 8, -100, 100);
        // Error 8: 4; integral 0.5 · 2 / 4 · 8 = 2.
        assertThat(controller.next(0, 8, 2)).isEqualTo(4);
        // Error 4: 2 + 2; integral 2 + 0.25 · 4 = 3.
        assertThat(controller.next(4, 8, 2)).isEqualTo(4);
        // No error: the integral alone.
        assertThat(controller.next(8, 8, 2)).isEqualTo(3);
    }

    @Test
    void clippingIsTakenOutOfTheIntegral() {
        PiController controller = new PiController(1, 4, 8, -1, 1);
        // Error 8: raw 8, clipped to 1; integral 1 · 2 / 4 · 8 + 2 / 8 · (1 − 8) = 4 − 1.75 = 2.25.
        assertThat(controller.next(0, 8, 2)).isEqualTo(1);
        // Error −3: raw −0.75.
        assertThat(controller.next(8, 5, 2)).isEqualTo(-0.75);
        assertThat(controller.next(1000, 0, 2)).isEqualTo(-1);
    }

    @Test
    void anOverflowIsReportedAndStartsTheIntegralAgain() {
        PiController controller = new PiController(1, 4, 8, -100, 100);
        assertThat(controller.next(0, 8, 2)).isEqualTo(8);
        assertThat(controller.next(0, Double.POSITIVE_INFINITY, 2)).isNaN();
        // Without the reset the integral of 4 would come out.
        assertThat(controller.next(8, 8, 2)).isZero();
        // The output is finite, but the integral is not.
        assertThat(controller.next(0, 8, Double.MAX_VALUE)).isNaN();
        assertThat(controller.next(8, 8, 2)).isZero();
        assertThat(controller.min()).isEqualTo(-100);
    }

    @Test
    void aTimeOfZeroSwitchesTheIntegralOff() {
        PiController controller = new PiController(1, 0, 8, -100, 100);
        assertThat(controller.next(0, 8, 2)).isEqualTo(8);
        assertThat(controller.next(8, 8, 2)).isZero();
    }
}
