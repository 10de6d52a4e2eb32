package org.heapgoal.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Oracle: invariants of every controller with finite settings. */
class PiControllerProperties {
    /** Any finite number, the extreme ones as likely as the usual ones. */
    @Provide
    Arbitrary<Double> finite() {
        return Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    }

    @Provide
    Arbitrary<Double> positive() {
        return finite().map(Math::abs).filter(x -> x > 0);
    }

    @Provide
    Arbitrary<double[]> inputs() {
        Arbitrary<Double> any = Arbitraries.longs().map(Double::longBitsToDouble);
        return Arbitraries.frequencyOf(
                        Tuple.of(8, finite()), Tuple.of(8, Arbitraries.doubles().between(-2, 2)), Tuple.of(1, any))
                .array(double[].class)
                .ofSize(100);
    }

    @Property
    void theOutputIsAlwaysWithinItsBounds(
            @ForAll("positive") double kp,
            @ForAll("positive") double ti,
            @ForAll("positive") double tt,
            @ForAll("finite") double a,
            @ForAll("finite") double b,
            @ForAll("finite") double setpoint,
            @ForAll("inputs") double[] inputs) {
        double min = Math.min(a, b);
        double max = Math.max(a, b);
        PiController controller = new PiController(kp, ti, tt, min, max);
        for (double input : inputs) {
            double output = controller.next(input, setpoint, 1.0);
            // Zeros of either sign are the same bound.
            assertThat(min <= output && output <= max)
                    .as("%s within %s and %s", output, min, max)
                    .isTrue();
            if (!controller.ok()) {
                assertThat(output).isEqualTo(min);
            }
            if (!Double.isFinite(input)) {
                assertThat(controller.ok()).isFalse();
            }
        }
    }

    @Property
    void aFailureForgetsTheHistory(@ForAll("inputs") double[] history, @ForAll("inputs") double[] after) {
        PiController old = new PiController(0.3375, 3.2e6, 1e9, 0.001, 1000);
        PiController fresh = new PiController(0.3375, 3.2e6, 1e9, 0.001, 1000);
        for (double input : history) {
            old.next(input, 0.01, 1e6);
        }
        old.next(Double.NaN, 0.01, 1e6);
        for (double input : after) {
            assertThat(old.next(input, 0.01, 1e6)).isEqualTo(fresh.next(input, 0.01, 1e6));
        }
    }
}
