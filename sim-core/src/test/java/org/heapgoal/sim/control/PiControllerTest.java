package org.heapgoal.sim.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Oracle: the controller's two formulas worked by hand with numbers that binary fractions hold exactly. */
class PiControllerTest {
    @Test
    void theIntegralGrowsWithTheErrorAndShrinksAtABound() {
        PiController controller = new PiController(0.5, 4, 8, 0, 1);
        // raw = 0.5·(1 − 0) = 0.5; integral = 0.5·2/4·1 = 0.25.
        assertThat(controller.next(0, 1, 2)).isEqualTo(0.5);
        // raw = 0.5 + 0.25 = 0.75; integral = 0.25 + 0.25 = 0.5.
        assertThat(controller.next(0, 1, 2)).isEqualTo(0.75);
        // raw = 0.5·3 + 0.5 = 2, clipped to 1; integral = 0.5 + 0.25·3 + (2/8)·(1 − 2) = 1.
        assertThat(controller.next(-2, 1, 2)).isEqualTo(1);
        // raw = 0 + 1 = 1.
        assertThat(controller.next(1, 1, 2)).isEqualTo(1);
        // raw = 0.5·(−4) + 1 = −1, clipped to 0; integral = 1 + 0.25·(−4) + 0.25·(0 + 1) = 0.25.
        assertThat(controller.next(5, 1, 2)).isEqualTo(0);
        assertThat(controller.next(1, 1, 2)).isEqualTo(0.25);
    }

    @Test
    void withoutTimeConstantsThereIsNoIntegral() {
        PiController controller = new PiController(0.5, 0, 8, 0, 1);
        assertThat(controller.next(0, 1, 2)).isEqualTo(0.5);
        assertThat(controller.next(0, 1, 2)).isEqualTo(0.5);
    }

    @Test
    void anOverflowOfTheIntegralFailsTheSample() {
        PiController controller = new PiController(1, 1, 1, -1, 1);
        assertThat(controller.next(0, 0.25, Double.MAX_VALUE)).isEqualTo(0.25);
        assertThat(controller.ok()).isTrue();
        assertThat(controller.next(0, 1e10, Double.MAX_VALUE)).isEqualTo(-1);
        assertThat(controller.ok()).isFalse();
        assertThat(controller.next(0, 0.5, 1)).isEqualTo(0.5);
        assertThat(controller.ok()).isTrue();
    }

    @Test
    void boundsMustBeInOrder() {
        assertThatThrownBy(() -> new PiController(1, 1, 1, 2, 1)).hasMessageContaining("2.0 to 1.0");
        assertThatThrownBy(() -> new PiController(1, 1, 1, Double.NaN, 1)).hasMessageContaining("NaN");
    }
}
