package org.heapgoal.process.mutator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.Site;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;

/**
 * Oracle: a mutator that allocates every object by itself, at its own position, and refills when the cached span is full.
 * The batch must refill the same classes in the same order and leave the same caches behind, however the scheduler cuts
 * its stretches.
 */
class BatchProperties {
    private static final long BYTES = 600_000;

    @Provide
    Arbitrary<Site> sites() {
        Arbitrary<Long> size = Arbitraries.longs().between(0, 3000);
        Arbitrary<Site.WeightedSize> weighted = size.flatMap(
                bytes -> Arbitraries.integers().between(1, 9).map(weight -> new Site.WeightedSize(bytes, weight)));
        return Arbitraries.of(0.0, 0.0, 0.4)
                .flatMap(pointers -> weighted.list().ofMinSize(1).ofMaxSize(8).map(sizes -> {
                    List<Site.WeightedSize> all = new ArrayList<>(sizes);
                    all.add(new Site.WeightedSize(48, 5));
                    return new Site(all, pointers, 0, new Lifetime.Immortal(), false);
                }));
    }

    @Property(tries = 200)
    void a_batch_refills_as_one_object_after_the_other_does(
            @ForAll("sites") Site site, @ForAll @LongRange(min = 0, max = 2_000_000) long nanos) {
        Bench fast = new Bench(site);
        run(fast, nanos, stretch -> stretch, 0, new Random(1));
        Bench slow = new Bench(site);
        oneByOne(slow, nanos);
        assertThat(fast.liveDeltas).isEqualTo(slow.liveDeltas);
        same(fast, slow);
        // scanAlloc moves evenly with time instead of object by object.
        long largest =
                site.sizes().stream().mapToLong(Site.WeightedSize::bytes).max().orElse(0) + 512;
        fast.heap.flush(0);
        slow.heap.flush(0);
        assertThat(fast.scanned).isBetween(slow.scanned - largest, slow.scanned + largest);
        fast.heap.verify();
    }

    @Property(tries = 200)
    void it_makes_no_difference_how_the_scheduler_cuts_a_batch(
            @ForAll("sites") Site site,
            @ForAll @LongRange(min = 0, max = 500_000) long nanos,
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 50) int preemptPercent) {
        Bench whole = new Bench(site);
        long wholeNanos = run(whole, nanos, stretch -> stretch, 0, new Random(seed));
        Bench cut = new Bench(site);
        Random random = new Random(seed);
        long cutNanos = run(cut, nanos, stretch -> 1 + random.nextLong(stretch), preemptPercent, random);
        assertThat(cutNanos).isEqualTo(wholeNanos);
        assertThat(cut.liveDeltas).isEqualTo(whole.liveDeltas);
        same(cut, whole);
        cut.heap.verify();
    }

    private static void same(Bench a, Bench b) {
        for (int spanClass = 2; spanClass < 2 * SizeClasses.COUNT; spanClass++) {
            assertThat(a.heap.freeSlots(0, spanClass))
                    .as("class %d", spanClass)
                    .isEqualTo(b.heap.freeSlots(0, spanClass));
        }
    }

    private interface Cut {
        long of(long stretch);
    }

    /** Plays the scheduler for one batch. @return CPU time that it took */
    private static long run(Bench bench, long nanos, Cut cut, int preemptPercent, Random random) {
        Batch batch = bench.environment.batch();
        Routine routine = bench.environment.routine(bench.environment.codes.get(0));
        G g = bench.goroutine(routine);
        P p = bench.p(0);
        batch.begin(bench.site(), BYTES, nanos);
        long now = 0;
        while (true) {
            long verdict = batch.next(routine, g, p, now);
            if (verdict == Batch.DONE) {
                return now;
            }
            assertThat(verdict).isNotEqualTo(Execution.CALL).isGreaterThanOrEqualTo(0);
            long ran = 0;
            while (ran < verdict) {
                long part = Math.min(verdict - ran, cut.of(verdict - ran));
                batch.ran(routine, g, p, part);
                now += part;
                ran += part;
                if (random.nextInt(100) < preemptPercent) {
                    batch.preempted(routine, p, now);
                    break;
                }
            }
        }
    }

    /** Every object by itself. */
    private static void oneByOne(Bench bench, long nanos) {
        AllocationSite site = bench.site();
        SizeTable table = site.table;
        Routine routine = bench.environment.routine(bench.environment.codes.get(0));
        long objects = site.objects(BYTES);
        assertThat(objects).as("one portion").isLessThanOrEqualTo(Batch.MAX_OBJECTS);
        int[] counts = new int[table.rows];
        long shared = site.draw(objects, counts);
        double length = nanos + site.sharedNanos(shared);
        for (int row = 0; row < table.rows; row++) {
            length += counts[row] * site.objectNanos[row];
        }
        long whole = (long) (length + 0.5);
        List<long[]> order = new ArrayList<>();
        for (int row = 0; row < table.rows; row++) {
            for (int object = 0; object < counts[row]; object++) {
                long at = (whole * (2L * object + 1) + 2L * counts[row] - 1) / (2L * counts[row]);
                order.add(new long[] {at, row});
            }
        }
        order.sort(Comparator.<long[]>comparingLong(each -> each[0]).thenComparingLong(each -> each[1]));
        double owed = 0;
        for (long[] each : order) {
            int row = (int) each[1];
            if (bench.heap.freeSlots(0, table.spanClass[row]) == 0) {
                bench.heap.refill(0, table.spanClass[row]);
            }
            Cohort cohort = site.births.born(routine, 1, table.requestedBytes[row], each[0]);
            owed += table.scanAlloc[row];
            long scan = (long) owed;
            owed -= scan;
            bench.heap.allocate(0, table.spanClass[row], cohort.number, 1, scan, site.workEach(row, 1));
        }
    }
}
