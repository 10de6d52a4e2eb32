package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heapgoal.pacer.ControlModel.unsigned;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.heapgoal.recording.TriggerBound;

/** Goal and trigger formulas against {@link ControlModel}. */
class GoalAndTriggerProperties {
    private static final long TIB = 1L << 40;

    /** Sizes from nothing to 2^40, with small ones and those near the formulas' constants frequent. */
    @Provide
    Arbitrary<Long> sizes() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.longs().between(0, 300)),
                Tuple.of(2, Arbitraries.longs().between((4 << 20) - 70, (4 << 20) + 70)),
                Tuple.of(4, Arbitraries.longs().between(0, 64 << 20)),
                Tuple.of(2, Arbitraries.longs().between(0, TIB)));
    }

    @Property(tries = 1000)
    void theLimitGoalIsItsDefinition(
            @ForAll("sizes") long free,
            @ForAll("sizes") long objects,
            @ForAll("sizes") long nonHeap,
            @ForAll("sizes") long limit,
            @ForAll("sizes") long marked) {
        MemoryInputs memory = new MemoryInputs();
        memory.set(free, free + objects + nonHeap, objects, 0);
        BigInteger expected = ControlModel.limitGoal(
                unsigned(limit), unsigned(nonHeap), unsigned(memory.mappedReady()), unsigned(marked));
        assertThat(unsigned(MemoryLimitGoal.goal(memory, limit, marked, LimitHeadroom.THREE_PERCENT)))
                .isEqualTo(expected);
    }

    @Property(tries = 1000)
    void theTriggerIsItsDefinitionAndItsBoundIsTheOneWhoseNumberItIs(
            @ForAll("sizes") long goal,
            @ForAll("sizes") long marked,
            @ForAll("sizes") long sweepMinimum,
            @ForAll("sizes") long runway) {
        long minTrigger = Math.min(sweepMinimum, goal);
        long trigger = Triggers.trigger(goal, marked, minTrigger, runway);
        assertThat(unsigned(trigger))
                .isEqualTo(
                        ControlModel.trigger(unsigned(goal), unsigned(marked), unsigned(minTrigger), unsigned(runway)));
        TriggerBound bound = Triggers.bound(goal, marked, minTrigger, runway);
        assertThat(ControlModel.number(bound, unsigned(goal), unsigned(marked), unsigned(minTrigger), unsigned(runway)))
                .isEqualTo(unsigned(trigger));
    }

    @Property(tries = 1000)
    void theGogcGoalIsItsDefinitionWithItsProductWrapped(
            @ForAll("sizes") long marked,
            @ForAll("sizes") long stacks,
            @ForAll("sizes") long globals,
            @ForAll("percents") int percent) {
        long goal = GcPercent.goal(percent, marked, stacks, globals);
        long minimum = GcPercent.heapMinimum(percent);
        long larger = Long.compareUnsigned(goal, minimum) < 0 ? minimum : goal;
        assertThat(unsigned(larger))
                .isEqualTo(ControlModel.percentGoal(percent, unsigned(marked), unsigned(stacks), unsigned(globals)));
    }

    @Provide
    Arbitrary<Integer> percents() {
        return Arbitraries.oneOf(
                Arbitraries.of(-1, 0, 1, 50, 100, Integer.MAX_VALUE),
                Arbitraries.integers().between(0, 2000),
                Arbitraries.integers().between(0, Integer.MAX_VALUE));
    }
}
