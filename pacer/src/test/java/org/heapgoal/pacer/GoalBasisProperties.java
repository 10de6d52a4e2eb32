package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.GoalBasis;
import org.heapgoal.recording.GoalRule;

/** What a controller says other settings would give. The oracle is a controller that really has them. */
class GoalBasisProperties {
    private static final long MIB = 1L << 20;

    /** A process between two cycles. */
    record Paced(
            GoVersion version,
            int gcPercent,
            long limit,
            long live,
            long stack,
            long globals,
            long beside,
            boolean swept) {
        GcController controller(int percent, long limitBytes) {
            GcController controller = new GcController(version, percent, limitBytes, globals);
            controller.memory().set(MIB, MIB + live + beside, live, 0);
            controller.work().addHeapScanWork(live / 2);
            controller.work().addStackScanWork(stack);
            controller.resetLive(live);
            controller.commit(swept);
            return controller;
        }

        GcController controller() {
            return controller(gcPercent, limit);
        }
    }

    @Provide
    Arbitrary<Paced> processes() {
        Arbitrary<Integer> percents = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(-1, 0, 1, 100, 200, 100_000, 200_000, Integer.MAX_VALUE)),
                Tuple.of(3, Arbitraries.integers().between(1, 1_000)));
        Arbitrary<Long> limits = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(0L, 1L, MIB, Long.MAX_VALUE)),
                Tuple.of(4, Arbitraries.longs().between(0, 4_096 * MIB)));
        Arbitrary<Long> bytes = Arbitraries.longs().between(0, 64 * MIB);
        return Combinators.combine(
                        Arbitraries.of(GoVersion.GO_1_19, GoVersion.GO_1_25),
                        percents,
                        limits,
                        Arbitraries.longs().between(0, 2_048 * MIB),
                        bytes,
                        bytes,
                        bytes,
                        Arbitraries.of(true, false))
                .as(Paced::new);
    }

    @Property(tries = 500)
    void theOtherGoalIsTheGoalOfAControllerWithThatGogc(@ForAll("processes") Paced process) {
        GoalBasis.Alternative other = process.controller().explainBasis().other();
        HeapGoal goal = process.controller(other.gcPercent(), process.limit()).explainHeapGoal();
        assertThat(other.goal()).isEqualTo(goal.bytes());
        assertThat(other.rule()).isEqualTo(goal.rule());
    }

    @Property(tries = 500)
    void fromTheBindingGogcOnTheLimitSetsTheGoal(@ForAll("processes") Paced process) {
        int binding = process.controller().explainBasis().bindingGcPercent();
        if (process.limit() == Long.MAX_VALUE) {
            assertThat(binding).isEqualTo(-1);
        } else if (binding < 0) {
            assertThat(limited(process.controller(GoalBasis.MAX_GC_PERCENT, process.limit())))
                    .isFalse();
        } else {
            assertThat(limited(process.controller(binding, process.limit()))).isTrue();
            if (binding > 0) {
                assertThat(limited(process.controller(binding - 1, process.limit())))
                        .isFalse();
            }
        }
    }

    @Property(tries = 500)
    void theLooseLimitIsTheSmallestUnderWhichGogcSetsTheGoal(@ForAll("processes") Paced process) {
        long loose = process.controller().explainBasis().looseLimitBytes();
        if (process.limit() == Long.MAX_VALUE || process.gcPercent() < 0) {
            assertThat(loose).isEqualTo(GoalBasis.NONE);
            return;
        }
        if (loose == GoalBasis.NONE) {
            // A product that wrapped: no memory is that large.
            assertThat(Long.compareUnsigned(process.controller().gcPercentHeapGoal(), 1L << 61))
                    .isPositive();
            return;
        }
        assertThat(limited(process.controller(process.gcPercent(), loose))).isFalse();
        if (loose > 0) {
            assertThat(limited(process.controller(process.gcPercent(), loose - 1)))
                    .isTrue();
        }
    }

    @Property(tries = 500)
    void theBasisHoldsTheNumbersThatGoalAndTriggerCameFrom(@ForAll("processes") Paced process) {
        GcController controller = process.controller();
        GoalBasis basis = controller.explainBasis();
        Trigger trigger = controller.explainTrigger();
        assertThat(basis.heapMarked()).isEqualTo(process.live());
        assertThat(basis.stackScan()).isEqualTo(process.stack());
        assertThat(basis.globalsScan()).isEqualTo(process.globals());
        assertThat(basis.scanWork()).isEqualTo(controller.expectedScanWork());
        switch (trigger.goal().rule()) {
            case GOGC, MINIMUM_HEAP -> assertThat(trigger.goal().bytes()).isEqualTo(basis.gcPercentGoal());
            case MEMORY_LIMIT -> assertThat(trigger.goal().bytes()).isEqualTo(basis.memoryLimitGoal());
            case CLAMPED_TO_LIVE_HEAP -> assertThat(trigger.goal().bytes()).isEqualTo(basis.heapMarked());
            case SWEEP_DISTANCE ->
                assertThat(trigger.goal().bytes()).isEqualTo(basis.trigger().sweepDistance());
            case UNLIMITED -> assertThat(basis.gcPercentGoal()).isEqualTo(GoalBasis.NONE);
            case TRIGGER_RUNWAY, NOT_KNOWN -> throw new AssertionError("outside a cycle: " + trigger);
        }
        assertThat(Long.compareUnsigned(basis.trigger().lowest(), trigger.bytes()))
                .isNotPositive();
        assertThat(Long.compareUnsigned(trigger.bytes(), basis.trigger().highest()))
                .isNotPositive();
    }

    private static boolean limited(GcController controller) {
        GoalRule rule = controller.explainHeapGoal().rule();
        return rule == GoalRule.MEMORY_LIMIT || rule == GoalRule.CLAMPED_TO_LIVE_HEAP;
    }
}
