package org.heapgoal.sim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.ParetoDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.distribution.WeibullDistribution;

/** Oracle: Commons Math's distribution functions, which must lead back from each quantile to its probability. */
class DistributionProperties {
    /** Probabilities are draws of a stream: multiples of 1 / (LAST_DRAW + 1). */
    private static final long LAST_DRAW = 4294967087L;

    @Property(tries = 300)
    void exponential(
            @ForAll @Scale(3) @DoubleRange(min = 1e-3, max = 1e9) double mean,
            @ForAll @LongRange(min = 1, max = LAST_DRAW) long p) {
        leadsBack(new Distribution.Exponential(mean), new ExponentialDistribution(null, mean), p);
    }

    @Property(tries = 300)
    void weibull(
            @ForAll @DoubleRange(min = 0.2, max = 5) double shape,
            @ForAll @Scale(3) @DoubleRange(min = 1e-3, max = 1e9) double scale,
            @ForAll @LongRange(min = 1, max = LAST_DRAW) long p) {
        leadsBack(new Distribution.Weibull(shape, scale), new WeibullDistribution(null, shape, scale), p);
    }

    @Property(tries = 300)
    void pareto(
            @ForAll @DoubleRange(min = 0.5, max = 5) double shape,
            @ForAll @Scale(3) @DoubleRange(min = 1e-3, max = 1e6) double minimum,
            @ForAll @LongRange(min = 1, max = LAST_DRAW) long p) {
        leadsBack(new Distribution.Pareto(shape, minimum), new ParetoDistribution(null, minimum, shape), p);
    }

    @Property(tries = 300)
    void lognormal(
            @ForAll @DoubleRange(min = -5, max = 15) double mu,
            @ForAll @DoubleRange(min = 0.05, max = 3) double sigma,
            @ForAll @LongRange(min = 1, max = LAST_DRAW) long p) {
        leadsBack(new Distribution.LogNormal(mu, sigma), new LogNormalDistribution(null, mu, sigma), p);
    }

    @Property(tries = 300)
    void uniform(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
            @ForAll @DoubleRange(min = 1, max = 1e6) double width,
            @ForAll @LongRange(min = 1, max = LAST_DRAW) long p) {
        leadsBack(new Distribution.Uniform(low, low + width), new UniformRealDistribution(null, low, low + width), p);
    }

    /** The tails down to 1e-300 too, where probabilities are compared by their ratio. */
    @Property(tries = 500)
    void normal_quantiles(@ForAll @DoubleRange(min = 1, max = 300) double exponent) {
        double p = Math.pow(10, -exponent);
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double back = normal.cumulativeProbability(StandardNormal.quantile(p));
        assertThat(back / p).isCloseTo(1, within(1e-11));
    }

    @Property(tries = 500)
    void quantiles_do_not_decrease(
            @ForAll @LongRange(min = 1, max = LAST_DRAW) long p, @ForAll @LongRange(min = 1, max = LAST_DRAW) long q) {
        Distribution[] all = {
            new Distribution.Constant(3),
            new Distribution.Uniform(-1, 1e300),
            new Distribution.Exponential(7),
            new Distribution.Weibull(0.7, 3),
            new Distribution.Pareto(1.1, 16),
            new Distribution.LogNormal(2, 0.4)
        };
        for (Distribution distribution : all) {
            assertThat(distribution.quantile(Math.min(p, q) / (LAST_DRAW + 1.0)))
                    .as("%s", distribution)
                    .isLessThanOrEqualTo(distribution.quantile(Math.max(p, q) / (LAST_DRAW + 1.0)));
        }
    }

    private static void leadsBack(Distribution ours, RealDistribution oracle, long draw) {
        double p = draw / (LAST_DRAW + 1.0);
        double x = ours.quantile(p);
        // Rounding: a few ulps of the largest number in the formula for x, and the oracle's own error.
        double slack = 64
                * Math.ulp(
                        ours instanceof Distribution.Uniform uniform
                                ? Math.abs(uniform.low()) + Math.abs(uniform.high())
                                : x);
        double error = 1e-11 * Math.min(p, 1 - p) + 1e-15;
        assertThat(p)
                .isBetween(
                        oracle.cumulativeProbability(x - slack) - error,
                        oracle.cumulativeProbability(x + slack) + error);
    }
}
