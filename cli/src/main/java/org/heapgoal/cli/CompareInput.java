package org.heapgoal.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.ProcessSettings;
import org.heapgoal.goruntime.SettingReader;
import org.heapgoal.report.Manifest;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.compare.ComparedRun;
import org.heapgoal.report.compare.CycleKeeper;
import org.heapgoal.report.compare.SavedReport;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.calibrate.CalibrationResult;
import org.heapgoal.workload.calibrate.LogRecording;
import org.heapgoal.workload.scenario.Scenario;

/** One side of a comparison: a report read back, a log as it was logged, or something to simulate. */
sealed interface CompareInput {
    /** Whether {@link #run} simulates. */
    default boolean simulated() {
        return false;
    }

    /** The simulated time that a whole process runs for; 0 where that is not known or nothing is simulated. */
    default long plannedNanos() {
        return 0;
    }

    /** Why it is simulated at level pacer unasked, if it is. */
    default Optional<String> whyRates() {
        return Optional.empty();
    }

    /** The same, ready to {@link #run}; of a log's twin at level pacer where a reason for that is given. */
    default CompareInput withTwin(Optional<String> whyRates) {
        return this;
    }

    /** The files it was read from. */
    List<Manifest.Input> files();

    /** The run. */
    ComparedRun run(Progress progress);

    /**
     * Reads what a side names, of a log its rates only: {@link #withTwin} goes on from there.
     *
     * @param words the input with its settings
     * @param model how to simulate
     * @throws BadInput if it cannot be used
     */
    static CompareInput open(SettingArguments words, ModelOptions model) {
        String input = words.singleInput();
        if (isDirectory(input)) {
            if (!words.settings().isEmpty()) {
                throw new BadInput(input + " is a report directory, whose run is over: "
                        + words.settings().get(0) + " cannot be tried on it");
            }
            return new Saved(SavedReport.read(Path.of(input)));
        }
        Subject subject = new SubjectLoader(model.twin(), System.in).fitted(input, model.level());
        if (subject.calibration().isPresent() && words.settings().isEmpty()) {
            CalibrationResult twin = subject.calibration().get();
            return new Logged(
                    subject,
                    new LoggedRun(
                            subject.name(),
                            LogRecording.of(twin),
                            subject.version(model.twin()),
                            twin.fit().warnings()));
        }
        GoVersion version = subject.version(model.twin());
        return Simulated.of(
                new Asked(words.settings(), subject, version, subject.scenario().withGo(version), model));
    }

    private static boolean isDirectory(String input) {
        try {
            return Files.isDirectory(Path.of(input));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** A report directory. */
    record Saved(ComparedRun saved) implements CompareInput {
        @Override
        public List<Manifest.Input> files() {
            return List.of();
        }

        @Override
        public ComparedRun run(Progress progress) {
            return saved;
        }
    }

    /** The log of a real program. */
    record Logged(Subject subject, LoggedRun log) implements CompareInput {
        @Override
        public List<Manifest.Input> files() {
            return Manifests.inputs(subject);
        }

        @Override
        public ComparedRun run(Progress progress) {
            CycleKeeper cycles = new CycleKeeper(log.coverage());
            return ComparedRun.of(log.result(cycles), cycles.cycles());
        }
    }

    /** A scenario, a preset or a log's twin under settings. */
    record Simulated(Asked asked, Simulation simulation, List<String> warnings) implements CompareInput {
        static Simulated of(Asked asked) {
            Scenario scenario = asked.scenario();
            ProcessSettings given = new SettingReader(asked.version(), GodebugSupport.ofWhatIf(scenario.level()))
                    .read(asked.settings());
            Simulation simulation = asked.simulation(
                    given.over(scenario.settings(given.godebug())),
                    given.maxProcs().isPresent(),
                    given.godebug());
            return new Simulated(asked, simulation, asked.warnings(given.warnings()));
        }

        @Override
        public Optional<String> whyRates() {
            return TwinLevel.whyRates(
                    asked.subject(), asked.model(), 1, asked.model().replications());
        }

        @Override
        public CompareInput withTwin(Optional<String> whyRates) {
            return of(asked.withTwin(whyRates));
        }

        @Override
        public boolean simulated() {
            return true;
        }

        @Override
        public long plannedNanos() {
            return simulation.plannedNanos();
        }

        @Override
        public List<Manifest.Input> files() {
            return Manifests.inputs(asked.subject());
        }

        @Override
        public ComparedRun run(Progress progress) {
            Recorder recorder = new Recorder(asked.subject(), asked.model().replications(), warnings, progress);
            CycleKeeper cycles = new CycleKeeper(recorder.coverage());
            RunResult result = recorder.detailed(simulation, cycles);
            return ComparedRun.of(result, cycles.cycles());
        }
    }
}
