package org.heapgoal.workload.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.workload.band.Sensitivity;
import org.heapgoal.workload.score.ScoreFigure;
import org.junit.jupiter.api.Test;

/** How much predictions depend on open figures. Oracle: predictions that are simple functions of the load. */
class SensitivityTest {
    /** A goal in proportion to fragmentation, collector time in proportion to the cost of a byte. */
    private static List<Map<ScoreFigure, Double>> made(TimedLoad load) {
        double fragmentation = load.memory().fragmentationRatio();
        return List.of(
                Map.of(ScoreFigure.MEAN_GOAL, 100 * fragmentation),
                Map.of(ScoreFigure.GC_CPU, 0.1 * load.markCost().nanosPerLiveByte() * fragmentation));
    }

    @Test
    void theChangeIsTheOneAtTheFurtherEndOfTheRange() {
        CalibrationResult twin = Calibration.fit(new MadeLog().log());
        List<Sensitivity> found = Sensitivity.of(twin.ensemble(), made(twin.load()), SensitivityTest::made);
        Sensitivity fragmentation = found.stream()
                .filter(one -> one.figure().parameter() == TwinParameter.FRAGMENTATION_RATIO)
                .findFirst()
                .orElseThrow();
        // From 1.07 to 1.25 is more than from 1.07 to 1.01.
        assertThat(fragmentation.changes().get(ScoreFigure.MEAN_GOAL)).isCloseTo(1.25 / 1.07 - 1, within(1e-9));
        assertThat(fragmentation.changes().get(ScoreFigure.GC_CPU)).isCloseTo(1.25 / 1.07 - 1, within(1e-9));
        Sensitivity outside = found.stream()
                .filter(one -> one.figure().parameter() == TwinParameter.OUTSIDE_GO_BYTES)
                .findFirst()
                .orElseThrow();
        assertThat(outside.largest()).isZero();
    }

    @Test
    void theGreatestDependenceComesFirst() {
        CalibrationResult twin = Calibration.fit(new MadeLog().log());
        List<Sensitivity> found = Sensitivity.of(twin.ensemble(), made(twin.load()), SensitivityTest::made);
        assertThat(found)
                .isSortedAccordingTo(
                        Comparator.comparingDouble(Sensitivity::largest).reversed());
        assertThat(found).hasSameSizeAs(twin.ensemble().uncertainties());
        assertThat(found.get(0).largest()).isPositive();
    }
}
