package org.heapgoal.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.heapgoal.report.json.JsonText;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.calibrate.CalibrationResult;
import org.heapgoal.workload.calibrate.Validation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares what a log's twin predicts with what the log says. */
@Command(
        name = "validate",
        description =
                "Runs the twin of each log under that log's own settings and compares it with what really happened.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Example: heapgoal validate service.log --recorded GOGC=100"})
final class ValidateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Parameters(paramLabel = "LOG", arity = "1..*", description = "logs, or - for a log on standard input")
    @SuppressWarnings("NullAway.Init")
    private List<String> inputs;

    @Mixin
    private final TwinOptions options = new TwinOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json on standard output")
    private OutputOptions.Format format = OutputOptions.Format.text;

    @Override
    public Integer call() {
        Map<String, Object> all = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (String input : inputs) {
            Interruption.check();
            Subject subject = new SubjectLoader(options, System.in).load(input);
            CalibrationResult twin = subject.calibration()
                    .orElseThrow(() -> new BadInput(input + ": is a scenario; validate expects logs"));
            Validation validation = Validation.ofProcess(twin, subject.version(options));
            all.put(subject.name(), validation.toMap());
            lines.add(subject.name());
            lines.addAll(validation.text());
            subject.warnings().forEach(warning -> lines.add("  warning: " + warning));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format == OutputOptions.Format.json) {
            out.print(JsonText.print(all));
        } else {
            lines.forEach(line -> out.print(line + "\n"));
        }
        out.flush();
        return ExitStatus.DONE;
    }
}
