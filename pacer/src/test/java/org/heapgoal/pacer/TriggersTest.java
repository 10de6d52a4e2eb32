package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.heapgoal.recording.TriggerBound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: the bounds worked by hand. */
class TriggersTest {
    /**
     * With a goal of 200 MiB and 100 MiB live, a 64th of the way is 1638400: 45/64 is 178585600, 61/64 is 204800000 and the
     * goal less 4 MiB is 205520896. With 4 MiB and nothing live, a 64th is 65536: 2949120 and 3997696.
     */
    @ParameterizedTest
    @CsvSource({
        // goal, live, sweep minimum, runway, trigger, bound
        "4194304, 0, 0, 0, 3997696, UPPER_61_64",
        "4194304, 0, 0, 1000000, 3194304, RUNWAY",
        "4194304, 0, 0, 2000000, 2949120, LOWER_45_64",
        "4194304, 0, 0, 5000000, 2949120, LOWER_45_64",
        "4194304, 0, 0, -1, 2949120, LOWER_45_64",
        "4194304, 0, 3000000, 2000000, 3000000, SWEEP_DISTANCE",
        "4194304, 0, 4100000, 0, 4100000, SWEEP_DISTANCE",
        "4194304, 0, 4194304, 0, 4194304, SWEEP_DISTANCE",
        "209715200, 104857600, 0, 0, 205520896, UPPER_4_MIB",
        "209715200, 104857600, 0, 4194305, 205520895, RUNWAY",
        "209715200, 104857600, 0, 31129600, 178585600, LOWER_45_64",
        "209715200, 104857600, 105906176, 99999999, 178585600, LOWER_45_64",
        "1000, 1000, 0, 0, 1000, GOAL",
        "1000, 2000, 0, 0, 1000, GOAL",
        // Fewer than 64 bytes of way: both fractions are the live heap itself.
        "1063, 1000, 0, 0, 1000, LOWER_45_64",
    })
    void theTriggerIsTheGoalLessTheRunwayBetweenItsBounds(
            long goal, long marked, long minTrigger, long runway, long trigger, TriggerBound bound) {
        assertThat(Triggers.trigger(goal, marked, minTrigger, runway)).isEqualTo(trigger);
        assertThat(Triggers.bound(goal, marked, minTrigger, runway)).isEqualTo(bound);
    }

    @Test
    void aTriggerAboveTheGoalIsFatal() {
        assertThatThrownBy(() -> Triggers.trigger(1000, 0, 1001, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("produced a trigger greater than the heap goal: trigger=1001 heapGoal=1000 minTrigger=1001"
                        + " maxTrigger=1001");
    }
}
