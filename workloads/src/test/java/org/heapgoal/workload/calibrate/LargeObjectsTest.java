package org.heapgoal.workload.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Large objects in made logs whose objects have one size; cycles start at the latest trigger and anywhere in an object. */
class LargeObjectsTest {
    private static final double MIB = 1 << 20;
    private static final double LATEST = 61.0 / 64;

    @Test
    void heapsBeyondTheLatestTriggerShowTheSizeOfObjects() {
        MadeLog made = large();
        // Uniform between nothing and 6 MiB: nine of ten are below 5.4; truncation is worth up to a MiB.
        assertThat(bytes(made)).isCloseTo(6 * MIB, within(MIB));
        CalibrationResult twin = Calibration.fit(made.log());
        assertThat(figure(twin, TwinParameter.OBJECT_BYTES).source()).isEqualTo(Estimate.Source.IDENTIFIED);
        assertThat(figure(twin, TwinParameter.FRAGMENTATION_RATIO).value()).isEqualTo(1);
        assertThat(figure(twin, TwinParameter.SWEEP_SPAN).value()).isZero();
    }

    @Test
    void smallObjectsDoNotPassIt() {
        MadeLog made = large();
        made.objectBytes = 0.1 * MIB;
        assertThat(bytes(made)).isZero();
        made = new MadeLog();
        assertThat(bytes(made)).isZero();
        assertThat(figure(Calibration.fit(new MadeLog().log()), TwinParameter.SWEEP_SPAN)
                        .value())
                .isEqualTo(150);
    }

    @Test
    void whatOtherPsAllocateDuringALongStopIsNotTakenForAnObject() {
        MadeLog made = large();
        made.objectBytes = 2.5 * MIB;
        made.stopNanos = 20e6;
        // 200 MiB/s for 20 ms on three of four Ps are 3 MiB.
        assertThat(LargeObjects.bytes(facts(made), 200 * MIB / 1e9)).isZero();
        assertThat(LargeObjects.bytes(facts(made), 0)).isPositive();
    }

    @Test
    void fewCyclesSayNothing() {
        MadeLog made = large();
        made.cycles = 12;
        assertThat(bytes(made)).isZero();
    }

    /** None is allocated in a mark, which without idle marking looks like a busy program, and with it did too. */
    @Test
    void whetherAProgramOfLargeObjectsIsBusyGoesByIdleMarking() {
        MadeLog busy = large();
        busy.blackShare = 0;
        assertThat(load(busy)).isEqualTo(1);
        MadeLog paced = large();
        paced.blackShare = 0;
        paced.demand = 1;
        assertThat(load(paced)).isZero();
    }

    private static double load(MadeLog made) {
        return Objects.requireNonNull(
                        Calibration.fit(made.log()).fit().parameters().get(TwinParameter.LOAD))
                .value();
    }

    private static MadeLog large() {
        MadeLog made = new MadeLog();
        made.triggerShare = LATEST;
        made.objectBytes = 6 * MIB;
        return made;
    }

    private static double bytes(MadeLog made) {
        return LargeObjects.bytes(facts(made), made.bytesPerWorkSecond / 1e9);
    }

    private static List<CycleFacts> facts(MadeLog made) {
        return CycleFacts.of(made.log().chosen().cycles(), OptionalInt.of(100));
    }

    private static Estimate figure(CalibrationResult twin, TwinParameter parameter) {
        return Objects.requireNonNull(twin.fit().parameters().get(parameter));
    }
}
