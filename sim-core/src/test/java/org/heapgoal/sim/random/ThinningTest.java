package org.heapgoal.sim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

/** Oracle: Commons Math's binomial probabilities, of each group and of two neighbours together. */
class ThinningTest {
    private static final int ROWS = 6_000;
    private static final int[] GROUPS = {3, 1, 20, 64, 2, 700};

    private final NamedStream stream = new StreamFactory(11, 0).stream("thinning");

    @Test
    void everyGroupHasTheBinomialLawAndNeighboursAreIndependent() {
        for (double probability : new double[] {0.02, 0.4, 0.7, 0.98, 0.9995}) {
            Thinning thinning = new Thinning();
            long[][] seen = new long[GROUPS.length][701];
            long[][] pairs = new long[4][21];
            for (int row = 0; row < ROWS; row++) {
                thinning.begin(stream, probability);
                int before = 0;
                for (int group = 0; group < GROUPS.length; group++) {
                    int came = (int) thinning.next(GROUPS[group]);
                    seen[group][came]++;
                    if (group == 2) {
                        pairs[before][came]++;
                    }
                    before = group == 0 ? came : before;
                }
            }
            for (int group = 0; group < GROUPS.length; group++) {
                fits(seen[group], law(GROUPS[group], probability), ROWS, "group " + group + " at " + probability);
            }
            // Whatever came through of the group of three, the group of twenty is as always.
            for (long[] given : pairs) {
                long rows = 0;
                for (long count : given) {
                    rows += count;
                }
                fits(given, law(20, probability), rows, "a neighbour at " + probability);
            }
        }
    }

    private static BinomialDistribution law(int members, double probability) {
        return new BinomialDistribution(null, members, probability);
    }

    private static void fits(long[] seen, BinomialDistribution law, long rows, String what) {
        double chiSquare = 0;
        double restExpected = rows;
        double restSeen = rows;
        int cells = 0;
        for (int count = 0; count <= law.getNumberOfTrials(); count++) {
            double expected = rows * law.probability(count);
            if (expected >= 10) {
                chiSquare += (seen[count] - expected) * (seen[count] - expected) / expected;
                restExpected -= expected;
                restSeen -= seen[count];
                cells++;
            }
        }
        chiSquare += (restSeen - restExpected) * (restSeen - restExpected) / Math.max(1, restExpected);
        double limit = new ChiSquaredDistribution(null, cells + 1).inverseCumulativeProbability(0.9999);
        assertThat(chiSquare).as(what).isLessThan(limit);
    }

    @Test
    void groupsThatTheRarerOutcomeDoesNotReachTakeNoDraw() {
        NamedStream twin = new StreamFactory(11, 0).stream("thinning");
        Thinning thinning = new Thinning();
        thinning.begin(stream, 1);
        for (int group = 0; group < 1000; group++) {
            assertThat(thinning.next(50)).isEqualTo(50);
        }
        // One draw, of which a rarer outcome of probability zero never comes.
        twin.nextDouble();
        assertThat(stream.nextDouble()).isEqualTo(twin.nextDouble());
    }

    @Test
    void wrongParameters() {
        Thinning thinning = new Thinning();
        assertThatIllegalStateException().isThrownBy(() -> thinning.next(1));
        assertThatIllegalArgumentException().isThrownBy(() -> thinning.begin(stream, 1.5));
        thinning.begin(stream, 0.5);
        assertThatIllegalArgumentException().isThrownBy(() -> thinning.next(-1));
    }
}
