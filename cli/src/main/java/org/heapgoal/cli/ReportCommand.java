package org.heapgoal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.report.Manifest;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.json.ResultJson;
import org.heapgoal.report.page.ReportDirectory;
import org.heapgoal.report.text.RunTable;
import org.heapgoal.workload.calibrate.LogRecording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a real program logged, without simulating anything. */
@Command(
        name = "report",
        description = "Shows what a log tells: cycles, goals, GC CPU and pauses as logged. Nothing is simulated.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  heapgoal report service.log --out report",
            "  heapgoal report service.log --recorded GOGC=100,GOMEMLIMIT=1GiB --out report",
            "  ./my-service 2>&1 | heapgoal report - --out report"
        })
final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Parameters(
            paramLabel = "LOG",
            arity = "1..*",
            description =
                    "a log, or - for a log on standard input; several are pieces of one rotated log, oldest first")
    @SuppressWarnings("NullAway.Init")
    private List<String> inputs;

    @Mixin
    private final LogOptions options = new LogOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        LoadedLog log = SubjectLoader.loadLog(inputs, System.in);
        GoVersion asked = options.goVersion();
        GoVersion version = asked == null ? log.log().report().version().profile() : asked;
        LogRecording recording = LogRecording.of(log.log(), options.recorded(version));
        RunResult result =
                report(new LoggedRun(log.name(), recording, version, recording.warnings()), recording.settings(), log);
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            output.warn(spec.commandLine().getErr(), result.warnings());
            out.print(ResultJson.run(result));
        } else {
            out.print(RunTable.print(result));
        }
        out.flush();
        return ExitStatus.DONE;
    }

    private RunResult report(LoggedRun run, GcSettings settings, LoadedLog log) throws IOException {
        Path out = output.out();
        if (out == null) {
            return run.result(new RunProbe() {});
        }
        try (ReportDirectory directory = ReportDirectory.stage(out)) {
            RunResult result = run.result(directory.cycles(0, settings, run.coverage()));
            directory.write(result, log.log().text(), manifest(log));
            directory.commit();
            return result;
        }
    }

    private Manifest manifest(LoadedLog log) {
        List<String> words = new ArrayList<>(inputs);
        return Manifests.of("report", words, options.asTyped(), Manifests.inputs(log.name(), log.sha256()));
    }
}
