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
 * @param replication which repetition with streams of its own, from 0
 * @param switches what is switched off
 * @param durationNanos simulated time after which it stops; the largest number for the load's own length
 */
record Simulation(
        Scenario scenario,
        GcSettings settings,
        GoVersion version,
        long seed,
        int replication,
        ModelSwitches switches,
        long durationNanos) {

    /** The same run under other settings. */
    Simulation withSettings(GcSettings other) {
        return new Simulation(scenario, other, version, seed, replication, switches, durationNanos);
    }

    /** The same run with the random streams of another replication. */
    Simulation withReplication(int number) {
        return new Simulation(scenario, settings, version, seed, number, switches, durationNanos);
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
        return PacerLevelRun.run(cycles.load(new RunNoise(seed, replication)), settings, version, probe, limits);
    }
}
