package org.heapgoal.process.mutator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.heapgoal.heap.SizeClasses;
import org.heapgoal.process.program.CacheSpec;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.Site;
import org.heapgoal.sim.random.Distribution;
import org.junit.jupiter.api.Test;

/** Oracle: how many objects a real heap of spans keeps over many cycles, against counts worked by hand. */
class CohortsTest {
    private static final int CLASS_64 = SizeClasses.spanClass(SizeClasses.classFor(64), true);

    /** Allocates objects of 64 bytes at an instant. */
    private static void allocate(Bench bench, Births births, int objects, long nowNanos) {
        Routine routine = bench.environment.routine(bench.environment.codes.get(0));
        int left = objects;
        while (left > 0) {
            if (bench.heap.freeSlots(0, CLASS_64) == 0) {
                bench.heap.refill(0, CLASS_64);
            }
            int now = Math.min(left, bench.heap.freeSlots(0, CLASS_64));
            Cohort cohort = births.born(routine, now, now * 64.0, nowNanos);
            bench.heap.allocate(0, CLASS_64, cohort.number, now, 0, 0);
            left -= now;
        }
    }

    /** A whole cycle. @return objects that survive */
    private static long collect(Bench bench, Births births, long nowNanos) {
        bench.heap.finishSweep();
        births.beforeSnapshot(nowNanos);
        bench.environment.population.beginSnapshot(nowNanos);
        long alive = bench.heap.snapshot(bench.environment.population).objects();
        bench.heap.prepareForSweep();
        bench.heap.flushIfStale(0);
        bench.heap.finishSweep();
        return alive;
    }

    private static Bench bench(Lifetime lifetime) {
        return new Bench(new Site(java.util.List.of(new Site.WeightedSize(64, 1)), 0, 0, lifetime, false));
    }

    @Test
    void as_many_live_as_littles_law_says() {
        // 200 objects every 10 ms with a mean life of 1 s: 20,000 on average once the start is forgotten.
        Bench bench = bench(new Lifetime.Random(new Distribution.Exponential(1e9)));
        Births births = new Epochs(
                bench.environment.population, bench.site(), new Distribution.Exponential(1e9), 60_000_000_000L);
        long sum = 0;
        int seen = 0;
        for (int turn = 0; turn < 3000; turn++) {
            long now = turn * 10_000_000L;
            allocate(bench, births, 200, now);
            if (turn % 50 == 49) {
                long alive = collect(bench, births, now + 5_000_000);
                if (turn > 1000) {
                    sum += alive;
                    seen++;
                }
            }
        }
        assertThat(sum / (double) seen).isCloseTo(20_000, within(250.0));
        bench.heap.verify();
    }

    @Test
    void short_lives_between_rare_cycles_keep_their_number_and_few_cohorts() {
        // 10 objects every 10 µs with a mean life of 1 ms, a cycle every 2 s: 1000 live whenever one looks.
        for (Distribution lifetime :
                java.util.List.of(new Distribution.Exponential(1e6), new Distribution.Weibull(1.5, 1_107_732))) {
            Bench bench = bench(new Lifetime.Random(lifetime));
            Births births = new Epochs(bench.environment.population, bench.site(), lifetime, 60_000_000_000L);
            double sum = 0;
            for (int cycle = 0; cycle < 5; cycle++) {
                for (int turn = 0; turn < 200_000; turn++) {
                    allocate(bench, births, 10, (cycle * 200_000L + turn) * 10_000);
                }
                assertThat(bench.environment.population.inUse()).isLessThan(5000);
                sum += collect(bench, births, (cycle + 1) * 2_000_000_000L);
            }
            assertThat(sum / 5).as("%s", lifetime).isCloseTo(1000, within(80.0));
        }
    }

    @Test
    void constant_lifetimes_end_on_time() {
        Distribution lifetime = new Distribution.Constant(1e9);
        Bench bench = bench(new Lifetime.Random(lifetime));
        Births births = new Epochs(bench.environment.population, bench.site(), lifetime, 60_000_000_000L);
        for (int turn = 0; turn < 300; turn++) {
            allocate(bench, births, 100, turn * 10_000_000L);
        }
        // At 3 s the births of the last second are alive, to within an epoch of a 64th.
        assertThat((double) collect(bench, births, 3_000_000_000L)).isCloseTo(10_000, within(10_000 / 64.0 + 100));
        assertThat(collect(bench, births, 4_100_000_000L)).isZero();
        assertThat(bench.environment.population.inUse()).isZero();
    }

