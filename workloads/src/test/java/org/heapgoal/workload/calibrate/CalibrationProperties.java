package org.heapgoal.workload.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Known figures come back from lines in which every number is truncated; the oracle is what the log was made with. */
class CalibrationProperties {
    private static final double MIB = 1 << 20;

    @Property(tries = 300)
    void aBusyProgramsFiguresLieInTheirRanges(
            @ForAll @DoubleRange(min = 50, max = 2000) double mibPerSecond,
            @ForAll @DoubleRange(min = 20, max = 4000) double liveMib,
            @ForAll @DoubleRange(min = 0.3, max = 2) double nanosPerByte,
            @ForAll @IntRange(min = 30, max = 400) int gogc) {
        MadeLog made = new MadeLog();
        made.bytesPerWorkSecond = mibPerSecond * MIB;
        made.reachable = liveMib * MIB;
        made.nanosPerByte = nanosPerByte;
        made.gogc = gogc;
        CalibrationResult twin = Calibration.fit(made.log());
        FitReport fit = twin.fit();
        // The heap grows by gogc percent of the live heap in a cycle; all cycles are alike, so rounding to MiB does not
        // average out and may cost a MiB of that, and a MiB and a half of the live heap.
        double mibPerCycle = 0.8 * liveMib * gogc / 100;
        within(fit.allocBytesPerSecond(), made.bytesPerWorkSecond, 0.05 + 1 / mibPerCycle);
        within(fit.reachableBytes(), made.reachable, 0.001 + 1.5 / liveMib);
        double marking = figure(twin, TwinParameter.MARK_FIXED).value()
                + figure(twin, TwinParameter.NANOS_PER_LIVE_BYTE).value() * made.reachable;
        assertThat(marking)
                .isCloseTo(
                        nanosPerByte * made.reachable, relative(nanosPerByte * made.reachable, 0.06 + 1.5 / liveMib));
        within(figure(twin, TwinParameter.NANOS_PER_LIVE_BYTE), nanosPerByte, 0.25);
        assertThat(figure(twin, TwinParameter.LOAD).value()).isEqualTo(1);
        within(figure(twin, TwinParameter.WORKER_EFFICIENCY), 1, 0.06);
        assertThat(figure(twin, TwinParameter.MUTATOR_SPEED).high()).isGreaterThan(0.95);
        assertThat(fit.gogc().found()).isTrue();
        assertThat((double) gogc)
                .isBetween(Math.floor(fit.gogc().low()), Math.ceil(fit.gogc().high()));
    }

    @Property(tries = 100)
    void fixedAndProportionalCostComeApartWhereTheLiveHeapVaries(
            @ForAll @DoubleRange(min = 100, max = 1000) double liveMib,
            @ForAll @DoubleRange(min = 0.3, max = 2) double nanosPerByte,
            @ForAll @DoubleRange(min = 0.1, max = 0.5) double fixedShare) {
        MadeLog made = new MadeLog();
        made.reachable = liveMib * MIB;
        made.swing = 0.5;
        made.nanosPerByte = nanosPerByte;
        made.fixedNanos = fixedShare * nanosPerByte * made.reachable;
        CalibrationResult twin = Calibration.fit(made.log());
        assertThat(figure(twin, TwinParameter.NANOS_PER_LIVE_BYTE).value())
                .isCloseTo(nanosPerByte, relative(nanosPerByte, 0.08));
        assertThat(figure(twin, TwinParameter.MARK_FIXED).value())
                .isCloseTo(made.fixedNanos, relative(nanosPerByte * made.reachable, 0.08));
        assertThat(figure(twin, TwinParameter.MARK_FIXED).source()).isEqualTo(Estimate.Source.IDENTIFIED);
    }

    @Property(tries = 100)
    void spareCpuIsSeenInIdleMarking(
            @ForAll @IntRange(min = 4, max = 16) int quarters, @ForAll @DoubleRange(min = 0.1, max = 0.6) double busy) {
        MadeLog made = new MadeLog();
        made.procs = quarters * 4;
        made.demand = busy * made.procs;
        made.reachable = 500 * MIB;
        CalibrationResult twin = Calibration.fit(made.log());
        assertThat(figure(twin, TwinParameter.LOAD).value()).isZero();
        assertThat(figure(twin, TwinParameter.DEMAND_PROCS).value()).isCloseTo(made.demand, relative(made.procs, 0.05));
        within(twin.fit().allocBytesPerSecond(), made.bytesPerWorkSecond, 0.03);
    }

    private static Estimate figure(CalibrationResult twin, TwinParameter parameter) {
        return Objects.requireNonNull(twin.fit().parameters().get(parameter));
    }

    /** The true value lies in the stated range, and the value used is near it. */
    private static void within(Estimate estimate, double truth, double error) {
        double slack = truth * 1e-3;
        assertThat(truth).isBetween(estimate.low() - slack, estimate.high() + slack);
        assertThat(estimate.value()).isCloseTo(truth, relative(truth, error));
    }

    private static org.assertj.core.data.Offset<Double> relative(double truth, double share) {
        return org.assertj.core.api.Assertions.within(truth * share);
    }
}
