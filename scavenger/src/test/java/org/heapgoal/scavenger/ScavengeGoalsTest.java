package org.heapgoal.scavenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.scavenger.ScavengeGoals.GcPercentReason;
import org.heapgoal.scavenger.ScavengeGoals.Inputs;
import org.heapgoal.scavenger.ScavengeGoals.MemoryLimitReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracle: the goals' formulas worked by hand. */
class ScavengeGoalsTest {
    private static final long NO_LIMIT = GcSettings.NO_MEMORY_LIMIT;
    private static final long MIB = 1 << 20;

    @Test
    void beforeTheFirstCycleThereIsNoGoal() {
        ScavengeGoals goals = pace(NO_LIMIT, 0, 4 * MIB, 0, 0, 100 * MIB);
        assertThat(goals.gcPercentGoalBytes()).isEqualTo(ScavengeGoals.NO_GOAL);
        assertThat(goals.gcPercentReason()).isEqualTo(GcPercentReason.BEFORE_FIRST_CYCLE);
        assertThat(goals.workNeeded(Long.MAX_VALUE, Long.MAX_VALUE)).isFalse();
    }

    /** The goal halved, so half of 100 MiB in use and a tenth more, 55 MiB, may stay. */
    @Test
    void theGcPercentGoalFollowsTheHeapGoal() {
        ScavengeGoals goals = pace(NO_LIMIT, 0, 50 * MIB, 100 * MIB, 100 * MIB, 60 * MIB);
        assertThat(goals.gcPercentGoalBytes()).isEqualTo(55 * MIB);
        assertThat(goals.gcPercentReason()).isEqualTo(GcPercentReason.ABOVE_GOAL);
        assertThat(goals.workNeeded(55 * MIB + 1, 0)).isTrue();
        assertThat(goals.workNeeded(55 * MIB, 0)).isFalse();
    }

    /** 10000 bytes and a tenth are 11000; the next multiple of 4096 is 12288. */
    @Test
    void theGcPercentGoalIsAMultipleOfThePhysicalPage() {
        assertThat(pace(NO_LIMIT, 0, 1, 1, 10_000, MIB).gcPercentGoalBytes()).isEqualTo(12_288);
    }

    @Test
    void lessThanAPhysicalPageAboveTheGoalIsNoWork() {
        long goal = 55 * MIB;
        assertThat(pace(NO_LIMIT, 0, 1, 2, 100 * MIB, goal).gcPercentReason()).isEqualTo(GcPercentReason.WITHIN_GOAL);
        assertThat(pace(NO_LIMIT, 0, 1, 2, 100 * MIB, goal + 4095).gcPercentGoalBytes())
                .isEqualTo(ScavengeGoals.NO_GOAL);
        assertThat(pace(NO_LIMIT, 0, 1, 2, 100 * MIB, goal + 4096).gcPercentGoalBytes())
                .isEqualTo(goal);
    }

    /** 95 % of 1000 MiB. */
    @Test
    void theLimitGoalIsFivePercentBelowTheLimit() {
        ScavengeGoals above = pace(1000 * MIB, 950 * MIB + 1, 0, 0, 0, 0);
        assertThat(above.memoryLimitGoalBytes()).isEqualTo(950 * MIB);
        assertThat(above.memoryLimitReason()).isEqualTo(MemoryLimitReason.ABOVE_GOAL);
        assertThat(above.workNeeded(0, 950 * MIB + 1)).isTrue();
        ScavengeGoals within = pace(1000 * MIB, 950 * MIB, 0, 0, 0, 0);
        assertThat(within.memoryLimitGoalBytes()).isEqualTo(ScavengeGoals.NO_GOAL);
        assertThat(within.memoryLimitReason()).isEqualTo(MemoryLimitReason.WITHIN_GOAL);
    }

    /** What the runtime computes without a limit, from its own float arithmetic. */
    @Test
    void withoutALimitTheGoalIsOutOfReach() {
        assertThat(pace(NO_LIMIT, -1, 0, 0, 0, 0).memoryLimitGoalBytes()).isEqualTo(8762203435012036608L);
        assertThat(pace(NO_LIMIT, 8762203435012036608L, 0, 0, 0, 0).memoryLimitGoalBytes())
                .isEqualTo(ScavengeGoals.NO_GOAL);
    }

    @ParameterizedTest
    @EnumSource(GoVersion.class)
    void upTo121TheLimitGoalIsAHundredTimesTooLarge(GoVersion version) {
        Inputs inputs = new Inputs(1000 * MIB, 990 * MIB, 0, 0, 0, 0);
        ScavengeGoals goals = ScavengeGoals.pace(version, 4096, inputs);
        boolean fixed = version.atLeast(GoVersion.GO_1_22);
        assertThat(goals.memoryLimitGoalBytes()).isEqualTo(fixed ? 950 * MIB : ScavengeGoals.NO_GOAL);
        ScavengeGoals far = ScavengeGoals.pace(version, 4096, new Inputs(1000 * MIB, 95_001 * MIB, 0, 0, 0, 0));
        assertThat(far.memoryLimitGoalBytes()).isEqualTo(fixed ? 950 * MIB : 95_000 * MIB);
    }

    @Test
    void aNegativeLimitIsRefused() {
        assertThatThrownBy(() -> pace(-1, 0, 0, 0, 0, 0)).hasMessageContaining("-1");
    }

    private static ScavengeGoals pace(
            long limit, long mapped, long heapGoal, long lastHeapGoal, long lastInUse, long retained) {
        Inputs inputs = new Inputs(limit, mapped, heapGoal, lastHeapGoal, lastInUse, retained);
        return ScavengeGoals.pace(GoVersion.GO_1_25, 4096, inputs);
    }
}
