package org.heapgoal.process.full;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import org.heapgoal.process.RunLimits;

/**
 * Runs processes put together at random, with every invariant checked between events. The seeds are 0, 1, 2, … in every run,
 * so that what fails once fails again; {@code -Dheapgoal.cases=100000} tries more of them.
 */
class RandomProcessesProperties {
    private static final int CASES = Integer.getInteger("heapgoal.cases", 1000);
    private static final long DURATION_NANOS = 10_000_000;

    private final Map<HeapBound.Case, Long> states = new EnumMap<>(HeapBound.Case.class);
    private final Map<String, Long> looks = new TreeMap<>();
    private int begun;
    private int ended;

    @Provide
    Arbitrary<Integer> seeds() {
        return Arbitraries.integers().between(0, CASES - 1);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, shrinking = ShrinkingMode.OFF)
    void everyInvariantHoldsBetweenAnyTwoEvents(@ForAll("seeds") int seed) {
        begun++;
        Recording recording = new Recording();
        GoProcess process = new GoProcess(RandomLoads.of(seed, DURATION_NANOS).setup(), recording, RunLimits.DEFAULT);
        InvariantChecker checker = new InvariantChecker(process);
        recording.result = process.run(checker);
        checker.finish(recording);
        checker.heapBound().counts().forEach((state, count) -> states.merge(state, count, Long::sum));
        checker.looks().forEach((rule, count) -> looks.merge(rule, count, Long::sum));
        ended++;
    }

    /** The heap's bound applies in most states, and no rule was left out for want of a state to see it in. */
    @AfterProperty
    void requireThatEachRuleWasSeenAtWork() {
        if (ended < begun) {
            return; // The process that failed is what is to be reported.
        }
        long all = states.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder shares = new StringBuilder("Checked states by the bound of the heap that applies:");
        states.forEach((state, count) -> shares.append(' ')
                .append(state)
                .append(' ')
                .append(100 * count / all)
                .append('%'));
        System.out.println(shares + "; states in which other rules were seen: " + looks);
        assertThat(ended).isEqualTo(CASES);
        assertThat(states.getOrDefault(HeapBound.Case.SWEPT, 0L))
                .as(shares.toString())
                .isGreaterThan(all * 30 / 100);
        assertThat(states.getOrDefault(HeapBound.Case.ON_CREDIT, 0L))
                .as(shares.toString())
                .isLessThan(states.getOrDefault(HeapBound.Case.MARKING, 0L) / 200);
        Set<HeapBound.Case> seen = EnumSet.copyOf(states.keySet());
        // It takes luck to meet.
        seen.add(HeapBound.Case.ON_CREDIT);
        assertThat(seen).as("every bound and exemption is met").containsExactlyInAnyOrder(HeapBound.Case.values());
        assertThat(looks).allSatisfy((rule, count) -> assertThat(count).as(rule).isGreaterThan(100));
    }
}
