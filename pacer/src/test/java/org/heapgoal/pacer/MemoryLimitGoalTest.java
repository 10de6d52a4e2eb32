package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.heapgoal.recording.GoalRule;
import org.junit.jupiter.api.Test;

/** Oracle: the formula limit − (non-heap + overage) − headroom worked in comments. */
class MemoryLimitGoalTest {
    private static final long MIB = 1L << 20;

    private static MemoryInputs memory(long freeMib, long objectsMib, long mappedMib) {
        MemoryInputs memory = new MemoryInputs();
        memory.set(freeMib * MIB, mappedMib * MIB, (objectsMib + 7) * MIB, 7 * MIB);
        return memory;
    }

    private static long goal(MemoryInputs memory, long limit, long marked) {
        return MemoryLimitGoal.goal(memory, limit, marked, LimitHeadroom.THREE_PERCENT);
    }

    private static GoalRule rule(MemoryInputs memory, long limit, long marked) {
        return MemoryLimitGoal.rule(memory, limit, marked, LimitHeadroom.THREE_PERCENT);
    }

    @Test
    void threePercentOfTheRoomIsLeftFree() {
        // 512 MiB with nothing else in use: 536870912 − 3 · 5368709 = 520764785, as the runtime's own pacer test
        // prints.
        assertThat(goal(memory(0, 0, 0), 512 * MIB, 0)).isEqualTo(520764785);
        assertThat(rule(memory(0, 0, 0), 512 * MIB, 0)).isEqualTo(GoalRule.MEMORY_LIMIT);
    }

    @Test
    void whatIsNotHeapIsTakenOffTheLimit() {
        // Non-heap 80 − 10 − 50 = 20 MiB leaves 80 MiB = 83886080; less 3 · 838860 = 2516580.
        assertThat(goal(memory(10, 50, 80), 100 * MIB, 0)).isEqualTo(81369500);
    }

    @Test
    void whatAlreadyExceedsTheLimitIsTakenOffTwice() {
        // Non-heap 120 − 10 − 50 = 60 MiB and overage 20 MiB leave 20 MiB; 3 % of it is below 1 MiB, so 1 MiB goes.
        assertThat(goal(memory(10, 50, 120), 100 * MIB, 0)).isEqualTo(19 * MIB);
    }

    @Test
    void aTinyRoomGivesTheHeadroomAsGoal() {
        // 1.5 MiB − 1 MiB is less than 1 MiB, so the goal is 1 MiB; from 2 MiB on the difference counts.
        assertThat(goal(memory(0, 0, 0), 3 * MIB / 2, 0)).isEqualTo(MIB);
        assertThat(goal(memory(0, 0, 0), 1, 0)).isEqualTo(MIB);
        assertThat(goal(memory(0, 0, 0), 2 * MIB, 0)).isEqualTo(MIB);
        assertThat(goal(memory(0, 0, 0), 2 * MIB + 1, 0)).isEqualTo(MIB + 1);
    }

    @Test
    void theGoalNeverFallsBelowTheLiveHeap() {
        // Non-heap 100 MiB fills the limit.
        assertThat(goal(memory(0, 0, 100), 100 * MIB, 3 * MIB)).isEqualTo(3 * MIB);
        assertThat(rule(memory(0, 0, 100), 100 * MIB, 3 * MIB)).isEqualTo(GoalRule.CLAMPED_TO_LIVE_HEAP);
        // 97 MiB of a limit of 100 MiB are left, 98 MiB are live.
        assertThat(goal(memory(0, 0, 0), 100 * MIB, 98 * MIB)).isEqualTo(98 * MIB);
        assertThat(rule(memory(0, 0, 0), 100 * MIB, 98 * MIB)).isEqualTo(GoalRule.CLAMPED_TO_LIVE_HEAP);
        assertThat(goal(memory(0, 0, 0), 0, 5)).isEqualTo(5);
    }

    @Test
    void aGoalThatJustEqualsTheLiveHeapIsTheLimits() {
        assertThat(rule(memory(0, 0, 0), 3 * MIB, 2 * MIB)).isEqualTo(GoalRule.MEMORY_LIMIT);
        assertThat(rule(memory(0, 0, 0), 3 * MIB, 2 * MIB + 1)).isEqualTo(GoalRule.CLAMPED_TO_LIVE_HEAP);
    }

    @Test
    void withoutALimitTheGoalIsNearly2To63AndSaysSo() {
        // 9223372036854775807 − 3 · 92233720368547758
        assertThat(goal(memory(0, 0, 0), Long.MAX_VALUE, 0)).isEqualTo(8946670875749132533L);
        assertThat(rule(memory(0, 0, 0), Long.MAX_VALUE, 0)).isEqualTo(GoalRule.UNLIMITED);
    }

    @Test
    void countersThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> goal(memory(10, 50, 59), 100 * MIB, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("heapFree 10485760")
                .hasMessageContaining("mappedReady 61865984");
    }
}
