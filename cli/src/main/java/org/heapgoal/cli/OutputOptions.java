package org.heapgoal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where answers go; shared by every command that simulates. */
final class OutputOptions {
    /** How an answer is printed. */
    enum Format {
        /** A table for people. */
        text,
        /** One object for programs. */
        json
    }

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json on standard output")
    private Format format = Format.text;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "writes a report there: index.html, charts, cycles.csv, samples.csv, result.json, manifest.json")
    private @Nullable Path out;

    @Option(names = "--quiet", description = "no progress and no warnings on standard error")
    private boolean quiet;

    /** Whether standard output is to be JSON. */
    boolean json() {
        return format == Format.json;
    }

    /** The report's directory, or null. */
    @Nullable
    Path out() {
        return out;
    }

    /** Whether standard error shall stay empty but for errors. */
    boolean quiet() {
        return quiet;
    }

    /** Prints warnings, one a line, unless asked not to. */
    void warn(PrintWriter err, List<String> warnings) {
        if (!quiet) {
            warnings.forEach(warning -> err.println("heapgoal: warning: " + warning));
            err.flush();
        }
    }
}
