package org.heapgoal.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;
import org.junit.jupiter.api.Test;

/** Whole processes stop at instants that the smaller tests of the collector do not meet. */
final class WorldStopsTest {
    /**
     * Here the last cycle's mark ends while a P is being switched to an idle worker. Oracle: the runtime throws if a worker
     * begins after marking has ended ({@code mgc.go: gcBgMarkWorker}), so the model must not get there either.
     */
    @Test
    void aWorkerThatIsSwitchedToBeginsBeforeTheMarkCanEnd() {
        Scenario scenario = Presets.load("web-service");
        ProcessLoad load = ((Scenario.ProcessBody) scenario.body()).load();
        FullRun.Setup setup = new FullRun.Setup(
                load,
                new GcSettings(960, GcSettings.NO_MEMORY_LIMIT, 4),
                true,
                scenario.go(),
                Godebug.DEFAULT,
                MachineProfiles.select(load.machine().profile(), scenario.go()),
                ModelSwitches.ALL_ON,
                new StreamFactory(1, 0));
        RunLimits oneSecond = RunLimits.DEFAULT.withMaxDurationNanos(1_000_000_000L);
        assertThat(FullRun.run(setup, new RunProbe() {}, oneSecond).outcome()).isEqualTo(RunOutcome.DURATION_REACHED);
    }
}
