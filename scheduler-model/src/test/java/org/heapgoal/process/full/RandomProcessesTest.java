package org.heapgoal.process.full;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.heapgoal.process.RunLimits;
import org.junit.jupiter.api.Test;

/**
 * Runs processes put together at random, with every invariant checked between events. The seeds are the same in every run;
 * {@code -Dheapgoal.cases=100000} tries more of them.
 */
class RandomProcessesTest {
    private static final int CASES = Integer.getInteger("heapgoal.cases", 1000);
    private static final long DURATION_NANOS = 10_000_000;

    @Test
    void everyInvariantHoldsBetweenAnyTwoEvents() {
        Map<HeapBound.Case, Long> states = new EnumMap<>(HeapBound.Case.class);
        for (long seed = 0; seed < CASES; seed++) {
            run(seed).forEach((state, count) -> states.merge(state, count, Long::sum));
        }
        long all = states.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder shares = new StringBuilder("Checked states by the bound of the heap that applies:");
        states.forEach((state, count) -> shares.append(' ')
                .append(state)
                .append(' ')
                .append(100 * count / all)
                .append('%'));
        System.out.println(shares);
        assertThat(states.getOrDefault(HeapBound.Case.SWEPT, 0L))
                .as(shares.toString())
                .isGreaterThan(all * 30 / 100);
        assertThat(states).as("every bound and exemption is met").containsOnlyKeys(HeapBound.Case.values());
    }

    private static Map<HeapBound.Case, Long> run(long seed) {
        Recording recording = new Recording();
        try {
            GoProcess process =
                    new GoProcess(RandomLoads.of(seed, DURATION_NANOS).setup(), recording, RunLimits.DEFAULT);
            InvariantChecker checker = new InvariantChecker(process);
            recording.result = process.run(checker);
            checker.finish(recording);
            return checker.heapBound().counts();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("random process " + seed + ": " + failure.getMessage(), failure);
        }
    }
}
