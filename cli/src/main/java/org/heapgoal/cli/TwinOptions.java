package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.workload.calibrate.Overrides;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how an input becomes a load; shared by every command that reads logs. */
final class TwinOptions {
    @Option(
            names = "--go",
            paramLabel = "VERSION",
            description =
                    "Go version simulated, 1.19 to 1.26; the scenario's, or for a log the one its layout points to")
    private @Nullable String goVersion;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "states a figure of the load or twin, such as nonHeapBytes=40MiB; may be repeated")
    private List<String> overrides = List.of();

    @Option(
            names = "--recorded",
            paramLabel = "SETTINGS",
            description =
                    "settings a log was recorded under, such as GOGC=100,GOMEMLIMIT=1GiB; a log does not tell them")
    private @Nullable String recorded;

    /** The same options for a log whose settings are known: {@code GOGC=100,GOMEMLIMIT=off}. */
    TwinOptions recordedUnder(String settings) {
        TwinOptions options = new TwinOptions();
        options.goVersion = goVersion;
        options.overrides = overrides;
        options.recorded = settings;
        return options;
    }

    /** The Go version asked for, or null. */
    @Nullable
    GoVersion goVersion() {
        return goVersion == null ? null : GoVersion.parse(goVersion);
    }

    /** Figures of the load that the user states. */
    Overrides overrides() {
        return Overrides.parse(overrides);
    }

    /** The settings a log was recorded under, as typed, or null. */
    @Nullable
    String recorded() {
        return recorded;
    }

    /** Those options that were given, as words of a command line. */
    List<String> asTyped() {
        List<String> typed = new ArrayList<>();
        if (goVersion != null) {
            typed.addAll(List.of("--go", goVersion));
        }
        overrides.forEach(override -> typed.addAll(List.of("--set", override)));
        if (recorded != null) {
            typed.addAll(List.of("--recorded", recorded));
        }
        return typed;
    }
}
