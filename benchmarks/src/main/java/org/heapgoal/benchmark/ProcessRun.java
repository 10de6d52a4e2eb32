package org.heapgoal.benchmark;

import java.util.concurrent.TimeUnit;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;
import org.heapgoal.workload.scenario.Presets;
import org.heapgoal.workload.scenario.Scenario;

/** A preset's whole process, run for some simulated seconds with nobody looking. */
final class ProcessRun {
    private static final RunProbe NOBODY = new RunProbe() {};

    private final Scenario scenario;
    private final ProcessLoad load;

    /**
     * A run to be repeated.
     *
     * @param preset whose first level is full
     * @param seconds of simulated time
     */
    ProcessRun(String preset, double seconds) {
        scenario = Presets.load(preset);
        ProcessLoad whole = ((Scenario.ProcessBody) scenario.body()).load();
        load = new ProcessLoad(
                (long) (seconds * TimeUnit.SECONDS.toNanos(1)),
                whole.globalsBytes(),
                whole.sites(),
                whole.caches(),
                whole.programs(),
                whole.sources(),
                whole.changes(),
                whole.machine());
    }

    /** Runs it; every run is the same. Returns the digest of its events. */
    long run() {
        FullRun.Setup setup = new FullRun.Setup(
                load,
                scenario.settings(Godebug.DEFAULT),
                !scenario.defaultMaxProcs(),
                GoVersion.DEFAULT,
                Godebug.DEFAULT,
                MachineProfiles.select(load.machine().profile(), GoVersion.DEFAULT),
                ModelSwitches.ALL_ON,
                new StreamFactory(1, 0));
        return FullRun.run(setup, NOBODY, RunLimits.DEFAULT).digest();
    }
}
