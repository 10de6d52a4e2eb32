package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.recording.ActivityRequest;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.Replications;
import org.heapgoal.report.RunEnding;
import org.heapgoal.report.RunIdentity;
import org.heapgoal.report.RunRecorder;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.SettledProbe;

/** Runs simulations and keeps what reports need of them. May be shared by threads. */
final class Recorder {
    private final Subject subject;
    private final int replications;
    private final List<String> warnings;
    private final Coverage coverage;
    private final Progress progress;

    /**
     * A recorder of one subject's runs.
     *
     * @param replications how many times every run is repeated, at least 1
     * @param warnings what is to be said of every detailed run
     * @param progress follows the simulated time of all runs
     */
    Recorder(Subject subject, int replications, List<String> warnings, Progress progress) {
        this.subject = subject;
        this.replications = replications;
        this.warnings = List.copyOf(warnings);
        this.progress = progress;
        this.coverage = LevelCoverage.of(subject.scenario());
    }

    /** What runs of the subject leave out. */
    Coverage coverage() {
        return coverage;
    }

    /** Runs with everything that charts and tables show; further probes see the first replication. */
    RunResult detailed(Simulation simulation, RunProbe... others) {
        return detailed(simulation, ActivityRequest.NONE, others);
    }

    /** Like {@link #detailed(Simulation, RunProbe...)}, with what the Ps do in a window of the first replication. */
    RunResult detailed(Simulation simulation, ActivityRequest activity, RunProbe... others) {
        RunRecorder recorder = RunRecorder.detailed(identity(simulation), coverage);
        warnings.forEach(recorder::warn);
        return replicated(simulation, recorder, activity, others);
    }

    /** Runs for the summary only. */
    RunResult summary(Simulation simulation, RunProbe... others) {
        return replicated(
                simulation, RunRecorder.summaryOnly(identity(simulation), coverage), ActivityRequest.NONE, others);
    }

    /** A second replication equal to the first shows that nothing is drawn at random: one run then stands for all. */
    private RunResult replicated(
            Simulation simulation, RunRecorder recorder, ActivityRequest activity, RunProbe... others) {
        if (replications == 1) {
            return run(simulation, recorder, activity, others);
        }
        SettledProbe settledFirst = new SettledProbe();
        RunResult first = run(simulation, recorder, activity, with(settledFirst, others));
        List<RunSummary> further = new ArrayList<>();
        List<Replications.Settled> settled = new ArrayList<>(List.of(settledFirst.settled(first.summary())));
        int killed = first.killed() ? 1 : 0;
        for (int number = 1; number < replications; number++) {
            Interruption.check();
            SettledProbe settledProbe = new SettledProbe();
            RunResult again = run(
                    simulation.withReplication(number),
                    RunRecorder.summaryOnly(identity(simulation), coverage),
                    ActivityRequest.NONE,
                    settledProbe);
            RunSummary summary = again.summary();
            killed += again.killed() ? 1 : 0;
            if (number == 1 && summary.equals(first.summary())) {
                recorder.warn("nothing in this run is random: one replication stands for all");
                return recorder.result();
            }
            further.add(summary);
            settled.add(settledProbe.settled(summary));
        }
        RunResult mean = Replications.mean(first, further, settled);
        return killed == 0
                ? mean
                : mean.withWarning("the container's memory limit killed " + killed + " of " + replications
                        + " replications; the means hold what those did until then");
    }

    private static RunProbe[] with(RunProbe one, RunProbe... others) {
        List<RunProbe> all = new ArrayList<>(List.of(others));
        all.add(one);
        return all.toArray(RunProbe[]::new);
    }

    private RunResult run(Simulation simulation, RunRecorder recorder, ActivityRequest activity, RunProbe... others) {
        RunProbe probe = recorder;
        for (RunProbe other : others) {
            probe = probe.and(other);
        }
        Progress.Run followed = progress.run(simulation.plannedNanos());
        Simulation.Ended ended = simulation.run(probe, followed, activity);
        followed.done();
        RunOutcome outcome = ended.outcome();
        recorder.ended(new RunEnding(outcome.name(), outcome.sentence(), outcome == RunOutcome.OOM_KILLED));
        ended.details().ifPresent(recorder::ranOn);
        if (outcome == RunOutcome.CYCLES_REACHED) {
            recorder.warn(outcome.sentence() + "; the figures cover the time until then");
        }
        if (outcome == RunOutcome.FINISHED
                && simulation.durationNanos() != Long.MAX_VALUE
                && ended.details().isEmpty()) {
            recorder.warn("the load came to its end before the duration asked for");
        }
        return recorder.result();
    }

    private RunIdentity identity(Simulation simulation) {
        return new RunIdentity(
                subject.name(),
                subject.source(),
                subject.scenario().level(),
                simulation.version(),
                simulation.settings(),
                OptionalLong.of(simulation.seed()));
    }
}
