package org.heapgoal.process.mutator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.heapgoal.sim.random.Distribution;

/** Oracle: the survival function itself, summed over every single birth. */
class AgingProperties {
    @Provide
    Arbitrary<Distribution> lifetimes() {
        return Arbitraries.of(
                new Distribution.Weibull(0.7, 1e9),
                new Distribution.Weibull(2.5, 1e9),
                new Distribution.Uniform(2e8, 1.8e9),
                new Distribution.Pareto(1.2, 2e8),
                new Distribution.LogNormal(20.5, 0.6));
    }

    @Property(tries = 300)
    void births_of_one_instant_survive_as_their_distribution_says(
            @ForAll("lifetimes") Distribution lifetime, @ForAll long seed) {
        Random random = new Random(seed);
        Aging aging = new Aging(lifetime);
        Cohort cohort = new Cohort(0);
        cohort.reset(aging, null, false);
        cohort.born(1_000_000, 5e8);
        double alive = 1;
        long now = 500_000_000;
        for (int snapshot = 0; snapshot < 30; snapshot++) {
            now += 1 + random.nextInt(200_000_000);
            alive *= aging.survival(cohort, now);
            double exact = lifetime.survival(now - 5e8);
            assertThat(alive).isCloseTo(exact, within(1e-9 * exact));
        }
    }

    @Property(tries = 300)
    void cohorts_with_births_on_both_sides_of_snapshots_keep_the_expected_number(
            @ForAll("lifetimes") Distribution lifetime, @ForAll @IntRange(min = 1, max = 40) int snapshotEvery) {
        Aging aging = new Aging(lifetime);
        Cohort cohort = new Cohort(0);
        cohort.reset(aging, null, false);
        // An epoch as long as a 64th of the mean: 160 births, a snapshot after every so many of them.
        double step = lifetime.mean() / 64 / 160;
        double alive = 0;
        int births = 0;
        long now = 0;
        for (int turn = 1; turn <= 1600; turn++) {
            now = (long) (turn * step);
            if (births < 160) {
                cohort.born(1, (double) now);
                births++;
                alive++;
            }
            if (turn % snapshotEvery == 0 || turn % 100 == 0) {
                alive *= aging.survival(cohort, now);
            }
        }
        alive *= aging.survival(cohort, now);
        double exact = 0;
        for (int birth = 1; birth <= births; birth++) {
            exact += lifetime.survival(now - (double) (long) (birth * step));
        }
        assertThat(alive).isCloseTo(exact, within(0.01 * births));
    }
}
