package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.GoalRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pacers of Go 1.19 to 1.26 compute differently. Oracle: each version's formula worked in comments. */
class GcControllerVersionsTest {
    private static final long MIB = 1L << 20;

    private static GcController started(GoVersion version) {
        GcController controller = new GcController(version, 100, Long.MAX_VALUE, 0);
        // Past the trigger of 3997696, as after a large allocation.
        controller.addHeapLive(5_000_000);
        controller.startCycle(0, 4, CycleCause.HEAP);
        return controller;
    }

    /** One cycle that allocates the given bytes, does 10^6 units of work and takes no assists. */
    private static double measure(GcController controller, long allocated) {
        controller.resetLive(0);
        controller.commit(true);
        controller.addHeapLive(controller.trigger());
        controller.startCycle(0, 4, CycleCause.HEAP);
        controller.addHeapLive(allocated);
        controller.work().addHeapScanWork(1_000_000);
        return controller.endCycle(1_000_000, 4).measuredConsMark();
    }

    @Test
    void go119CountsFromTheTriggerEvenIfTheHeapHadGrownPastIt() {
        GcController controller = started(GoVersion.GO_1_19);
        assertThat(controller.triggered()).isEqualTo(3997696);
        // 3997696 + 65536 is below 4 MiB, so the goal stays.
        assertThat(controller.explainHeapGoal()).isEqualTo(new HeapGoal(4194304, GoalRule.MINIMUM_HEAP, 0));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GO_1_19")
    void sinceGo120TheStartIsTheHeapAsItIs(GoVersion version) {
        GcController controller = started(version);
        assertThat(controller.triggered()).isEqualTo(5_000_000);
        assertThat(controller.heapGoal()).isEqualTo(5_065_536);
    }

    @ParameterizedTest
    @EnumSource
    void theLimitsHeadroomIsOneMebibyteUpTo120AndThreePercentSince(GoVersion version) {
        GcController controller = new GcController(version, -1, 512 * MIB, 0);
        boolean fixed = EnumSet.of(GoVersion.GO_1_19, GoVersion.GO_1_20).contains(version);
        // 536870912 − 1048576, or 536870912 − 3 · 5368709.
        assertThat(controller.heapGoal()).isEqualTo(fixed ? 535822336 : 520764785);
        // Below twice the fixed headroom all versions give 1 MiB.
        controller.setMemoryLimit(3 * MIB / 2);
        assertThat(controller.heapGoal()).isEqualTo(MIB);
    }

    @ParameterizedTest
    @EnumSource
    void theEstimateFollowsTheMeasurementsInThreeWays(GoVersion version) {
        GcController controller = new GcController(version, 100, Long.MAX_VALUE, 0);
        // c = allocated · 0.25 / (10^6 · 0.75): a third of the allocated megabytes.
        double large = measure(controller, 3_000_000);
        double small = measure(controller, 300_000);
        assertThat(large).isEqualTo(750_000.0 / 750_000.0);
        assertThat(small).isEqualTo(75_000.0 / 750_000.0);
        double expected = switch (version) {
            // 0.9 · 1 = 0.9 with integral 0.225; then 0.9 · (0.1 − 0.9) + 0.225.
            case GO_1_19 -> 0.9 * (0.1 - 0.9) + 0.225;
            // (1 + 0.1) / 2
            case GO_1_20 -> (0.1 + 1) / 2;
            default -> 1;
        };
        assertThat(controller.consMark()).isEqualTo(expected);
    }

    @Test
    void go120ForgetsALargeMeasurementAfterTwoCyclesAndLaterVersionsAfterFive() {
        GcController older = new GcController(GoVersion.GO_1_20, 100, Long.MAX_VALUE, 0);
        GcController newer = new GcController(GoVersion.GO_1_21, 100, Long.MAX_VALUE, 0);
        measure(older, 3_000_000);
        measure(newer, 3_000_000);
        for (int cycle = 2; cycle <= 6; cycle++) {
            measure(older, 300_000);
            measure(newer, 300_000);
            assertThat(older.consMark()).isEqualTo(cycle == 2 ? 0.55 : 0.1);
            assertThat(newer.consMark()).isEqualTo(cycle <= 5 ? 1 : 0.1);
        }
    }

    @Test
    void anOverflowingEstimateIsResetOnlyInGo119() {
        // No work at all: the measurement is infinite.
        GcController old = started(GoVersion.GO_1_19);
        CycleEnd end = old.endCycle(1_000_000, 4);
        assertThat(end.measuredConsMark()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(end.estimatorReset()).isTrue();
        assertThat(old.consMark()).isZero();

        GcController later = started(GoVersion.GO_1_25);
        later.addHeapLive(1);
        assertThat(later.endCycle(1_000_000, 4).estimatorReset()).isFalse();
        assertThat(later.consMark()).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
