package org.heapgoal.sim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.analysis.integration.SimpsonIntegrator;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.ParetoDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.distribution.WeibullDistribution;
import org.junit.jupiter.api.Test;

/** Oracle: Commons Math's distribution functions and means, and the integral of the survival function. */
class SurvivalTest {
    private static Map<Distribution, RealDistribution> pairs() {
        Map<Distribution, RealDistribution> pairs = new LinkedHashMap<>();
        pairs.put(new Distribution.Uniform(2, 5), new UniformRealDistribution(2, 5));
        pairs.put(new Distribution.Exponential(3), new ExponentialDistribution(null, 3));
        pairs.put(new Distribution.Weibull(0.5, 2), new WeibullDistribution(null, 0.5, 2));
        pairs.put(new Distribution.Weibull(3, 2), new WeibullDistribution(null, 3, 2));
        pairs.put(new Distribution.Pareto(1.5, 2), new ParetoDistribution(null, 2, 1.5));
        pairs.put(new Distribution.LogNormal(0.5, 0.8), new LogNormalDistribution(null, 0.5, 0.8));
        return pairs;
    }

    @Test
    void survival_is_one_less_the_distribution_function() {
        pairs().forEach((ours, oracle) -> {
            for (double x = -1; x < 40; x += 0.37) {
                assertThat(ours.survival(x))
                        .as("%s at %s", ours, x)
                        .isCloseTo(1 - oracle.cumulativeProbability(x), within(1e-9));
            }
        });
    }

    @Test
    void half_survive_the_median() {
        pairs().keySet()
                .forEach(each -> assertThat(each.survival(each.quantile(0.5))).isCloseTo(0.5, within(1e-9)));
    }

    @Test
    void means_are_those_of_the_formulas() {
        pairs().forEach((ours, oracle) -> assertThat(ours.mean())
                .as("%s", ours)
                .isCloseTo(oracle.getNumericalMean(), within(1e-11 * oracle.getNumericalMean())));
        assertThat(new Distribution.Pareto(1, 2).mean()).isInfinite();
        assertThat(new Distribution.Constant(4).mean()).isEqualTo(4);
    }

    @Test
    void the_integral_of_survival_is_the_mean() {
        Distribution lognormal = new Distribution.LogNormal(0.2, 0.4);
        double integral = new SimpsonIntegrator(1e-9, 1e-12, 3, 30).integrate(1_000_000, lognormal::survival, 0, 60);
        assertThat(integral).isCloseTo(lognormal.mean(), within(1e-7));
    }

    @Test
    void what_is_constant_dies_at_once() {
        Distribution constant = new Distribution.Constant(10);
        assertThat(constant.survival(9.999)).isEqualTo(1);
        assertThat(constant.survival(10)).isZero();
        assertThat(new Distribution.Uniform(3, 3).survival(3)).isZero();
    }

    @Test
    void the_normal_tail_is_right_far_out() {
        NormalDistribution oracle = new NormalDistribution();
        for (double z = -8; z < 8; z += 0.173) {
            double expected = oracle.cumulativeProbability(-z);
            assertThat(StandardNormal.upperTail(z)).as("at %s", z).isCloseTo(expected, within(1e-12 * expected));
        }
        // Erfc(10/√2)/2 to 12 digits.
        assertThat(StandardNormal.upperTail(10)).isCloseTo(7.61985302416e-24, within(1e-34));
    }
}
