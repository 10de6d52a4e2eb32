package org.heapgoal.sim.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class BinomialProperties {
    /** Oracle: the static draw, which remembers nothing. */
    @Property(tries = 300)
    void whatIsRememberedChangesNoNumber(
            @ForAll @Size(min = 1, max = 6) List<@LongRange(min = 0, max = 3000) Long> trials,
            @ForAll @Size(min = 1, max = 4) List<@DoubleRange(min = 0, max = 1) Double> probabilities,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 1000) Integer> picks,
            @ForAll @LongRange(min = 0, max = 1000) long seed) {
        NamedStream one = new StreamFactory(seed, 0).stream("one");
        NamedStream other = new StreamFactory(seed, 0).stream("one");
        Binomial remembering = new Binomial();
        for (int pick : picks) {
            long n = trials.get(pick % trials.size());
            double p = probabilities.get(pick / 7 % probabilities.size());
            assertThat(remembering.next(one, n, p)).isEqualTo(Binomial.draw(other, n, p));
        }
        assertThat(one.nextDouble()).isEqualTo(other.nextDouble());
    }
}
