package org.heapgoal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.heapgoal.report.json.JsonText;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.calibrate.CalibrationResult;
import org.heapgoal.workload.scenario.ScenarioWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns a log into a scenario, and says how far it could. */
@Command(
        name = "calibrate",
        description =
                "Makes the twin of a program from its log: a scenario file, and a report of what the log could tell.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  heapgoal calibrate service.log --recorded GOGC=100 -o twin.yaml",
            "  heapgoal calibrate service.log --set nonHeapBytes=40MiB --format json"
        })
final class CalibrateCommand implements Callable<Integer> {
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

    @Option(names = "-o", paramLabel = "FILE", description = "writes the twin there, as a scenario file (.yaml)")
    private @Nullable Path target;

    @Mixin
    private final TwinOptions options = new TwinOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json on standard output")
    private OutputOptions.Format format = OutputOptions.Format.text;

    @Override
    public Integer call() throws IOException {
        if (target != null && !target.toString().matches(".*\\.ya?ml")) {
            throw new BadInput("-o " + target + ": a scenario file's name ends in .yaml");
        }
        Subject subject = new SubjectLoader(options, System.in).loadPieces(inputs);
        CalibrationResult result = subject.calibration()
                .orElseThrow(() -> new BadInput(inputs.get(0) + ": is a scenario already; calibrate expects a log"));
        if (target != null) {
            try (WholeFile file = new WholeFile(target)) {
                file.writer()
                        .print(ScenarioWriter.write(
                                subject.scenario(), result.fit().text()));
                file.commit();
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format == OutputOptions.Format.json) {
            out.print(JsonText.print(result.fit().toMap()));
        } else {
            List<String> lines = result.fit().text();
            lines.forEach(line -> out.print(line + "\n"));
            out.print(target == null ? "" : "\nThe twin is in " + target + ".\n");
        }
        out.flush();
        return ExitStatus.DONE;
    }
}
