package org.heapgoal.process.pacerlevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.recording.CycleRecord;
import org.junit.jupiter.api.Test;

/** A program that marking slows down; the oracle is worked by hand. */
class MutatorSpeedTest {
    private static final long MIB = 1 << 20;

    @Test
    void aSlowedProgramAllocatesLessWhileMarkingAndNoLessOtherwise() {
        CycleRecord full = lastCycle(1);
        CycleRecord half = lastCycle(0.5);
        // Marking 100 MiB at 1 ns a byte on one of four CPUs takes 104.9 ms. Three quarters of 100 MiB/s are 7.86 MiB
        // in
        // that time, half of it at half speed; too little for assists.
        assertThat(black(full)).isCloseTo(7.86 * MIB, within(0.1 * MIB));
        assertThat(black(half)).isCloseTo(3.93 * MIB, within(0.1 * MIB));
        assertThat(half.timing().markNanos()).isEqualTo(full.timing().markNanos());
        assertThat(full.cpu().assistNanos()).isZero();
    }

    private static double black(CycleRecord cycle) {
        return (double) (cycle.heap().liveAtEnd() - cycle.heap().liveAtStart());
    }

    private static CycleRecord lastCycle(double speed) {
        TimedLoad load = new TimedLoad(
                TimedLoad.Demand.saturated(4),
                100 * MIB,
                List.of(new TimedLoad.Segment(20, 100.0 * MIB, 100 * MIB, 0)),
                0,
                1,
                new TimedLoad.MarkCost(0, 1, 0),
                new TimedLoad.StopCost(1000, 0),
                new TimedLoad.StopCost(1000, 0),
                new TimedLoad.Marking(1, 1, 0, speed),
                TimedLoad.Memory.NONE);
        return Recorder.run(load, new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 4))
                .last();
    }
}
