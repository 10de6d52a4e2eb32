package org.heapgoal.cli;

import java.util.Optional;
import java.util.function.LongConsumer;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.guide.GuideRun;
import org.heapgoal.process.pacerlevel.PacerLevelRun;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.ActivityRequest;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.report.ProcessDetails;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.machine.MachineProfiles;
import org.heapgoal.workload.scenario.RunNoise;
import org.heapgoal.workload.scenario.Scenario;

/**
 * One simulated run: a scenario under settings, at the scenario's first level.
 *
 * @param scenario what runs
 * @param settings GOGC, the memory limit and GOMAXPROCS
 * @param maxProcsStated whether GOMAXPROCS was stated on the command line
 * @param version whose laws are followed
 * @param godebug GODEBUG
 * @param seed of the random streams
 * @param replication which repetition with streams of its own, from 0
 * @param switches what is switched off
 * @param durationNanos simulated time asked for; the largest number for the load's own length
 */
record Simulation(
        Scenario scenario,
        GcSettings settings,
        boolean maxProcsStated,
        GoVersion version,
        Godebug godebug,
        long seed,
        int replication,
        ModelSwitches switches,
        long durationNanos) {

    /**
     * How a run went.
     *
     * @param outcome why it ended
     * @param details of a whole process; nothing at other levels
     */
    record Ended(RunOutcome outcome, Optional<ProcessDetails> details) {}

    /**
     * The same run under other settings.
     *
     * @param stated whether GOMAXPROCS was stated for them
     */
    Simulation withSettings(GcSettings other, boolean stated) {
        return new Simulation(scenario, other, stated, version, godebug, seed, replication, switches, durationNanos);
    }

    /** The same run of another scenario. */
    Simulation of(Scenario other) {
        return new Simulation(
                other, settings, maxProcsStated, version, godebug, seed, replication, switches, durationNanos);
    }

    /** The same run with the random streams of another replication. */
    Simulation withReplication(int number) {
        return new Simulation(
                scenario, settings, maxProcsStated, version, godebug, seed, number, switches, durationNanos);
    }

    /** The simulated time that a whole process runs for; 0 at levels whose loads do not tell. */
    long plannedNanos() {
        return scenario.body() instanceof Scenario.ProcessBody process
                ? lengthened(process.load()).durationNanos()
                : 0;
    }

    /**
     * Runs it.
     *
     * @param probe gets what is recorded
     * @param progress gets the simulated time now and then
     * @throws BadInput if the scenario cannot be run under these settings or switches
     */
    Ended run(RunProbe probe, LongConsumer progress) {
        return run(probe, progress, ActivityRequest.NONE);
    }

    /**
     * Runs it and records what its Ps do, at a level that knows.
     *
     * @param probe gets what is recorded
     * @param progress gets the simulated time now and then
     * @param activity the window of the Ps' activity
     * @throws BadInput if the scenario cannot be run under these settings or switches
     */
    Ended run(RunProbe probe, LongConsumer progress, ActivityRequest activity) {
        RunLimits limits = RunLimits.DEFAULT
                .withProgress(progress)
                .withCancelled(
                        () -> Interruption.requested() || Thread.currentThread().isInterrupted());
        Ended ended = scenario.body() instanceof Scenario.ProcessBody process
                ? runProcess(process.load(), probe, limits, activity)
                : new Ended(runLoad(probe, limits.withMaxDurationNanos(durationNanos)), Optional.empty());
        if (ended.outcome() == RunOutcome.CANCELLED) {
            throw new Interruption.Interrupted();
        }
        return ended;
    }

    private Ended runProcess(ProcessLoad load, RunProbe probe, RunLimits limits, ActivityRequest activity) {
        MachineSpec machine = load.machine();
        MachineProfile profile = MachineProfiles.select(machine, version);
        FullRun.Setup setup = new FullRun.Setup(
                lengthened(load),
                settings,
                maxProcsStated || !scenario.defaultMaxProcs(),
                version,
                godebug,
                profile,
                switches,
                new StreamFactory(seed, replication));
        FullRun.Result result = FullRun.run(setup, probe, limits, activity);
        ProcessDetails details = new ProcessDetails(
                profile.name(),
                machine.cores(),
                machine.cpuQuota(),
                machine.memoryLimitBytes(),
                MaxProcsReason.of(maxProcsStated, scenario, machine, version, settings.maxProcs()),
                result.events(),
                result.digest());
        return new Ended(result.outcome(), Optional.of(details));
    }

    /** A whole process runs for the time asked for, be it shorter or longer than its scenario says. */
    private ProcessLoad lengthened(ProcessLoad load) {
        return durationNanos == Long.MAX_VALUE
                ? load
                : new ProcessLoad(
                        durationNanos,
                        load.globalsBytes(),
                        load.sites(),
                        load.caches(),
                        load.programs(),
                        load.sources(),
                        load.changes(),
                        load.machine());
    }

    private RunOutcome runLoad(RunProbe probe, RunLimits limits) {
        Scenario.Body body = scenario.body();
        if (body instanceof Scenario.TimedBody timed) {
            return PacerLevelRun.run(timed.load(), settings, version, switches, probe, limits);
        }
        if (!switches.equals(ModelSwitches.ALL_ON)) {
            throw new BadInput("--model: scenario " + scenario.name()
                    + " has no mechanisms to switch off; only scenarios with a \"load\" or a \"process\" have");
        }
        if (body instanceof Scenario.GuideBody guide) {
            return GuideRun.run(guide.load(), settings, probe, limits).outcome();
        }
        Scenario.CyclesBody cycles = (Scenario.CyclesBody) body;
        return PacerLevelRun.run(cycles.load(new RunNoise(seed, replication)), settings, version, probe, limits);
    }
}
