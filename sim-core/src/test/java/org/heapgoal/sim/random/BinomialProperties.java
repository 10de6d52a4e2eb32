package org.heapgoal.sim.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.distribution.BinomialDistribution;

class BinomialProperties {
    /** Oracle: an object that was never asked for anything else. */
    @Property(tries = 300)
    void whatIsRememberedChangesNoNumber(
            @ForAll @Size(min = 1, max = 6) List<@LongRange(min = 0, max = 3000) Long> trials,
            @ForAll @Size(min = 1, max = 4) List<@DoubleRange(min = 0, max = 1) Double> probabilities,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 1000) Integer> picks,
            @ForAll @LongRange(min = 0, max = 1000) long seed) {
        NamedStream one = new StreamFactory(seed, 0).stream("one");
        NamedStream other = new StreamFactory(seed, 0).stream("one");
        Binomial remembering = new Binomial(0);
        double before = 0;
        for (int pick : picks) {
            long n = trials.get(pick % trials.size());
            double p = probabilities.get(pick / 7 % probabilities.size());
            if (p != before) {
                remembering.probability(p);
                before = p;
            }
            assertThat(remembering.next(one, n)).isEqualTo(new Binomial(p).next(other, n));
        }
        assertThat(one.nextDouble()).isEqualTo(other.nextDouble());
    }

    /** Oracle: the sum of the distribution's probabilities, by which a larger draw goes with a larger count of the rarer outcome. */
    @Property(tries = 300)
    void aDrawBelongsToTheNumberAtWhichTheProbabilitiesReachIt(
            @ForAll @LongRange(min = 2, max = 400) long trials,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double probability,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double uniform) {
        BinomialDistribution oracle = new BinomialDistribution(null, (int) trials, probability);
        Binomial binomial = new Binomial(probability);
        int number = (int) binomial.at(uniform, trials);
        boolean failuresAreRare = probability > 0.5 && binomial.few(trials);
        double below =
                failuresAreRare ? 1 - oracle.cumulativeProbability(number) : oracle.cumulativeProbability(number - 1);
        double upTo =
                failuresAreRare ? 1 - oracle.cumulativeProbability(number - 1) : oracle.cumulativeProbability(number);
        assertThat(uniform).isBetween(below - 1e-9, upTo + 1e-9);
    }
}
