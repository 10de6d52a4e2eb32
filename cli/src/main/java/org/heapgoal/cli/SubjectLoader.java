package org.heapgoal.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.lesson.LessonInputs;
import org.heapgoal.recording.Level;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.sim.units.NearMiss;
import org.heapgoal.workload.calibrate.Calibration;
import org.heapgoal.workload.calibrate.CalibrationResult;
import org.heapgoal.workload.calibrate.OverriddenLoad;
import org.heapgoal.workload.calibrate.Overrides;
import org.heapgoal.workload.calibrate.TwinParameter;
import org.heapgoal.workload.log.LogSource;
import org.heapgoal.workload.log.RecordedLog;
import org.heapgoal.workload.scenario.Presets;
import org.heapgoal.workload.scenario.Scenario;
import org.heapgoal.workload.scenario.ScenarioReader;
import org.jspecify.annotations.Nullable;

/** Finds out what an input is (a log, a scenario file, a preset, standard input) and reads it. */
final class SubjectLoader {
    private static final String STANDARD_INPUT = "-";

    /** Figures that stand for what goroutines do by themselves in a whole process. */
    private static final List<TwinParameter> ONLY_OF_RATES = List.of(
            TwinParameter.PEAK_PROCS,
            TwinParameter.WORKER_EFFICIENCY,
            TwinParameter.IDLE_MARK_SHARE,
            TwinParameter.MIN_ASSIST_SHARE);

    private final TwinOptions options;
    private final InputStream standardInput;

    SubjectLoader(TwinOptions options, InputStream standardInput) {
        this.options = options;
        this.standardInput = standardInput;
    }

    /**
     * Reads an input, of a log its rates only.
     *
     * @param input a file, a preset's name, or {@code -} for a log on standard input
     * @throws BadInput if it cannot be used, or if an option does not fit it
     */
    Subject load(String input) {
        return load(input, null);
    }

    /**
     * Reads an input for a run.
     *
     * @param input as {@link #load(String)} takes it
     * @param level the level asked for, or null for the input's own and for the rates of a log
     * @throws BadInput if it cannot be used, has no load for the level, or if an option does not fit it
     */
    Subject load(String input, @Nullable Level level) {
        Subject subject = fitted(input, level);
        return subject.calibration().isPresent() && level == Level.FULL ? whole(subject) : subject;
    }

    /**
     * Reads an input for a run, of a log its rates only, whatever the level: what {@link #whole} makes a process of.
     *
     * @param input as {@link #load(String)} takes it
     * @param level the level asked for, or null
     * @throws BadInput if it cannot be used, has no load for the level, or if an option does not fit it
     */
    Subject fitted(String input, @Nullable Level level) {
        Subject subject = read(input);
        if (subject.calibration().isEmpty()) {
            return overridden(subject.at(level));
        }
        if (level == Level.FULL) {
            refuseFiguresOfRates();
            return subject;
        }
        return subject.at(level);
    }

    /** The twin of a log for level full: the process that repeats the log, made from the twin that has its rates only. */
    Subject whole(Subject fitted) {
        CalibrationResult rates = fitted.calibration().orElseThrow();
        GoVersion version = fitted.scenario().go();
        CalibrationResult twin =
                Calibration.twin(rates.fit().log(), options.log().recorded(version), options.overrides());
        return new Subject(
                fitted.name(),
                fitted.source(),
                twin.scenario().withGo(version),
                Optional.of(twin),
                fitted.sha256(),
                twin.fit().warnings());
    }

    /** The first of the figures stated that only the rates of a log have. */
    static Optional<String> figureOfRates(TwinOptions options) {
        return ONLY_OF_RATES.stream()
                .filter(options.overrides().values()::containsKey)
                .map(TwinParameter::key)
                .findFirst();
    }

    private Subject read(String input) {
        if (input.equals(STANDARD_INPUT)) {
            LoadedLog log = standardInput(standardInput);
            return twin(log.name(), log.log(), log.sha256());
        }
        Path path = path(input);
        if (isScenario(input)) {
            return scenario(fileName(path), "scenario " + fileName(path), ScenarioReader.read(path), sha256(path));
        }
        if (Files.exists(path)) {
            return twin(fileName(path), RecordedLog.read(LogSource.file(path)), sha256(path));
        }
        if (Presets.exists(input)) {
            return scenario(input, "preset " + input, Presets.load(input), Optional.empty());
        }
        Optional<String> lesson = LessonInputs.scenarioText(input);
        if (lesson.isPresent()) {
            return scenario(input, "scenario of " + input, ScenarioReader.read(input, lesson.get()), Optional.empty());
        }
        throw new BadInput(input + ": no such file, and no preset of that name" + NearMiss.hint(input, Presets.names())
                + " (heapgoal scenarios lists them)");
    }

