package org.heapgoal.process.mutator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.sched.G;
import org.junit.jupiter.api.Test;

/** Oracle: {@code stack.go: stackalloc, shrinkstack}; sizes worked by hand. */
class StacksTest {
    private static final long KIB = 1024;

    private final Bench bench = new Bench(Bench.site(0, new Lifetime.Transient(), 16, 1), Bench.costs(Map.of()));
    private final Stacks stacks = bench.environment.stacks;

    private G withStack(long bytes) {
        G g = bench.goroutine(new Routine(bench.environment));
        stacks.created(g, bench.p(0), KIB);
        stacks.grow(g, bench.p(0), bytes, KIB);
        assertThat(g.stackBytes).isEqualTo(bytes);
        bench.takers.clear();
        return g;
    }

    /** Without a P nothing would be released for its span under a memory limit. */
    @Test
    void aStackThatAMarkerHalvesComesFromItsP() {
        G g = withStack(64 * KIB);
        stacks.mayShrink(g, bench.p(1));
        assertThat(g.stackBytes).isEqualTo(32 * KIB);
        assertThat(bench.takers).containsExactly(1);
    }

    @Test
    void aStackIsHalvedWhereLessThanAQuarterIsInUse() {
        G g = withStack(64 * KIB);
        g.stackUsedBytes = 16 * KIB;
        stacks.mayShrink(g, bench.p(1));
        assertThat(g.stackBytes).isEqualTo(64 * KIB);
        g.stackUsedBytes = 15 * KIB;
        stacks.mayShrink(g, bench.p(1));
        assertThat(g.stackBytes).isEqualTo(32 * KIB);
        stacks.mayShrink(g, bench.p(1));
        assertThat(g.stackBytes).isEqualTo(32 * KIB);
    }
}
