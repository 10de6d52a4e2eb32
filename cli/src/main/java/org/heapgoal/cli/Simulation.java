package org.heapgoal.cli;

import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.guide.GuideRun;
import org.heapgoal.process.pacerlevel.PacerLevelRun;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.scenario.RunNoise;
import org.heapgoal.workload.scenario.Scenario;

/**
 * One simulated run: a scenario under settings.
 *
 * @param scenario what runs
 * @param settings GOGC, the memory limit and GOMAXPROCS
 * @param version whose laws are followed
 * @param seed of the random streams
 * @param switches what is switched off
 * @param durationNanos simulated time after which it stops; the largest number for the load's own length
 */
record Simulation(
        Scenario scenario,
        GcSettings settings,
        GoVersion version,
        long seed,
        ModelSwitches switches,
        long durationNanos) {
    private static final long FIRST_REPLICATION = 0;

    /** The same run under other settings. */
    Simulation withSettings(GcSettings other) {
        return new Simulation(scenario, other, version, seed, switches, durationNanos);
    }

    /**
     * Runs it.
     *
     * @throws BadInput if the scenario cannot be run under these settings or switches
     */
    RunOutcome run(RunProbe probe) {
        RunLimits limits = RunLimits.DEFAULT
                .withMaxDurationNanos(durationNanos)
                .withCancelled(
                        () -> Interruption.requested() || Thread.currentThread().isInterrupted());
        RunOutcome outcome = run(probe, limits);
        if (outcome == RunOutcome.CANCELLED) {
            throw new Interruption.Interrupted();
        }
        return outcome;
    }

    private RunOutcome run(RunProbe probe, RunLimits limits) {
        Scenario.Body body = scenario.body();
        if (body instanceof Scenario.TimedBody timed) {
            return PacerLevelRun.run(timed.load(), settings, version, switches, probe, limits);
        }
        if (!switches.equals(ModelSwitches.ALL_ON)) {
            throw new BadInput("--model: scenario " + scenario.name()
                    + " has no mechanisms to switch off; only scenarios with a \"load\" have");
        }
        if (body instanceof Scenario.GuideBody guide) {
            return GuideRun.run(guide.load(), settings, probe, limits).outcome();
        }
        Scenario.CyclesBody cycles = (Scenario.CyclesBody) body;
        return PacerLevelRun.run(cycles.load(new RunNoise(seed, FIRST_REPLICATION)), settings, version, probe, limits);
    }
}
