package org.heapgoal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.heapgoal.report.json.JsonText;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.band.ErrorCase;
import org.heapgoal.workload.band.ErrorFit;
import org.heapgoal.workload.band.ErrorModel;
import org.heapgoal.workload.calibrate.CalibrationResult;
import org.heapgoal.workload.calibrate.Overrides;
import org.heapgoal.workload.calibrate.Validation;
import org.heapgoal.workload.score.Corpus;
import org.heapgoal.workload.score.CorpusReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares what twins predict with what real programs did: a log with itself, or the runs of a corpus with each other. */
@Command(
        name = "validate",
        description = {
            "Runs the twin of each log under that log's own settings and compares it with what really happened.",
            "Of a corpus directory, predicts every run from the logs of its base setting instead, and scores the"
                    + " predictions; exit status 1 if a bar is missed."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  heapgoal validate service.log --recorded GOGC=100",
            "  heapgoal validate validation/corpus/go1.26.8 -o docs/fidelity.md"
        })
final class ValidateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    private static final int MAX_RUNS = 1_000;

    @Parameters(
            paramLabel = "LOG|DIR",
            arity = "1..*",
            description = "logs, or - for a log on standard input; or one corpus directory")
    @SuppressWarnings("NullAway.Init")
    private List<String> inputs;

    @Mixin
    private final TwinOptions options = new TwinOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json on standard output")
    private OutputOptions.Format format = OutputOptions.Format.text;

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description = "of a directory: writes the scores there as Markdown (.md)")
    private @Nullable Path target;

    @Option(names = "--programs", paramLabel = "LIST", split = ",", description = "of a directory: only these programs")
    private List<String> programs = List.of();

    @Option(
            names = "--base-logs",
            paramLabel = "N",
            description = "of a directory: from how many repeats of the base setting to predict (default 1)")
    private int baseLogs = 1;

    @Option(
            names = "--replications",
            paramLabel = "N",
            description = "of a directory: how many runs of a twin a prediction is the mean of (default 1)")
    private int replications = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of a directory: seed of the twins' random streams (default 1)")
    private long seed = 1;

    @Option(
            names = "--error-model",
            paramLabel = "FILE",
            description = "of a directory: derives the error model of the intervals from its tuning half and writes it"
                    + " there (.csv)")
    private @Nullable Path errorModel;

    @Option(names = "--quiet", description = "no progress on standard error")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        List<String> directories =
                inputs.stream().filter(ValidateCommand::isDirectory).toList();
        if (directories.isEmpty()) {
            refuseOptionsOfDirectories();
            return logs();
        }
        if (inputs.size() > 1) {
            throw new BadInput(directories.get(0) + " is a directory, which is scored alone; got " + inputs.size()
                    + " inputs: " + String.join(" ", inputs));
        }
        return corpus(Path.of(inputs.get(0)));
    }

    private void refuseOptionsOfDirectories() {
        for (String option : List.of("-o", "--programs", "--base-logs", "--replications", "--seed", "--error-model")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new BadInput(option + " belongs to the scoring of a directory; " + inputs.get(0) + " is a log");
            }
        }
    }

    private static boolean isDirectory(String input) {
        try {
            return Files.isDirectory(Path.of(input));
        } catch (InvalidPathException e) {
            return false; // reading it as a log says so
        }
    }

    private int corpus(Path directory) throws IOException {
        if (options.recorded() != null || !options.overrides().equals(Overrides.NONE)) {
            throw new BadInput(
                    "--recorded and --set belong to one program's log; a corpus knows the settings of its runs");
        }
        if (target != null && !target.toString().endsWith(".md")) {
            throw new BadInput("-o " + target + ": the name of a Markdown file ends in .md");
        }
        if (errorModel != null && !errorModel.toString().endsWith(".csv")) {
            throw new BadInput("--error-model " + errorModel + ": the name of a table ends in .csv");
        }
        checkCount("--base-logs", baseLogs);
        checkCount("--replications", replications);
        Corpus corpus = CorpusReader.read(directory, programs);
        CorpusScoring.Outcome outcome = new CorpusScoring(corpus, options, seed, replications, quiet).score(baseLogs);
        if (errorModel != null) {
            derive(corpus, outcome, errorModel);
        }
        if (target != null) {
            try (WholeFile file = new WholeFile(target)) {
                file.writer().print(FidelityPage.print(corpus, outcome));
                file.commit();
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                format == OutputOptions.Format.json
                        ? JsonText.print(FidelityJson.of(outcome))
                        : FidelityText.print(outcome.fidelity()));
        out.flush();
        return outcome.fidelity().missed() ? ExitStatus.CHECK_FAILED : ExitStatus.DONE;
    }

    private static void derive(Corpus corpus, CorpusScoring.Outcome outcome, Path file) throws IOException {
        ErrorModel model = ErrorFit.of(outcome.tuning());
        if (model.terms().isEmpty()) {
            throw new BadInput("--error-model " + file + ": too few programs of the tuning half were predicted");
        }
        String programs =
                outcome.tuning().stream().map(ErrorCase::program).distinct().collect(Collectors.joining(", "));
        String goVersion = corpus.facts().stream()
                .findFirst()
                .map(fact -> fact.replace("goVersion: ", ""))
                .orElse("a corpus");
        try (WholeFile whole = new WholeFile(file)) {
            model.lines(List.of(
                            "How far predictions of twins are off; the columns are explained in docs/calibration.md.",
                            "Derived by: heapgoal validate DIR --error-model FILE",
                            "From the tuning half of "
                                    + goVersion + ": " + programs
                                    + "; no other program was looked at."))
                    .forEach(line -> whole.writer().print(line + "\n"));
            whole.commit();
        }
    }

    private static void checkCount(String option, int value) {
        if (value < 1 || value > MAX_RUNS) {
            throw new BadInput(option + " is " + value + "; allowed is 1 to " + MAX_RUNS);
        }
    }

    private int logs() {
        Map<String, Object> all = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (String input : inputs) {
            Interruption.check();
            Subject subject = new SubjectLoader(options, System.in).load(input);
            CalibrationResult twin = subject.calibration()
                    .orElseThrow(() -> new BadInput(input + ": is a scenario; validate expects logs"));
            Validation validation = Validation.ofOwnLog(twin, subject.version(options));
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
