package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.workload.calibrate.Overrides;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say how an input becomes a load; shared by every command that reads logs. */
final class TwinOptions {
    @Mixin
    private final LogOptions log;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "states a figure of the load or twin, such as nonHeapBytes=40MiB; may be repeated")
    private List<String> overrides;

    /** For picocli. */
    TwinOptions() {
        this(new LogOptions(), List.of());
    }

    private TwinOptions(LogOptions log, List<String> overrides) {
        this.log = log;
        this.overrides = overrides;
    }

    /** The same options for a log whose settings are known: {@code GOGC=100,GOMEMLIMIT=off}. */
    TwinOptions recordedUnder(String settings) {
        return new TwinOptions(log.recordedUnder(settings), overrides);
    }

    /** The Go version asked for, or null. */
    @Nullable
    GoVersion goVersion() {
        return log.goVersion();
    }

    /** Figures of the load that the user states. */
    Overrides overrides() {
        return Overrides.parse(overrides);
    }

    /** The settings a log was recorded under, as typed, or null. */
    @Nullable
    String recorded() {
        return log.recorded();
    }

    /** Options that say what a log does not. */
    LogOptions log() {
        return log;
    }

    /** Those options that were given, as words of a command line. */
    List<String> asTyped() {
        List<String> typed = new ArrayList<>(log.asTyped());
        overrides.forEach(override -> typed.addAll(List.of("--set", override)));
        return typed;
    }
}
