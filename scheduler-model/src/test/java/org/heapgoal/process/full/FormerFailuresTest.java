package org.heapgoal.process.full;

import static org.assertj.core.api.Assertions.assertThat;

import org.heapgoal.process.RunLimits;
import org.junit.jupiter.api.Test;

/** Random processes beyond the seeds of {@link RandomProcessesProperties} that have broken an invariant once. */
class FormerFailuresTest {
    /** Under a limit of 17 MiB, halved stacks took their spans on no P, and so released nothing for them. */
    @Test
    void stacksThatAMarkerHalvesKeepToTheMemoryLimit() {
        InvariantChecker checker = run(2385);
        assertThat(checker.looks().get("above the memory limit")).isPositive();
    }

    private static InvariantChecker run(int seed) {
        GoProcess process = new GoProcess(RandomLoads.of(seed, 10_000_000).setup(), new Recording(), RunLimits.DEFAULT);
        InvariantChecker checker = new InvariantChecker(process);
        process.run(checker);
        return checker;
    }
}
