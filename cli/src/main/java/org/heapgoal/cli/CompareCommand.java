package org.heapgoal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.heapgoal.report.Manifest;
import org.heapgoal.report.compare.CompareJson;
import org.heapgoal.report.compare.CompareText;
import org.heapgoal.report.compare.ComparedRun;
import org.heapgoal.report.compare.Comparison;
import org.heapgoal.report.page.ReportDirectory;
import org.heapgoal.sim.units.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts two runs side by side. */
@Command(
        name = "compare",
        description =
                "Compares two runs: their figures side by side, the first GC cycle that differs, and which input of its"
                        + " goal or trigger made it differ.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  heapgoal compare web-service web-service GOGC=200 --duration 30s",
            "  heapgoal compare leak-under-limit leak-under-limit GOMEMLIMIT=off --level pacer --out report",
            "  heapgoal run steady-cache --out before && heapgoal compare before steady-cache GOGC=50",
            "  heapgoal compare monday.log friday.log --recorded GOGC=100",
            "  heapgoal compare service.log service.log GOGC=100     a log and its twin: what the twin misses",
            "  heapgoal compare web-service web-service GOGC=150 --replications 10",
            "",
            "Settings follow the input they are for. A log without settings is compared as it was logged, with",
            "settings its twin is simulated under them. Both sides draw the same random numbers, so with",
            "--replications the differences are paired: the table gives them with 95 %% confidence intervals.",
            "A run compared with itself shows no difference. The exit status is 0 whether the runs differ or not.",
            "--out writes index.html with charts of both, result.json and manifest.json."
        })
final class CompareCommand implements Callable<Integer> {
    private static final int SIDES = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Parameters(
            paramLabel = "A [NAME=VALUE...] B [NAME=VALUE...]",
            arity = "1..*",
            description =
                    "two inputs, each a report directory, a log, a scenario file or a preset's name, with the settings"
                            + " of its simulated process behind it")
    @SuppressWarnings("NullAway.Init")
    private List<String> words;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        List<SettingArguments> sides = SettingArguments.byInput(words);
        if (sides.size() != SIDES) {
            throw new BadInput("compare takes two inputs, each with its settings behind it, got " + sides.size() + ": "
                    + String.join(
                            " ",
                            sides.stream()
                                    .flatMap(side -> side.inputs().stream())
                                    .toList()));
        }
        CompareInput a = CompareInput.open(sides.get(0), model);
        CompareInput b = CompareInput.open(sides.get(1), model);
        List<String> simulated = model.ofSimulations();
        if (!simulated.isEmpty() && !a.simulated() && !b.simulated()) {
            throw new BadInput(simulated.get(0) + " says how to simulate, and neither "
                    + sides.get(0).singleInput() + " nor " + sides.get(1).singleInput() + " is simulated");
        }
        if (model.replications() > 1 && !(a.simulated() && b.simulated())) {
            throw new BadInput("--replications needs two inputs that are simulated: what was recorded once cannot be"
                    + " repeated");
        }
        // Twins of two logs are compared at the same level.
        Optional<String> whyRates = a.whyRates().or(b::whyRates);
        Comparison comparison = compare(a.withTwin(whyRates), b.withTwin(whyRates));
        List<Manifest.Input> files = new ArrayList<>(a.files());
        b.files().stream().filter(file -> !files.contains(file)).forEach(files::add);
        write(comparison, Manifests.of("compare", words, model.asTyped(), files));
        print(comparison);
        return ExitStatus.DONE;
    }

    private Comparison compare(CompareInput a, CompareInput b) {
        long planned = Math.max(a.plannedNanos(), b.plannedNanos());
        try (Progress progress = planned > 0
                ? Progress.simulatedTime("compare", planned, (long) SIDES * model.replications(), output.quiet())
                : Progress.steps("compare", SIDES, output.quiet())) {
            List<CompareInput> inputs = List.of(a, b);
            List<ComparedRun> runs = ParallelRuns.inOrder(SIDES, side -> {
                ComparedRun run = inputs.get(side).run(progress);
                progress.step();
                return run;
            });
            return Comparison.of(runs.get(0), runs.get(1));
        }
    }

    private void write(Comparison comparison, Manifest manifest) throws IOException {
        Path out = output.out();
        if (out == null) {
            return;
        }
        try (ReportDirectory directory = ReportDirectory.stage(out)) {
            directory.write(comparison, manifest);
            directory.commit();
        }
    }

    private void print(Comparison comparison) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            List<String> warnings = new ArrayList<>(comparison.a().warnings());
            warnings.addAll(comparison.b().warnings());
            output.warn(
                    spec.commandLine().getErr(), warnings.stream().distinct().toList());
            out.print(CompareJson.print(comparison));
        } else {
            // The text ends with the warnings.
            out.print(CompareText.print(comparison));
        }
        out.flush();
    }
}
