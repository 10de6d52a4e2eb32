package org.heapgoal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

/** The truncation rule against its definition, computed anew for every candidate. */
class WarmUpProperties {
    @Property(tries = 500)
    void theCutHasTheLeastMarginalStandardError(
            @ForAll @Size(min = WarmUp.FEWEST_BATCHES, max = 60) List<@DoubleRange(min = 0, max = 1e6) Double> series) {
        double[] means = series.stream().mapToDouble(Double::doubleValue).toArray();
        int cut = WarmUp.batches(means);
        assertThat(cut).isBetween(0, means.length / 2);
        double chosen = error(means, cut);
        for (int other = 0; other <= means.length / 2; other++) {
            // The rule sums in another order, so nearly equal candidates may come out either way.
            assertThat(error(means, other)).isGreaterThanOrEqualTo(chosen * (1 - 1e-9) - 1e-9);
        }
    }

    @Example
    void aRampThatSettlesIsCutWhereItSettles() {
        double[] means = new double[40];
        Arrays.fill(means, 100);
        for (int i = 0; i < 6; i++) {
            means[i] = 10 * i;
        }
        assertThat(WarmUp.batches(means)).isEqualTo(6);
    }

    @Example
    void aSteadyOrShortSeriesKeepsAll() {
        double[] steady = new double[40];
        assertThat(WarmUp.batches(steady)).isZero();
        assertThat(WarmUp.batches(new double[] {0, 9, 9, 9, 9, 9, 9, 9, 9})).isZero();
        assertThat(WarmUp.batches(new double[0])).isZero();
    }

    /** Variance of what is left over its number: sum of squares about the mean over the number squared. */
    private static double error(double[] means, int cut) {
        double[] rest = Arrays.copyOfRange(means, cut, means.length);
        double mean = Arrays.stream(rest).average().orElseThrow();
        double squares = Arrays.stream(rest)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return squares / ((double) rest.length * rest.length);
    }
}
