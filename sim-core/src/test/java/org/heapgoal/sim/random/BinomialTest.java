package org.heapgoal.sim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

/** Oracle: Commons Math's binomial probabilities. */
class BinomialTest {
    private static final int DRAWS = 40_000;

    private static void fits(int trials, double probability) {
        BinomialDistribution oracle = new BinomialDistribution(null, trials, probability);
        NamedStream stream = new StreamFactory(7, 0).stream("binomial " + trials + " " + probability);
        long[] seen = new long[trials + 1];
        Binomial binomial = new Binomial(probability);
        for (int i = 0; i < DRAWS; i++) {
            seen[(int) binomial.next(stream, trials)]++;
        }
        double chiSquare = 0;
        double restExpected = DRAWS;
        double restSeen = DRAWS;
        int cells = 0;
        for (int count = 0; count <= trials; count++) {
            double expected = DRAWS * oracle.probability(count);
            if (expected >= 20) {
                chiSquare += (seen[count] - expected) * (seen[count] - expected) / expected;
                restExpected -= expected;
                restSeen -= seen[count];
                cells++;
            }
        }
        chiSquare += (restSeen - restExpected) * (restSeen - restExpected) / Math.max(1, restExpected);
        double limit = new ChiSquaredDistribution(null, cells).inverseCumulativeProbability(0.9999);
        assertThat(chiSquare).as("%d x %s", trials, probability).isLessThan(limit);
    }

    @Test
    void numbers_have_the_probabilities_of_the_distribution() {
        fits(1, 0.3);
        fits(12, 0.35);
        fits(40, 0.97);
        fits(200, 0.02);
        fits(500, 0.5);
        fits(5000, 0.11);
        fits(100_000, 0.72);
    }

    @Test
    void the_mass_of_a_number_is_right_to_twelve_digits() {
        for (int trials : new int[] {3, 17, 400, 20_000}) {
            BinomialDistribution oracle = new BinomialDistribution(null, trials, 0.3);
            for (int successes = 0; successes <= Math.min(trials, 40); successes++) {
                double expected = Math.exp(oracle.logProbability(successes));
                assertThat(Binomial.mass(trials, 0.3, successes)).isCloseTo(expected, within(1e-10 * expected));
            }
        }
    }

    @Test
    void certain_outcomes_and_wrong_parameters() {
        NamedStream stream = new StreamFactory(7, 0).stream("certain");
        Binomial binomial = new Binomial(0.4);
        assertThat(binomial.next(stream, 0)).isZero();
        assertThat(new Binomial(0).next(stream, 9)).isZero();
        assertThat(new Binomial(1).next(stream, 9)).isEqualTo(9);
        assertThat(new Binomial(0.5).at(1 - 1e-16, 1000)).isBetween(0L, 1000L);
        assertThatIllegalArgumentException().isThrownBy(() -> binomial.next(stream, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Binomial(Double.NaN));
    }
}