    /**
     * Reads one input, or the pieces of one rotated log.
     *
     * @param inputs as {@link #load} takes one; several must be log files, oldest first
     */
    Subject loadPieces(List<String> inputs) {
        if (inputs.size() == 1) {
            return load(inputs.get(0));
        }
        List<Path> paths = inputs.stream().map(SubjectLoader::path).toList();
        String name = fileName(paths.get(0)) + " and " + (paths.size() - 1) + " more";
        return twin(name, RecordedLog.read(LogSource.pieces(paths)), Optional.empty());
    }

    /**
     * Reads a log, or the pieces of one rotated log, for what it tells by itself.
     *
     * @param inputs a file, or {@code -} for standard input; several must be files, oldest first
     * @throws BadInput if it cannot be read or is no log
     */
    static LoadedLog loadLog(List<String> inputs, InputStream standardInput) {
        String first = inputs.get(0);
        if (inputs.size() > 1) {
            List<Path> paths = inputs.stream().map(SubjectLoader::path).toList();
            return new LoadedLog(
                    fileName(paths.get(0)) + " and " + (paths.size() - 1) + " more",
                    RecordedLog.read(LogSource.pieces(paths)),
                    Optional.empty());
        }
        if (first.equals(STANDARD_INPUT)) {
            return standardInput(standardInput);
        }
        Path path = path(first);
        if (!Files.exists(path) && !Presets.exists(first)) {
            throw new BadInput(first + ": no such file");
        }
        if (isScenario(first) || !Files.exists(path)) {
            throw new BadInput(first + ": is a scenario; report expects a log (heapgoal run " + first
                    + " --out DIR makes a report of a scenario)");
        }
        return new LoadedLog(fileName(path), RecordedLog.read(LogSource.file(path)), sha256(path));
    }

    private static LoadedLog standardInput(InputStream stream) {
        HashedInput hashed = new HashedInput(stream);
        RecordedLog log = RecordedLog.read(LogSource.stream("standard input", hashed.stream()));
        try {
            return new LoadedLog("standard input", log, Optional.of(hashed.sha256()));
        } catch (IOException e) {
            throw BadInput.in("standard input", "cannot be read: " + e.getMessage());
        }
    }

    private static boolean isScenario(String input) {
        String lower = input.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml");
    }

    private Subject scenario(String name, String source, Scenario scenario, Optional<String> hash) {
        if (options.recorded() != null) {
            throw new BadInput("--recorded says what a log was recorded under; " + name
                    + " is a scenario, whose settings stand in it");
        }
        return new Subject(name, source, scenario, Optional.empty(), hash, List.of());
    }

    /** The subject with what the user states in place of its load's figures. */
    private Subject overridden(Subject subject) {
        Overrides overrides = options.overrides();
        if (overrides.equals(Overrides.NONE)) {
            return subject;
        }
        Scenario scenario = subject.scenario();
        if (!(scenario.body() instanceof Scenario.TimedBody timed)) {
            throw new BadInput("--set: scenario " + scenario.name() + " has no figures to set at level "
                    + scenario.level().label() + "; only logs and scenarios with a \"load\" have, at level pacer");
        }
        Scenario changed = new Scenario(
                scenario.name(),
                scenario.title(),
                scenario.description(),
                scenario.go(),
                scenario.settings(),
                new Scenario.TimedBody(OverriddenLoad.of(timed.load(), overrides)));
        return new Subject(
                subject.name(), subject.source(), changed, Optional.empty(), subject.sha256(), subject.warnings());
    }

    private Subject twin(String name, RecordedLog log, Optional<String> hash) {
        GoVersion asked = options.goVersion();
        GoVersion version = asked == null ? log.report().version().profile() : asked;
        CalibrationResult result = Calibration.fit(log, options.log().recorded(version), options.overrides());
        Scenario scenario = result.scenario().withGo(version);
        return new Subject(
                name,
                "twin of " + name,
                scenario,
                Optional.of(result),
                hash,
                new ArrayList<>(result.fit().warnings()));
    }

    private void refuseFiguresOfRates() {
        figureOfRates(options).ifPresent(figure -> {
            throw new BadInput("--set " + figure
                    + ": follows from the goroutines at level full; it can be set at level pacer only");
        });
    }

    private static Path path(String input) {
        try {
            return Path.of(input);
        } catch (InvalidPathException e) {
            throw new BadInput("\"" + input.replaceAll("\\p{Cntrl}", "?") + "\" cannot be a file's name", e);
        }
    }

    private static String fileName(Path path) {
        Path last = path.getFileName();
        return last == null ? path.toString() : last.toString();
    }

    private static Optional<String> sha256(Path path) {
        try (InputStream stream = Files.newInputStream(path)) {
            return Optional.of(new HashedInput(stream).sha256());
        } catch (IOException e) {
            throw BadInput.in(path.toString(), "cannot be read: " + e.getMessage());
        }
    }
}
