package org.heapgoal.process.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heapgoal.process.full.TestRun.MS;
import static org.heapgoal.process.full.TestRun.allocate;

import java.util.List;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.Step;
import org.heapgoal.recording.CycleRecord;
import org.junit.jupiter.api.Test;

/**
 * How far the heap grows while one P marks and allocates. The oracle is a loop of Go 1.26.8 with GOMAXPROCS=1 and 1,203,026
 * bytes of globals, which keeps 100,000 objects of six pointers and drops 600,000.
 */
class MarkEndTest {
    private static Recording loop() {
        return new TestRun()
                .site("live", new Lifetime.Immortal(), 1, 48)
                .site("garbage", new Lifetime.Transient(), 1, 48)
                .program(
                        "main",
                        1,
                        false,
                        new Step.Repeat(100_000, List.of(allocate("live", 20, 48))),
                        new Step.Repeat(600_000, List.of(allocate("garbage", 20, 48))))
                .fixed("main", 1)
                .settings(100, GcSettings.NO_MEMORY_LIMIT, 1)
                .version(GoVersion.GO_1_26)
                .globals(1_203_026)
                .seconds(0.1)
                .run();
    }

    /** Go: 4,759,552 bytes with a goal of 4,194,304, since the first mark expects nothing but the globals. */
    @Test
    void aFirstMarkMovesItsGoalAwayWhenItFindsMoreThanTheGlobals() {
        CycleRecord first = loop().cycles.get(0);
        assertThat(first.heap().goal()).isEqualTo(4_194_304);
        assertThat(first.heap().liveAtEnd()).isBetween(4_650_000L, 4_870_000L);
    }

    /** Go: 10.36 MB of 9.93 MB in the second cycle, then 14.90 of 14.90 and 15.53 of 15.53, each in a few milliseconds. */
    @Test
    void assistsEndTheMarkNearItsGoal() {
        List<CycleRecord> cycles = loop().cycles;
        assertThat(cycles).hasSizeBetween(4, 7);
        assertThat(cycles)
                .allSatisfy(cycle -> assertThat(cycle.timing().markNanos()).isLessThan(8 * MS));
        assertThat(cycles.subList(1, cycles.size()))
                .allSatisfy(cycle -> assertThat(cycle.heap().liveAtEnd())
                        .isLessThan(cycle.heap().goal() * 110 / 100));
    }
}
