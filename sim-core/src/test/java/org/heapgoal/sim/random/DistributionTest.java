package org.heapgoal.sim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.IntegerDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;

/** Oracle: moments by formula and Commons Math's probabilities, against draws under fixed seeds. */
class DistributionTest {
    private static final int DRAWS = 50_000;

    private static SummaryStatistics draw(String name, ToDoubleFunction<NamedStream> drawn) {
        NamedStream stream = new StreamFactory(2026, 0).stream(name);
        SummaryStatistics statistics = new SummaryStatistics();
        for (int i = 0; i < DRAWS; i++) {
            statistics.addValue(drawn.applyAsDouble(stream));
        }
        return statistics;
    }

    /** Four standard errors of the mean; 5% for the deviation, whose error is below 1.5% for these distributions. */
    private static void hasMoments(SummaryStatistics drawn, double mean, double deviation) {
        assertThat(drawn.getMean()).isCloseTo(mean, within(4 * deviation / Math.sqrt(DRAWS)));
        assertThat(drawn.getStandardDeviation()).isCloseTo(deviation, within(0.05 * deviation));
    }

    @Test
    void moments_are_those_of_the_formulas() {
        hasMoments(draw("uniform", new Distribution.Uniform(-2, 10)::draw), 4, 12 / Math.sqrt(12));
        hasMoments(draw("exponential", new Distribution.Exponential(7)::draw), 7, 7);
        double mean = 5 * Gamma.gamma(1 + 1 / 1.5);
        double square = 25 * Gamma.gamma(1 + 2 / 1.5);
        hasMoments(draw("weibull", new Distribution.Weibull(1.5, 5)::draw), mean, Math.sqrt(square - mean * mean));
        // Shape a and minimum m: mean a m / (a - 1), variance a m^2 / ((a - 1)^2 (a - 2)).
        hasMoments(draw("pareto", new Distribution.Pareto(6, 2)::draw), 12 / 5.0, 2 / 5.0 * Math.sqrt(6 / 4.0));
        double logMean = Math.exp(1 + 0.125);
        hasMoments(
                draw("lognormal", new Distribution.LogNormal(1, 0.5)::draw),
                logMean,
                logMean * Math.sqrt(Math.expm1(0.25)));
        hasMoments(draw("bernoulli", stream -> stream.nextBernoulli(0.3) ? 1 : 0), 0.3, Math.sqrt(0.21));
        assertThat(draw("constant", new Distribution.Constant(3)::draw).getVariance())
                .isZero();
    }

    @Test
    void counts_have_the_probabilities_of_their_distributions() {
        fits(
                "poisson",
                stream -> (double) Counts.poisson(stream, 3.7),
                new PoissonDistribution(null, 3.7, 1e-12, 1000));
        fits(
                "binomial",
                stream -> (double) Counts.binomial(stream, 12, 0.35),
                new BinomialDistribution(null, 12, 0.35));
        fits("complement", stream -> (double) Counts.binomial(stream, 9, 0.8), new BinomialDistribution(null, 9, 0.8));
    }

    /** Chi-square over the counts that are expected at least 20 times; the rest is one more cell. */
    private static void fits(String name, ToDoubleFunction<NamedStream> drawn, IntegerDistribution oracle) {
        NamedStream stream = new StreamFactory(2026, 0).stream(name);
        long[] seen = new long[100];
        for (int i = 0; i < DRAWS; i++) {
            seen[(int) drawn.applyAsDouble(stream)]++;
        }
        double chiSquare = 0;
        double restExpected = DRAWS;
        long restSeen = DRAWS;
        int cells = 0;
        for (int count = 0; count < seen.length; count++) {
            double expected = DRAWS * oracle.probability(count);
            if (expected >= 20) {
                chiSquare += (seen[count] - expected) * (seen[count] - expected) / expected;
                restExpected -= expected;
                restSeen -= seen[count];
                cells++;
            }
        }
        assertThat(cells).isGreaterThan(5);
        assertThat((double) restSeen).isCloseTo(restExpected, within(6 * Math.sqrt(restExpected + 1)));
        // Mean cells, standard deviation sqrt(2 cells): five deviations.
        assertThat(chiSquare).as(name).isLessThan(cells + 5 * Math.sqrt(2.0 * cells));
    }

