package org.heapgoal.process.full;

import static org.assertj.core.api.Assertions.assertThat;

import org.heapgoal.process.RunLimits;
import org.junit.jupiter.api.Test;

/** Random processes beyond the seeds of {@link RandomProcessesProperties} that have broken an invariant once. */
class FormerFailuresTest {
    /**
     * Halved stacks took their spans on no P once, and so released nothing for them under a memory limit. The process that it
     * was found with schedules otherwise now; this one is above its limit of 19 MiB most often.
     */
    @Test
    void stacksThatAMarkerHalvesKeepToTheMemoryLimit() {
        InvariantChecker checker = run(2500);
        assertThat(checker.looks().get("above the memory limit")).isPositive();
    }

    private static InvariantChecker run(int seed) {
        GoProcess process = new GoProcess(RandomLoads.of(seed, 10_000_000).setup(), new Recording(), RunLimits.DEFAULT);
        InvariantChecker checker = new InvariantChecker(process);
        process.run(checker);
        return checker;
    }
}
