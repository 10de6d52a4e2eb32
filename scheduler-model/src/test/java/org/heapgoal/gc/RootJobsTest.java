package org.heapgoal.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.sched.G;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RootJobsTest {
    private static final long BLOCK = 256 << 10;
    private final GcHarness process = new GcHarness.Options().build();
    private final RootJobs.Batch batch = new RootJobs.Batch();
    private final List<G> goroutines = new ArrayList<>();
    private RootJobs jobs = new RootJobs(costs(), GoVersion.GO_1_25);

    /** A byte of globals and a byte of stack cost 1 ns, a stack 100 ns on top, a span root 10 ns. */
    private static MarkCosts costs() {
        java.util.Map<Cost, MachineProfile.Entry> entries = new java.util.EnumMap<>(Cost.class);
        for (Cost cost : Cost.values()) {
            double value = switch (cost) {
                case GLOBALS_BYTE, STACK_SCAN_BYTE -> 1;
                case STACK_SCAN_GOROUTINE -> 100;
                case SPAN_ROOT -> 10;
                default -> 0;
            };
            entries.put(cost, new MachineProfile.Entry(value, 0, "test"));
        }
        return new MarkCosts(new MachineProfile("test", "Round numbers.", false, entries));
    }

    @BeforeEach
    void twoGoroutines() {
        for (long used : new long[] {1000, 3000}) {
            G g = process.go(Calls.compute());
            g.stackUsedBytes = used;
            goroutines.add(g);
        }
    }

    @Test
    void jobsAreFixedRootsBlocksSixteenSpanRootsPerArenaAndStacks() {
        jobs.prepare(BLOCK + 1, (64 << 20) + 1, goroutines);
        assertThat(jobs.total()).isEqualTo(3 + 2 + 32 + 2);

        jobs = new RootJobs(costs(), GoVersion.GO_1_24);
        jobs.prepare(BLOCK, 64 << 20, goroutines);
        assertThat(jobs.total()).isEqualTo(2 + 1 + 16 + 2);
    }

    @Test
    void claimsGoInOrderAndAddUpToAllWorkAndTime() {
        jobs.prepare(BLOCK + 1, 1, goroutines);
        long globals = 0;
        long stacks = 0;
        long nanos = 0;
        int next = 0;
        List<G> scanned = new ArrayList<>();
        while (jobs.claim(batch, 1000, Integer.MAX_VALUE)) {
            assertThat(batch.from).isEqualTo(next);
            next = batch.to;
            globals += batch.globalsWork;
            stacks += batch.stackWork;
            nanos += batch.nanos;
            jobs.finish(batch, batch.jobs(), scanned::add);
        }
        assertThat(next).isEqualTo(jobs.total());
        assertThat(globals).isEqualTo(BLOCK + 1);
        assertThat(stacks).isEqualTo(4000);
        assertThat(nanos).isEqualTo(BLOCK + 1 + 16 * 10 + 2 * 100 + 4000);
        assertThat(scanned).isEqualTo(goroutines);
    }

    @Test
    void whatIsGivenBackIsClaimedNext() {
        jobs.prepare(0, 1, goroutines);
        assertThat(jobs.claim(batch, Long.MAX_VALUE, 10)).isTrue();
        int left = jobs.left();
        jobs.finish(batch, 4, g -> {});
        assertThat(jobs.left()).isEqualTo(left + 6);
        assertThat(jobs.claim(batch, Long.MAX_VALUE, 100)).isTrue();
        assertThat(batch.from).isEqualTo(4);
        assertThat(batch.to).isEqualTo(10);
    }

    @Test
    void theHeapIsReachedOnceSomethingWithPointersWasScanned() {
        jobs.prepare(BLOCK, 1, goroutines);
        jobs.claim(batch, 1, 3);
        jobs.finish(batch, batch.jobs(), g -> {});
        assertThat(jobs.heapReached()).isFalse();
        jobs.claim(batch, 1, 1);
        assertThat(jobs.heapReached()).isFalse();
        jobs.finish(batch, 1, g -> {});
        assertThat(jobs.heapReached()).isTrue();
    }
}
