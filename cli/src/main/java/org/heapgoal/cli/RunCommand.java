package org.heapgoal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.goruntime.ProcessSettings;
import org.heapgoal.goruntime.SettingReader;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.json.ResultJson;
import org.heapgoal.report.page.ReportDirectory;
import org.heapgoal.report.text.RunTable;
import org.heapgoal.sim.units.BadInput;
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
            "  heapgoal run web-service GODEBUG=gctrace=1 --trace trace.log",
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

    @Option(names = "--explain", description = "says of every cycle why it started where it did (on standard error)")
    private boolean explain;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "where GODEBUG's trace lines go; standard error otherwise")
    private @Nullable Path trace;

    @Override
    public Integer call() throws IOException {
        SettingArguments arguments = SettingArguments.of(words);
        Subject subject = new SubjectLoader(model.twin(), System.in)
                .load(arguments.singleInput())
                .at(model.level());
        GoVersion version = subject.version(model.twin());
        ProcessSettings given =
                new SettingReader(version, EnumSet.of(GodebugSetting.GCTRACE)).read(arguments.settings());
        Simulation simulation = new Simulation(
                subject.scenario(),
                given.over(subject.scenario().settings()),
                version,
                model.seed(),
                0,
                model.switches(),
                model.durationNanos());
        boolean traced = given.godebug().on(GodebugSetting.GCTRACE);
        if (trace != null && !traced) {
            throw new BadInput("--trace " + trace + ": there are no trace lines without GODEBUG=gctrace=1");
        }
        List<String> warnings = new ArrayList<>(given.warnings());
        warnings.addAll(subject.warnings());
        warnings.addAll(model.ineffective(subject.scenario()));
        RunResult result = record(new Recorder(subject, model.replications(), warnings), subject, simulation, traced);
        print(result);
        return ExitStatus.DONE;
    }

    private RunResult record(Recorder recorder, Subject subject, Simulation simulation, boolean traced)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        try (WholeFile file = trace == null ? null : new WholeFile(trace)) {
            List<RunProbe> probes = new ArrayList<>();
            if (traced) {
                probes.add(new GctracePrinter(file == null ? err : file.writer()));
            }
            if (explain) {
                probes.add(new ExplanationPrinter(err));
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
        if (out == null) {
            return recorder.detailed(simulation, probes.toArray(RunProbe[]::new));
        }
        try (ReportDirectory directory = ReportDirectory.stage(out)) {
            probes.add(directory.cycles(0, simulation.settings(), recorder.coverage()));
            RunResult result = recorder.detailed(simulation, probes.toArray(RunProbe[]::new));
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
