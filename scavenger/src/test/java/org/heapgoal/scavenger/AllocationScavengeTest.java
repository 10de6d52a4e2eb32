package org.heapgoal.scavenger;

import static org.assertj.core.api.Assertions.assertThat;

import org.heapgoal.scavenger.AllocationScavenge.Inputs;
import org.heapgoal.scavenger.AllocationScavenge.Reason;
import org.junit.jupiter.api.Test;

/** Oracle: both rules worked by hand. */
class AllocationScavengeTest {
    private static final long NO_GOAL = ScavengeGoals.NO_GOAL;

    @Test
    void belowLimitAndGoalNothingIsReleased() {
        assertThat(decide(false, 10, 90, 100, NO_GOAL, 50, 1000)).isEqualTo(AllocationScavenge.NOTHING);
        assertThat(decide(false, 0, 0, 100, 150, 50, 100)).isEqualTo(AllocationScavenge.NOTHING);
        assertThat(decide(false, 0, 0, 100, 150, 0, 1000)).as("no growth").isEqualTo(AllocationScavenge.NOTHING);
    }

    @Test
    void theLimitAsksForWhatTheNewPagesWouldExceedItBy() {
        assertThat(decide(false, 30, 90, 100, NO_GOAL, 0, 0))
                .isEqualTo(new AllocationScavenge(20, true, Reason.MEMORY_LIMIT));
        assertThat(decide(false, 0, 120, 100, NO_GOAL, 0, 0))
                .as("pages that were not released")
                .isEqualTo(new AllocationScavenge(20, true, Reason.MEMORY_LIMIT));
        assertThat(decide(true, 30, 90, 100, NO_GOAL, 0, 0))
                .as("the CPU limiter is on")
                .isEqualTo(AllocationScavenge.NOTHING);
    }

    @Test
    void growthAsksForItsSizeOrTheOverage() {
        assertThat(decide(false, 0, 0, 100, 1000, 64, 1500))
                .isEqualTo(new AllocationScavenge(64, false, Reason.HEAP_GROWTH));
        assertThat(decide(false, 0, 0, 100, 1000, 64, 946))
                .isEqualTo(new AllocationScavenge(10, false, Reason.HEAP_GROWTH));
        assertThat(decide(true, 0, 500, 100, 1000, 64, 946))
                .as("the CPU limiter does not matter")
                .isEqualTo(new AllocationScavenge(10, false, Reason.HEAP_GROWTH));
    }

    @Test
    void theLargerAmountWinsAndTheLimitForcesIt() {
        assertThat(decide(false, 10, 100, 100, 1000, 64, 1500))
                .isEqualTo(new AllocationScavenge(64, true, Reason.HEAP_GROWTH));
        assertThat(decide(false, 80, 100, 100, 1000, 64, 1500))
                .isEqualTo(new AllocationScavenge(80, true, Reason.MEMORY_LIMIT));
        assertThat(decide(false, 64, 100, 100, 1000, 64, 1500))
                .isEqualTo(new AllocationScavenge(64, true, Reason.MEMORY_LIMIT));
    }

    private static AllocationScavenge decide(
            boolean limiting, long scav, long mapped, long limit, long goal, long growth, long retained) {
        return AllocationScavenge.decide(new Inputs(limiting, scav, mapped, limit, goal, growth, retained));
    }
}
