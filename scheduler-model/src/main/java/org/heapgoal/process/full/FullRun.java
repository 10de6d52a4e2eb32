package org.heapgoal.process.full;

import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.ActivityRequest;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sim.random.StreamFactory;

/** Runs loads at level {@code full}. Every call is a simulation of its own; calls may run side by side. */
public final class FullRun {
    private FullRun() {}

    /**
     * Everything that a run depends on.
     *
     * @param load the process
     * @param settings GOGC, the memory limit and GOMAXPROCS at its start; see {@link #defaultMaxProcs}
     * @param maxProcsGiven whether GOMAXPROCS was set in the environment, so that the runtime does not adapt it to the
     *     container's quota
     * @param version whose runtime it is
     * @param godebug GODEBUG
     * @param profile what things cost
     * @param switches what is switched off
     * @param streams the random streams
     */
    public record Setup(
            ProcessLoad load,
            GcSettings settings,
            boolean maxProcsGiven,
            GoVersion version,
            Godebug godebug,
            MachineProfile profile,
            ModelSwitches switches,
            StreamFactory streams) {
        /** A process whose GOMAXPROCS counts as given where it is not the default. */
        public Setup(
                ProcessLoad load,
                GcSettings settings,
                GoVersion version,
                Godebug godebug,
                MachineProfile profile,
                ModelSwitches switches,
                StreamFactory streams) {
            this(
                    load,
                    settings,
                    settings.maxProcs() != defaultMaxProcs(load, version, godebug),
                    version,
                    godebug,
                    profile,
                    switches,
                    streams);
        }
    }

    /**
     * How a run went.
     *
     * @param outcome why it ended
     * @param events events that ran
     * @param digest of their order
     */
    public record Result(RunOutcome outcome, long events, long digest) {}

    /**
     * Runs a process.
     *
     * @param probe gets everything that is recorded
     * @param limits what ends the run before the load does
     */
    public static Result run(Setup setup, RunProbe probe, RunLimits limits) {
        return run(setup, probe, limits, ActivityRequest.NONE);
    }

    /**
     * Runs a process and records what its Ps did in a window.
     *
     * @param probe gets everything that is recorded
     * @param limits what ends the run before the load does
     * @param request which window
     */
    public static Result run(Setup setup, RunProbe probe, RunLimits limits, ActivityRequest request) {
        return new GoProcess(setup, probe, limits, request).run(null);
    }

    /**
     * GOMAXPROCS of a process that does not set it: the machine's cores, from Go 1.25 on lowered by the container's CPU
     * quota.
     */
    public static int defaultMaxProcs(ProcessLoad load, GoVersion version, Godebug godebug) {
        return ContainerCpus.defaultMaxProcs(load.machine(), load.machine().cpuQuota(), version, godebug);
    }
}
