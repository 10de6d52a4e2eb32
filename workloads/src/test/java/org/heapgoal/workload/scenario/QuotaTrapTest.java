package org.heapgoal.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.RequestRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.SummaryProbe;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;
import org.junit.jupiter.api.Test;

/** The preset shows what its text says. Oracle: what is known of containers with a CPU quota below the host's cores. */
final class QuotaTrapTest {
    private static final RunLimits LIMITS = RunLimits.DEFAULT.withMaxDurationNanos(10_000_000_000L);

    /**
     * 32 Ps use up in a few milliseconds what is left of 200 ms, and then everybody stands still for the rest of 100 ms; two
     * Ps cannot use more than the quota, but for what the system monitor takes.
     */
    @Test
    void garbageCollectionOn32PsRunsIntoTheQuotaAndOnTwoItDoesNot() {
        Throttling trap = new Throttling();
        double trapped = p99(trap, false);
        Throttling free = new Throttling();
        double released = p99(free, true);

        assertThat(trap.cycles).isGreaterThan(10);
        assertThat(free.cycles).isGreaterThan(10);
        assertThat(trap.longestNanos).isBetween(50_000_000L, 100_000_000L);
        assertThat(trap.shareOfLatency()).isGreaterThan(0.01);
        assertThat(free.shareOfLatency()).isLessThan(0.0001);
        assertThat(trapped).isGreaterThan(1.3 * released);
    }

    private static double p99(Throttling throttling, boolean asManyPsAsQuota) {
        Scenario scenario = Presets.load("quota-trap");
        ProcessLoad load = ((Scenario.ProcessBody) scenario.body()).load();
        GcSettings settings = asManyPsAsQuota
                ? new GcSettings(scenario.settings().gcPercent(), GcSettings.NO_MEMORY_LIMIT, (int)
                        load.machine().cpuQuota())
                : scenario.settings();
        SummaryProbe summary = new SummaryProbe(settings.maxProcs(), EnumSet.noneOf(SummaryMetric.class));
        FullRun.run(
                new FullRun.Setup(
                        load,
                        settings,
                        asManyPsAsQuota,
                        scenario.go(),
                        Godebug.DEFAULT,
                        MachineProfiles.select(load.machine().profile(), scenario.go()),
                        ModelSwitches.ALL_ON,
                        new StreamFactory(1, 0)),
                summary.and(throttling),
                LIMITS);
        throttling.cycles = summary.summary().valueOrNaN(SummaryMetric.NUM_GC);
        return summary.summary().valueOrNaN(SummaryMetric.REQUEST_P99);
    }

    private static final class Throttling implements RunProbe {
        private double cycles;
        private long longestNanos;
        private double throttledNanos;
        private double latencyNanos;

        @Override
        public void onRequest(RequestRecord request) {
            long nanos = request.blame().throttled();
            longestNanos = Math.max(longestNanos, nanos);
            throttledNanos += (double) nanos;
            latencyNanos += (double) request.latencyNanos();
        }

        double shareOfLatency() {
            return throttledNanos / latencyNanos;
        }
    }
}
