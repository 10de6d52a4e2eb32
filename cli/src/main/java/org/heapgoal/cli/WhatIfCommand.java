package org.heapgoal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.SettingLists;
import org.heapgoal.goruntime.SettingReader;
import org.heapgoal.recording.ActivityRequest;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.Trust;
import org.heapgoal.report.WhatIfResult;
import org.heapgoal.report.json.ResultJson;
import org.heapgoal.report.page.ReportDirectory;
import org.heapgoal.report.text.WhatIfTable;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.calibrate.CalibrationResult;
import org.heapgoal.workload.calibrate.LogRecording;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs an input under its own settings and under every combination of others. */
@Command(
        name = "what-if",
        description =
                "Shows what other settings would do: the input's own settings beside every combination of the given"
                        + " ones.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  heapgoal what-if service.log GOGC=50,100,200,off GOMEMLIMIT=off,1GiB --recorded GOGC=100",
            "  heapgoal what-if web-service GOMAXPROCS=1,2,4,8 --duration 30s --out report",
            "  ./my-service 2>&1 | heapgoal what-if - GOGC=50,200",
            "",
            "A log does not tell GOGC and GOMEMLIMIT: state them with --recorded. Otherwise GOGC is inferred",
            "where the goals allow it, the limit is taken as off, and a warning says so. In a saturated twin",
            "the work stays the same (a slower collector makes the run longer), in a paced one the time.",
            "A log's twin is a whole process (level full) as long as its runs simulate at most "
                    + TwinLevel.QUICK_MINUTES,
            "minutes: length of the log x (1 + combinations) x replications. Beyond that it is one of rates",
            "(level pacer), which answers at once, and a warning says so; --level full or pacer decides."
        })
final class WhatIfCommand implements Callable<Integer> {
    /** Beyond this many candidates, cycles.csv holds the baseline's cycles only. */
    private static final int CANDIDATES_WITH_CYCLES = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Parameters(
            paramLabel = "INPUT [NAME=V1,V2...]",
            arity = "1..*",
            description =
                    "a log, - for a log on standard input, a scenario file or a preset's name; then lists of settings:"
                            + " GOGC, GOMEMLIMIT, GOMAXPROCS")
    @SuppressWarnings("NullAway.Init")
    private List<String> words;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        Asked fitted = Asked.of(words, model);
        if (fitted.settings().isEmpty()) {
            throw new BadInput("what-if needs settings to try, such as GOGC=50,200 GOMEMLIMIT=off,1GiB");
        }
        Asked asked = fitted.atItsLevel(
                1 + settings(fitted).size(), model.replications(WhatIfRuns.REPLICATIONS_OF_PROCESSES));
        Subject subject = asked.subject();
        SettingLists lists = settings(asked);
        GcSettings own = asked.scenario().settings(lists.godebug());
        Simulation baseline = asked.simulation(own, false, lists.godebug());
        boolean stated = !lists.maxProcs().isEmpty();
        List<Simulation> candidates = lists.combinations(own).stream()
                .filter(settings -> !settings.equals(own))
                .map(settings -> baseline.withSettings(settings, stated))
                .toList();
        WhatIfResult result = record(subject, baseline, candidates, asked.warnings(lists.warnings()));
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            output.warn(spec.commandLine().getErr(), result.warnings());
            out.print(ResultJson.whatIf(result));
        } else {
            // The table ends with the warnings.
            out.print(WhatIfTable.print(result));
        }
        out.flush();
        return ExitStatus.DONE;
    }

    private static SettingLists settings(Asked asked) {
        return new SettingReader(
                        asked.version(),
                        GodebugSupport.ofWhatIf(asked.scenario().level()))
                .readLists(asked.settings());
    }

    private WhatIfResult record(
            Subject subject, Simulation baseline, List<Simulation> candidates, List<String> warnings)
            throws IOException {
        Path out = output.out();
        if (out == null) {
            return simulate(subject, baseline, candidates, warnings, null);
        }
        try (ReportDirectory directory = ReportDirectory.stage(out)) {
            WhatIfResult result = simulate(subject, baseline, candidates, warnings, directory);
            directory.write(result, Manifests.of("what-if", words, model, subject));
            directory.commit();
            return result;
        }
    }

    private WhatIfResult simulate(
            Subject subject,
            Simulation baseline,
            List<Simulation> candidates,
            List<String> warnings,
            @Nullable ReportDirectory directory) {
        List<Simulation> simulations = new ArrayList<>(List.of(baseline));
        simulations.addAll(candidates);
        WhatIfRuns runs = WhatIfRuns.of(subject, simulations, model);
        boolean withCycles = directory != null && candidates.size() <= CANDIDATES_WITH_CYCLES;
        List<RunResult> results;
        try (Progress progress = runs.progress(output.quiet())) {
            Recorder recorder = new Recorder(subject, 1, List.of(), progress);
            results = runs.all(
                    progress,
                    (place, number, probe) ->
                            one(recorder, simulations.get(place), place, number, withCycles ? directory : null, probe));
        }
        Map<String, Object> fit =
                subject.calibration().map(found -> found.fit().toMap()).orElse(Map.of());
        List<String> all = new ArrayList<>(warnings);
        all.addAll(warningsOf(results));
        WhatIfResult result =
                new WhatIfResult(subject.name(), fit, results.get(0), results.subList(1, results.size()), all);
        Optional<RunResult> observed = subject.calibration().map(twin -> observed(subject, twin));
        Optional<Trust> trust = runs.trust(results, observed);
        WhatIfResult trusted = trust.map(result::withTrust).orElse(result);
        return observed.map(trusted::withObserved).orElse(trusted);
    }

    private static RunResult observed(Subject subject, CalibrationResult twin) {
        return new LoggedRun(subject.name(), LogRecording.of(twin), twin.version(), List.of())
                .result(new RunProbe() {});
    }

    /** What the runs themselves warn of, each sentence once and with the number of runs that it concerns. */
    private static List<String> warningsOf(List<RunResult> runs) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        runs.forEach(run -> run.warnings().forEach(warning -> counts.merge(warning, 1, Integer::sum)));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() == runs.size()
                        ? entry.getKey()
                        : "in " + entry.getValue() + " of " + runs.size() + " runs " + entry.getKey())
                .toList();
    }

    private Recorder.Piece one(
            Recorder recorder,
            Simulation simulation,
            int place,
            int number,
            @Nullable ReportDirectory directory,
            RunProbe probe) {
        boolean detailed = place == 0 && number == 0;
        RunProbe all = directory != null && number == 0
                ? probe.and(directory.cycles(place, simulation.settings(), recorder.coverage()))
                : probe;
        ActivityRequest activity = detailed ? model.activity(output.out() != null) : ActivityRequest.NONE;
        return recorder.piece(simulation, number, detailed, activity, all);
    }
}
