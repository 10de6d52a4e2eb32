package org.heapgoal.cli;

import java.util.OptionalLong;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.RunIdentity;
import org.heapgoal.report.RunRecorder;
import org.heapgoal.report.RunResult;

/** Runs simulations and keeps what reports need of them. */
final class Recorder {
    private final Subject subject;
    private final Coverage coverage;

    Recorder(Subject subject) {
        this.subject = subject;
        this.coverage = LevelCoverage.of(subject.scenario());
    }

    /** What runs of the subject leave out. */
    Coverage coverage() {
        return coverage;
    }

    /** Runs with everything that charts and tables show; further probes see the same run. */
    RunResult detailed(Simulation simulation, RunProbe... others) {
        return run(simulation, RunRecorder.detailed(identity(simulation), coverage), others);
    }

    /** Runs for the summary only. */
    RunResult summary(Simulation simulation, RunProbe... others) {
        return run(simulation, RunRecorder.summaryOnly(identity(simulation), coverage), others);
    }

    private static RunResult run(Simulation simulation, RunRecorder recorder, RunProbe... others) {
        RunProbe probe = recorder;
        for (RunProbe other : others) {
            probe = probe.and(other);
        }
        RunOutcome outcome = simulation.run(probe);
        if (outcome == RunOutcome.CYCLES_REACHED) {
            recorder.warn(outcome.sentence() + "; the figures cover the time until then");
        }
        if (outcome == RunOutcome.FINISHED && simulation.durationNanos() != Long.MAX_VALUE) {
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