    @Test
    void the_number_of_cohorts_does_not_grow_with_the_run() {
        Distribution lifetime = new Distribution.Weibull(0.6, 1e10);
        long day = 86_400_000_000_000L;
        Bench bench = bench(new Lifetime.Random(lifetime));
        Births births = new Epochs(bench.environment.population, bench.site(), lifetime, day);
        int half = 0;
        int most = 0;
        int turns = 20_000;
        for (int turn = 0; turn < turns; turn++) {
            long now = day / turns * turn;
            allocate(bench, births, 20, now);
            collect(bench, births, now + 1000);
            int inUse = bench.environment.population.inUse();
            most = Math.max(most, inUse);
            half = turn < turns / 2 ? most : half;
        }
        assertThat(most).isLessThan(half + 20).isLessThan(2 * Epochs.MAX_EPOCHS);
    }

    @Test
    void a_cache_that_evicts_the_oldest_holds_its_capacity_exactly() {
        Bench bench = bench(new Lifetime.Immortal());
        Cache cache = new Cache(new CacheSpec(64 * 10_000, CacheSpec.Eviction.OLDEST));
        Births births = cache.births(bench.environment.population, bench.site());
        allocate(bench, births, 9_000, 0);
        assertThat(collect(bench, births, 1)).isEqualTo(9_000);
        for (int turn = 0; turn < 200; turn++) {
            allocate(bench, births, 777, turn);
            long alive = collect(bench, births, turn);
            if (turn > 2) {
                // One cohort is partly evicted: its survivors are rounded to whole objects.
                assertThat(alive).isBetween(9_999L, 10_001L);
            }
        }
        cache.capacity(64 * 5_000);
        assertThat(collect(bench, births, 300)).isBetween(4_999L, 5_001L);
        assertThat(bench.environment.population.inUse()).isLessThan(200);
        bench.heap.verify();
    }

    /** Once a cache is full: 500 objects come between any two cycles. */
    private static double meanAlive(Bench bench, Births births) {
        long sum = 0;
        for (int turn = 0; turn < 400; turn++) {
            allocate(bench, births, 500, turn);
            long alive = collect(bench, births, turn);
            sum += turn >= 100 ? alive : 0;
        }
        return sum / 300.0;
    }

    @Test
    void a_cache_that_evicts_any_one_holds_its_capacity_on_average() {
        Bench bench = bench(new Lifetime.Immortal());
        Cache cache = new Cache(new CacheSpec(64 * 10_000, CacheSpec.Eviction.RANDOM));
        Births births = cache.births(bench.environment.population, bench.site());
        // A cohort loses each entry with chance 1/10,000 an insertion: the mean is the capacity.
        assertThat(meanAlive(bench, births)).isCloseTo(10_000, within(150.0));
        cache.capacity(64 * 2_000);
        assertThat((double) collect(bench, births, 500)).isCloseTo(2_000, within(200.0));
        assertThat(bench.environment.population.inUse()).isLessThan(2000);
    }

    /** Little's law: the mean age at eviction is the capacity. */
    @Test
    void a_cache_of_many_rings_holds_its_capacity_on_average() {
        Bench bench = bench(new Lifetime.Immortal());
        Cache cache = new Cache(new CacheSpec(64 * 10_000, CacheSpec.Eviction.OLDEST, 32));
        Births births = cache.births(bench.environment.population, bench.site());
        assertThat(meanAlive(bench, births)).isCloseTo(10_000, within(100.0));
        assertThat(bench.environment.population.inUse()).isLessThan(300);
        cache.capacity(64 * 5_000);
        assertThat((double) collect(bench, births, 500)).isCloseTo(5_000, within(100.0));
        bench.heap.verify();
    }

    @Test
    void objects_with_finalizers_stay_one_cycle_longer() {
        Bench bench = new Bench(
                new Site(java.util.List.of(new Site.WeightedSize(64, 1)), 0, 0, new Lifetime.Transient(), true));
        Births births = bench.site().births;
        allocate(bench, births, 100, 0);
        collect(bench, births, 1);
        assertThat(bench.counters.totalFree()).isZero();
        collect(bench, births, 2);
        assertThat(bench.counters.totalFree()).isEqualTo(100 * 64);
    }

    @Test
    void a_dropped_group_is_garbage_and_the_next_one_is_not() {
        Bench bench = bench(new Lifetime.Group("phase"));
        Births.Together births = (Births.Together) bench.site().births;
        allocate(bench, births, 100, 0);
        assertThat(collect(bench, births, 1)).isEqualTo(100);
        births.drop();
        allocate(bench, births, 30, 2);
        assertThat(collect(bench, births, 3)).isEqualTo(30);
        assertThat(bench.environment.population.inUse()).isEqualTo(1);
    }
}
