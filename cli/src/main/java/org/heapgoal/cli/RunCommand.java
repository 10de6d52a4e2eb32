package org.heapgoal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.goruntime.ProcessSettings;
import org.heapgoal.goruntime.SettingReader;
import org.heapgoal.recording.ActivityRequest;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.json.ResultJson;
import org.heapgoal.report.page.ReportDirectory;
import org.heapgoal.report.text.RunTable;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one scenario, preset or log's twin under one set of settings. */
@Command(
        name = "run",
        description = "Runs a scenario, a preset or the twin of a log, and prints what happened.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  heapgoal run web-service GOGC=200 GOMEMLIMIT=900MiB GOMAXPROCS=4",
            "  heapgoal run web-service GODEBUG=gctrace=1,schedtrace=1000 --trace trace.log",
            "  heapgoal run idle-service --duration 24h",
            "  heapgoal run twin.yaml GOGC=off GOMEMLIMIT=1GiB --explain --out report"
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Parameters(
            paramLabel = "INPUT [NAME=VALUE...]",
            arity = "1..*",
            description =
                    "a scenario file, a preset's name, a log or - for a log on standard input; then settings of the"
                            + " simulated process: GOGC, GOMEMLIMIT, GOMAXPROCS, GODEBUG")
    @SuppressWarnings("NullAway.Init")
    private List<String> words;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--explain",
            description =
                    "says of every cycle, on standard error, why it started, what set its goal and trigger, whether assists"
                            + " ran, and what other settings would have changed")
    private boolean explain;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "where GODEBUG's trace lines go; standard error otherwise")
    private @Nullable Path trace;

    @Override
    public Integer call() throws IOException {
        Asked fitted = Asked.of(words, model);
        // Settings that cannot be used are refused before a process is made of a log.
        settings(fitted);
        Asked asked = fitted.atItsLevel(1, model.replications());
        Subject subject = asked.subject();
        Scenario scenario = asked.scenario();
        ProcessSettings given = settings(asked);
        Simulation simulation = asked.simulation(
                given.over(scenario.settings(given.godebug())), given.maxProcs().isPresent(), given.godebug());
        boolean traced = GodebugSupport.traces(scenario.level(), given.godebug());
        if (trace != null && !traced) {
            throw new BadInput("--trace " + trace + ": there are no trace lines without GODEBUG=gctrace=1"
                    + (scenario.level() == Level.FULL ? " or another of its traces" : ""));
        }
        List<String> warnings = new ArrayList<>(given.warnings());
        if (given.godebug().on(GodebugSetting.SCHEDDETAIL) && !given.godebug().on(GodebugSetting.SCHEDTRACE)) {
            warnings.add("GODEBUG's scheddetail only adds to the lines of schedtrace, which is not set");
        }
        RunResult result;
        try (Progress progress = Progress.simulatedTime(
                subject.name(), simulation.plannedNanos(), model.replications(), output.quiet())) {
            Recorder recorder = new Recorder(subject, model.replications(), asked.warnings(warnings), progress);
            result = record(recorder, subject, simulation, traced);
        }
        print(result);
        return ExitStatus.DONE;
    }

    private static ProcessSettings settings(Asked asked) {
        return new SettingReader(
                        asked.version(), GodebugSupport.ofRun(asked.scenario().level()))
                .read(asked.settings());
    }

    private RunResult record(Recorder recorder, Subject subject, Simulation simulation, boolean traced)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        try (WholeFile file = trace == null ? null : new WholeFile(trace)) {
            List<RunProbe> probes = new ArrayList<>();
            if (traced) {
                PrintWriter lines = file == null ? err : file.writer();
                boolean full = simulation.scenario().level() == Level.FULL;
                probes.add(full ? new TracePrinter(lines) : new GctracePrinter(lines));
            }
            if (explain) {
                probes.add(new ExplanationPrinter(err, recorder.coverage()));
            }
            RunResult result = report(recorder, subject, simulation, probes);
            if (file != null) {
                file.commit();
            }
            return result;
        } finally {
            err.flush();
        }
    }

    private RunResult report(Recorder recorder, Subject subject, Simulation simulation, List<RunProbe> probes)
            throws IOException {
        Path out = output.out();
        ActivityRequest activity = model.activity(out != null);
        if (out == null) {
            return recorder.detailed(simulation, probes.toArray(RunProbe[]::new));
        }
        try (ReportDirectory directory = ReportDirectory.stage(out)) {
            probes.add(directory.cycles(0, simulation.settings(), recorder.coverage()));
            RunResult result = recorder.detailed(simulation, activity, probes.toArray(RunProbe[]::new));
            directory.write(result, Manifests.of("run", words, model, subject));
            directory.commit();
            return result;
        }
    }

    private void print(RunResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            output.warn(spec.commandLine().getErr(), result.warnings());
            out.print(ResultJson.run(result));
        } else {
            // The table ends with the warnings.
            out.print(RunTable.print(result));
        }
        out.flush();
    }
}
