package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.workload.scenario.Scenario;

/**
 * What a command that simulates was asked, with its input read.
 *
 * @param settings {@code NAME=VALUE} each, as typed
 * @param subject the input
 * @param version the Go version to simulate
 * @param scenario what will run, at that version
 * @param model how to simulate
 */
record Asked(List<String> settings, Subject subject, GoVersion version, Scenario scenario, ModelOptions model) {
    /** Reads the input that the words name. */
    static Asked of(List<String> words, ModelOptions model) {
        SettingArguments arguments = SettingArguments.of(words);
        Subject subject = new SubjectLoader(model.twin(), System.in).load(arguments.singleInput(), model.level());
        GoVersion version = subject.version(model.twin());
        return new Asked(
                arguments.settings(), subject, version, subject.scenario().withGo(version), model);
    }

    /** The first replication under these settings. */
    Simulation simulation(GcSettings under, boolean maxProcsStated, Godebug godebug) {
        return new Simulation(
                scenario,
                under,
                maxProcsStated,
                version,
                godebug,
                model.seed(),
                0,
                model.switches(),
                model.durationNanos());
    }

    /** What the user should know before trusting the figures: of the settings, of the input, of the options. */
    List<String> warnings(List<String> ofSettings) {
        List<String> warnings = new ArrayList<>(ofSettings);
        warnings.addAll(subject.warnings());
        subject.levelNote(model.level()).ifPresent(warnings::add);
        warnings.addAll(model.ineffective(scenario, subject.calibration().isPresent()));
        return warnings;
    }
}
