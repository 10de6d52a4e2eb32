package org.heapgoal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.heapgoal.conformance.ConformanceRun;
import org.heapgoal.conformance.FileResult;
import org.heapgoal.goruntime.GoVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays golden vectors of the real runtime against the models. */
@Command(
        name = "conformance",
        description = "Replays golden vectors printed by the real Go runtime; every answer must be equal, bit for bit.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "One line per file, then its first mismatch with line, field, expected and actual. Exit status 1 on any.",
            "Example: heapgoal conformance validation/vectors/*/*.jsonl.gz"
        })
final class ConformanceCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "vector files, .jsonl or .jsonl.gz")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Option(
            names = "--go",
            paramLabel = "VERSION",
            description = "replay under this Go version instead of the one each file names")
    private @Nullable String goVersion;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<GoVersion> version = Optional.ofNullable(goVersion).map(GoVersion::parse);
        boolean passed = true;
        for (Path file : files) {
            Interruption.check();
            FileResult result = ConformanceRun.replay(file, version);
            out.println(result.summary());
            result.first().ifPresent(mismatch -> out.println("  " + mismatch.describe()));
            out.flush();
            passed &= result.passed();
        }
        return passed ? ExitStatus.DONE : ExitStatus.CHECK_FAILED;
    }
}
