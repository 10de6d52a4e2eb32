package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    /** Reads the input that the words name, of a log its rates only: {@link #atItsLevel} goes on from there. */
    static Asked of(List<String> words, ModelOptions model) {
        SettingArguments arguments = SettingArguments.of(words);
        Subject subject = new SubjectLoader(model.twin(), System.in).fitted(arguments.singleInput(), model.level());
        GoVersion version = subject.version(model.twin());
        return new Asked(
                arguments.settings(), subject, version, subject.scenario().withGo(version), model);
    }

    /**
     * The same at the level at which it will run.
     *
     * @param settings how many settings it will be run under
     * @param replications how often under each
     */
    Asked atItsLevel(long settings, int replications) {
        return withTwin(TwinLevel.whyRates(subject, model, settings, replications));
    }

    /** The same at the level at which it will run; of a log's twin at level pacer where a reason for that is given. */
    Asked withTwin(Optional<String> whyRates) {
        Subject chosen = TwinLevel.choose(subject, model, whyRates);
        return new Asked(settings, chosen, version, chosen.scenario().withGo(version), model);
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
        warnings.addAll(model.ineffective(scenario, subject.calibration().isPresent()));
        return warnings;
    }
}
