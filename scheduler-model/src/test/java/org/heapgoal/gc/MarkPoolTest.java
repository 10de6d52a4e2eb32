package org.heapgoal.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.span.MarkTotals;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.junit.jupiter.api.Test;

class MarkPoolTest {
    private final MarkPool pool = new MarkPool(costs(), GoVersion.GO_1_25);

    private static MarkCosts costs() {
        Map<Cost, MachineProfile.Entry> entries = new EnumMap<>(Cost.class);
        for (Cost cost : Cost.values()) {
            double value = switch (cost) {
                case MARK_BYTE -> 0.5;
                case MARK_OBJECT -> 20;
                case MARK_SPAN -> 100;
                default -> 0;
            };
            entries.put(cost, new MachineProfile.Entry(value, 0, "test"));
        }
        return new MarkCosts(new MachineProfile("test", "Round numbers.", true, entries));
    }

    private void begin(MarkTotals totals) {
        pool.begin(totals);
        pool.roots.prepare(0, 0, List.of());
        RootJobs.Batch fixed = new RootJobs.Batch();
        pool.roots.claim(fixed, 1, 100);
        pool.roots.finish(fixed, fixed.jobs(), g -> {});
    }

    @Test
    void objectsAndSpansRideAlongOnTheScanWork() {
        // 0.5 · 1,000,000 + 20 · 10,000 + 100 · 3,000 = 1,000,000 ns for 1,000,000 units.
        begin(new MarkTotals(5_000_000, 10_000, 6_000, 1_000_000, 3_000));
        assertThat(pool.counts()).isTrue();
        assertThat(pool.nanosPerUnit()).isEqualTo(1.0);
        assertThat(pool.nanos(2000)).isEqualTo(2000);
    }

    @Test
    void withoutScanWorkTheTimeOfTheObjectsIsWhatIsLeftToDo() {
        begin(new MarkTotals(5_000_000, 10_000, 0, 0, 0));
        assertThat(pool.counts()).isFalse();
        assertThat(pool.total()).isEqualTo(200_000);
        assertThat(pool.nanos(pool.total())).isEqualTo(200_000);
        assertThat(pool.workAvailable()).isTrue();
    }

    @Test
    void claimsShrinkWithWhatIsLeftAndTogetherTakeAll() {
        begin(new MarkTotals(5_000_000, 10_000, 6_000, 1_000_000, 3_000));
        assertThat(pool.claim(4, Long.MAX_VALUE)).isEqualTo(125_000);
        assertThat(pool.claim(4, 65_536)).isEqualTo(65_536);
        pool.giveBack(536);
        assertThat(pool.unclaimed()).isEqualTo(810_000);
        long sum = 0;
        int claims = 0;
        long previous = Long.MAX_VALUE;
        while (pool.heapAvailable()) {
            long claim = pool.claim(4, Long.MAX_VALUE);
            assertThat(claim).isLessThanOrEqualTo(previous);
            previous = claim;
            sum += claim;
            claims++;
        }
        assertThat(sum).isEqualTo(810_000);
        // Halves of quarters: about 8 · ln(810,000 / (8 · 4000)) + 8.
        assertThat(claims).isBetween(25, 40);
    }

    /** Four blocks of globals lead to a quarter of the heap each; what a marker gives back can be claimed again. */
    @Test
    void theHeapOpensInStepWithTheRootsScanned() {
        pool.begin(new MarkTotals(5_000_000, 10_000, 6_000, 1_000_000, 3_000));
        pool.roots.prepare(1 << 20, 1, List.of());
        RootJobs.Batch batch = new RootJobs.Batch();
        pool.roots.claim(batch, 1, 3);
        pool.roots.finish(batch, 3, g -> {});
        assertThat(pool.heapAvailable()).isFalse();
        pool.roots.claim(batch, Long.MAX_VALUE, 1);
        assertThat(pool.heapAvailable()).isFalse();
        pool.roots.finish(batch, 1, g -> {});
        assertThat(pool.claim(1, Long.MAX_VALUE)).isEqualTo(250_000);
        assertThat(pool.heapAvailable()).isFalse();
        assertThat(pool.workAvailable()).isTrue();
        pool.giveBack(1000);
        assertThat(pool.claim(1, Long.MAX_VALUE)).isEqualTo(1000);
        pool.roots.claim(batch, Long.MAX_VALUE, 2);
        pool.roots.finish(batch, 1, g -> {});
        assertThat(pool.claim(1, Long.MAX_VALUE)).isEqualTo(250_000);
        assertThat(pool.heapAvailable()).isFalse();
        while (pool.roots.claim(batch, Long.MAX_VALUE, 100)) {
            pool.roots.finish(batch, batch.jobs(), g -> {});
        }
        assertThat(pool.claim(1, 600_000)).isEqualTo(250_000);
        assertThat(pool.unclaimed()).isEqualTo(250_000);
    }
}
