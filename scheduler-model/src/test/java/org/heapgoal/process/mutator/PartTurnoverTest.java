package org.heapgoal.process.mutator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartTurnoverTest {
    /** Oracle: Apache Commons Math's Poisson distribution. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 32, 256})
    void anEntryStaysWhileFewerInsertionsThanItsPartHoldsHaveCome(int holds) {
        PartTurnover turnover = new PartTurnover(holds);
        for (double age = 0.05; age < 4; age += 0.05) {
            double exact = new PoissonDistribution(holds * age).cumulativeProbability(holds - 1);
            assertThat(turnover.survival(age)).as("at %s", age).isCloseTo(exact, within(1e-9));
        }
        assertThat(turnover.survival(0)).isEqualTo(1);
        assertThat(turnover.survival(1e6)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 256})
    void quantilesAreWhereSurvivalHasFallenSoFar(int holds) {
        PartTurnover turnover = new PartTurnover(holds);
        for (double share : new double[] {0.01, 0.5, 0.9999}) {
            assertThat(turnover.survival(turnover.quantile(share))).isCloseTo(1 - share, within(1e-9));
        }
    }

    /** Oracle: 64 rings of 32 entries, and insertions that come to any one of them. */
    @Test
    void ringsTurnOverAsRealOnesDo() {
        Random random = new Random(1);
        int rings = 64;
        int holds = 32;
        long[][] inserted = new long[rings][holds];
        int[] next = new int[rings];
        double[] ages = new double[200_000];
        int count = 0;
        for (long insertion = 0; count < ages.length; insertion++) {
            int ring = random.nextInt(rings);
            long before = inserted[ring][next[ring]];
            // Those of the time when rings were filling up are left out.
            if (before > 20L * rings * holds) {
                ages[count++] = (insertion - before) / (double) (rings * holds);
            }
            inserted[ring][next[ring]] = insertion;
            next[ring] = (next[ring] + 1) % holds;
        }
        PartTurnover turnover = new PartTurnover(holds);
        for (double age : new double[] {0.6, 0.8, 0.9, 1, 1.1, 1.3, 1.6}) {
            double share = java.util.Arrays.stream(ages).filter(a -> a > age).count() / (double) count;
            assertThat(turnover.survival(age)).as("at %s", age).isCloseTo(share, within(0.01));
        }
    }
}
