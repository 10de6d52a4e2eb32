package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.recording.ActivityRequest;
import org.heapgoal.recording.RunProbe;
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

    /**
     * One replication of a run.
     *
     * @param run what was recorded
     * @param settled its figures without its warm-up
     */
    record Piece(RunResult run, Replications.Settled settled) {}

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
        return replicated(simulation, true, activity, others);
    }

    /** Runs for the summary only. */
    RunResult summary(Simulation simulation, RunProbe... others) {
        return replicated(simulation, false, ActivityRequest.NONE, others);
    }

    private RunResult replicated(
            Simulation simulation, boolean detailed, ActivityRequest activity, RunProbe... others) {
        List<Piece> pieces = new ArrayList<>();
        for (int number = 0; number < replications && !settled(pieces); number++) {
            Interruption.check();
            pieces.add(
                    number == 0
                            ? piece(simulation, 0, detailed, activity, others)
                            : piece(simulation, number, false, ActivityRequest.NONE));
        }
        return together(pieces);
    }

    /**
     * One replication of a run.
     *
     * @param number from 0
     * @param detailed whether everything that charts and tables show is kept, and not the summary only
     */
    Piece piece(Simulation simulation, int number, boolean detailed, ActivityRequest activity, RunProbe... others) {
        RunIdentity identity = identity(simulation);
        RunRecorder recorder =
                detailed ? RunRecorder.detailed(identity, coverage) : RunRecorder.summaryOnly(identity, coverage);
        if (detailed) {
            warnings.forEach(recorder::warn);
        }
        SettledProbe settled = new SettledProbe();
        RunResult run = run(subject.replication(simulation, number), recorder, activity, with(settled, others));
        return new Piece(run, settled.settled(run.summary()));
    }

    /** A second replication equal to the first shows that nothing is drawn at random: one run then stands for all. */
    private static boolean settled(List<Piece> pieces) {
        return pieces.size() > 1
                && pieces.get(1).run().summary().equals(pieces.get(0).run().summary());
    }

    /** The replications of a run as one result, which shows the first in detail. */
    static RunResult together(List<Piece> pieces) {
        RunResult first = pieces.get(0).run();
        if (pieces.size() == 1) {
            return first;
        }
        if (settled(pieces)) {
            return first.withWarning("nothing in this run is random: one replication stands for all");
        }
        RunResult mean = Replications.mean(
                first,
                pieces.subList(1, pieces.size()).stream()
                        .map(piece -> piece.run().summary())
                        .toList(),
                pieces.stream().map(Piece::settled).toList());
        long killed = pieces.stream().filter(piece -> piece.run().killed()).count();
        return killed == 0
                ? mean
                : mean.withWarning("the container's memory limit killed " + killed + " of " + pieces.size()
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
