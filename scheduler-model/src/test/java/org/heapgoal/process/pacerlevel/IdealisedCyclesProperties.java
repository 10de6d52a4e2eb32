package org.heapgoal.process.pacerlevel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.load.CycleLoad;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.SummaryProbe;
import org.heapgoal.sim.units.BadInput;

/** Oracle: invariants. Values far out of range give a clear error or a run, never an overflow or an endless loop. */
final class IdealisedCyclesProperties {
    @Property(tries = 200)
    void anyInputGivesCyclesInOrderOrAClearError(
            @ForAll("inputs") List<CycleLoad.Input> inputs,
            @ForAll("settings") GcSettings settings,
            @ForAll GoVersion version) {
        CycleLoad load = new CycleLoad(1 << 15, inputs.size(), () -> {
            Iterator<CycleLoad.Input> next = inputs.iterator();
            return next::next;
        });
        Recorder recorder = new Recorder();
        SummaryProbe summary = new SummaryProbe(settings.maxProcs(), PacerLevelRun.notModelledByCycleLoads());
        try {
            RunOutcome outcome = PacerLevelRun.run(load, settings, version, recorder.and(summary), RunLimits.DEFAULT);
            assertThat(outcome).isEqualTo(RunOutcome.FINISHED);
        } catch (BadInput e) {
            assertThat(e).hasMessageContaining("in cycle ");
            return;
        }
        assertThat(recorder.cycles).hasSameSizeAs(inputs);
        assertThat(summary.summary().valueOrNaN(SummaryMetric.GC_CPU_FRACTION)).isBetween(0.0, 1.0 + 1e-9);
        long time = 0;
        for (CycleRecord cycle : recorder.cycles) {
            assertThat(cycle.timing().startNanos()).isGreaterThanOrEqualTo(time);
            time = cycle.timing().endNanos();
            assertThat(cycle.pacing().utilization()).isBetween(0.0, 1.0 + 1e-9);
            assertThat(cycle.heap().liveAtEnd())
                    .isGreaterThanOrEqualTo(cycle.heap().liveAtStart());
        }
    }

    @Provide
    Arbitrary<List<CycleLoad.Input>> inputs() {
        Arbitrary<Double> rates = Arbitraries.of(-1.0, 0.0, 0.5, 1.0, 33.0, 330.0, 1024.0, 50_000.0, 2e9, Double.NaN);
        Arbitrary<Double> growth = Arbitraries.of(-1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 100.0, 1e10);
        Arbitrary<Double> stacks = Arbitraries.of(-5.0, 0.0, 8192.0, 1e6, 1e8, 1e18);
        return Combinators.combine(rates, rates, growth, Arbitraries.of(-1.0, 0.0, 0.01, 0.5, 1.0, 7.0), stacks)
                .as(CycleLoad.Input::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<GcSettings> settings() {
        return Combinators.combine(
                        Arbitraries.of(-1, 0, 50, 100, 1500, Integer.MAX_VALUE),
                        Arbitraries.of(0L, 1L << 20, 512L << 20, TimedLoad.MAX_BYTES, GcSettings.NO_MEMORY_LIMIT),
                        Arbitraries.integers().between(1, 64))
                .as(GcSettings::new);
    }
}
