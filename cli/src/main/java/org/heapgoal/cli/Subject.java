package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.Level;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.calibrate.CalibrationResult;
import org.heapgoal.workload.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * What a command works on, once its input was read.
 *
 * @param name what to call it: a preset's name, or a file's name without its directories
 * @param source what it was made from, as a phrase for reports
 * @param scenario what will be simulated
 * @param calibration how the scenario was made from the log, if it was
 * @param sha256 hash of the input's bytes in hexadecimal; empty for a preset, which the program's version fixes
 * @param warnings what the user should know before trusting the figures
 */
record Subject(
        String name,
        String source,
        Scenario scenario,
        Optional<CalibrationResult> calibration,
        Optional<String> sha256,
        List<String> warnings) {

    /**
     * This subject at a level.
     *
     * @param level the level asked for, or null for the subject's own
     * @throws BadInput if it has no load for the level
     */
    Subject at(@Nullable Level level) {
        if (level == null || level == scenario.level()) {
            return this;
        }
        List<Level> levels = calibration.isPresent() ? List.of(Level.FULL, Level.PACER) : scenario.levels();
        if (!levels.contains(level)) {
            String allowed = levels.stream().map(Level::label).collect(Collectors.joining(" and "));
            throw new BadInput("--level " + level.label() + ": " + name + " is made for level "
                    + (levels.size() == 1 ? allowed + ", the only one allowed for it" : allowed));
        }
        return new Subject(name, source, scenario.at(level), calibration, sha256, warnings);
    }

    /**
     * A repetition of a run with random streams of its own. At level pacer, where nothing is random, it is a member of the
     * ensemble of a log's twin instead: its figures are moved within what the log leaves open.
     *
     * @param run the run with the first streams
     * @param number from 0
     */
    Simulation replication(Simulation run, int number) {
        Simulation again = run.withReplication(number);
        return scenario.level() == Level.FULL
                ? again
                : calibration
                        .map(twin -> again.of(twin.member(run.seed(), number)
                                .at(scenario.level())
                                .withGo(run.version())))
                        .orElse(again);
    }

    /** The same with one more thing to know before trusting the figures. */
    Subject warning(String sentence) {
        List<String> all = new ArrayList<>(warnings);
        all.add(sentence);
        return new Subject(name, source, scenario, calibration, sha256, all);
    }

    /** The Go version to simulate: the one asked for, else the scenario's or the log's. */
    GoVersion version(TwinOptions options) {
        GoVersion asked = options.goVersion();
        return asked == null ? scenario.go() : asked;
    }
}