    @Test
    void large_counts_are_sums_of_parts_with_the_same_moments() {
        NamedStream poisson = new StreamFactory(2026, 0).stream("large poisson");
        NamedStream binomial = new StreamFactory(2026, 0).stream("large binomial");
        SummaryStatistics poissons = new SummaryStatistics();
        SummaryStatistics binomials = new SummaryStatistics();
        for (int i = 0; i < 2000; i++) {
            poissons.addValue((double) Counts.poisson(poisson, 1777));
            binomials.addValue((double) Counts.binomial(binomial, 10_000, 0.4));
        }
        assertThat(poissons.getMean()).isCloseTo(1777, within(4 * Math.sqrt(1777 / 2000.0)));
        assertThat(poissons.getVariance()).isCloseTo(1777, within(0.15 * 1777));
        assertThat(binomials.getMean()).isCloseTo(4000, within(4 * Math.sqrt(2400 / 2000.0)));
        assertThat(binomials.getVariance()).isCloseTo(2400, within(0.15 * 2400));
    }

    @Test
    void counts_at_the_edges() {
        NamedStream stream = new StreamFactory(1, 0).stream("x");
        assertThat(Counts.poisson(stream, 0)).isZero();
        assertThat(Counts.binomial(stream, 0, 0.5)).isZero();
        assertThat(Counts.binomial(stream, 1000, 0)).isZero();
        assertThat(Counts.binomial(stream, 1000, 1)).isEqualTo(1000);
        assertThat(Counts.binomial(stream, 1L << 50, 1e-12)).isBetween(900L, 1400L);
        assertThatIllegalArgumentException().isThrownBy(() -> Counts.poisson(stream, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> Counts.poisson(stream, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Counts.binomial(stream, -1, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Counts.binomial(stream, 1, 1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Counts.binomial(stream, 1L << 50, 0.5));
    }

    /**
     * Oracle: counting. The raw draw takes R = 2^32 - 209 values. Taken modulo 3·10^9 without rejection, results below
     * R - 3·10^9 would come up twice as often as the rest: for 60% of draws instead of 43%.
     */
    @Test
    void integers_below_a_bound_have_no_bias() {
        double threshold = 4294967087.0 - 3e9;
        SummaryStatistics below = draw("single", stream -> stream.nextBelow(3_000_000_000L) < threshold ? 1 : 0);
        assertThat(below.getMean()).isCloseTo(threshold / 3e9, within(4 * 0.5 / Math.sqrt(DRAWS)));
        // The same for two draws: their range R x R is 2^64 less 1.8e12, so modulo 2^62 it would hide; take a bound of
        // 2^61+2^60.
        long bound = 3L << 60;
        SummaryStatistics lower = draw("double", stream -> stream.nextBelow(bound) < (1L << 60) ? 1 : 0);
        assertThat(lower.getMean()).isCloseTo(1 / 3.0, within(4 * 0.5 / Math.sqrt(DRAWS)));
        SummaryStatistics dice = draw("dice", stream -> stream.nextBelow(6));
        hasMoments(dice, 2.5, Math.sqrt(35 / 12.0));
    }

    @Test
    void bernoulli_takes_one_draw_and_is_certain_at_the_ends() {
        NamedStream stream = new StreamFactory(1, 0).stream("x");
        NamedStream twin = new StreamFactory(1, 0).stream("x");
        for (int i = 0; i < 100; i++) {
            assertThat(stream.nextBernoulli(0)).isFalse();
            assertThat(stream.nextBernoulli(1)).isTrue();
            twin.nextDouble();
            twin.nextDouble();
        }
        assertThat(stream.state()).isEqualTo(twin.state());
        assertThatIllegalArgumentException().isThrownBy(() -> stream.nextBernoulli(1.01));
        assertThatIllegalArgumentException().isThrownBy(() -> stream.nextBernoulli(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> stream.nextBelow(0));
        assertThatIllegalArgumentException().isThrownBy(() -> stream.nextBelow((1L << 62) + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> stream.nextInt(2, 1));
    }

    /** Oracle: Wichura's own check values for PPND16, and symmetry. */
    @Test
    void normal_quantiles_have_the_published_values() {
        assertThat(StandardNormal.quantile(0.25)).isCloseTo(-0.6744897501960817, within(1e-15));
        assertThat(StandardNormal.quantile(0.001)).isCloseTo(-3.090232306167814, within(1e-15));
        assertThat(StandardNormal.quantile(1e-20)).isCloseTo(-9.26234008979841, within(1e-14));
        assertThat(StandardNormal.quantile(0.5)).isZero();
        assertThat(StandardNormal.quantile(0.75)).isEqualTo(-StandardNormal.quantile(0.25));
        assertThatIllegalArgumentException().isThrownBy(() -> StandardNormal.quantile(0));
        assertThatIllegalArgumentException().isThrownBy(() -> StandardNormal.quantile(1));
    }

    @Test
    void parameters_without_meaning_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution.Exponential(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution.Exponential(Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution.Weibull(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution.Weibull(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution.Pareto(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution.LogNormal(Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution.Uniform(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution.Constant(Double.NaN));
        assertThat(Distribution.LogNormal.ofMedian(100, Math.E).quantile(0.5)).isCloseTo(100, within(1e-12));
    }
}
