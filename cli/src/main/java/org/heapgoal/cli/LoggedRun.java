package org.heapgoal.cli;

import java.util.List;
import java.util.OptionalLong;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.RunIdentity;
import org.heapgoal.report.RunRecorder;
import org.heapgoal.report.RunResult;
import org.heapgoal.workload.calibrate.LogRecording;

/** A real program's log as a result like those of simulated runs: what was observed. */
final class LoggedRun {
    private final LogRecording recording;
    private final RunIdentity identity;
    private final Coverage coverage;
    private final List<String> warnings;

    /**
     * A run that was logged.
     *
     * @param name the log's name
     * @param recording its cycles
     * @param version the release of Go that wrote it
     * @param warnings what is to be said of it
     */
    LoggedRun(String name, LogRecording recording, GoVersion version, List<String> warnings) {
        this.warnings = List.copyOf(warnings);
        this.recording = recording;
        this.identity =
                new RunIdentity(name, "the log itself", Level.LOG, version, recording.settings(), OptionalLong.empty());
        this.coverage = LogCoverage.of(recording);
    }

    /** What the log leaves open. */
    Coverage coverage() {
        return coverage;
    }

    /** Plays the log; a further probe sees what is played too. */
    RunResult result(RunProbe other) {
        RunRecorder recorder = RunRecorder.detailed(identity, coverage);
        warnings.forEach(recorder::warn);
        recording.play(recorder.and(other));
        return recorder.result();
    }
}
