package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.goruntime.ProcessSettings;
import org.heapgoal.goruntime.SettingReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what a log does not; shared by every command that reads logs. */
final class LogOptions {
    @Option(
            names = "--go",
            paramLabel = "VERSION",
            description = "Go version, 1.19 to 1.26; the scenario's, or for a log the one its layout points to")
    private @Nullable String goVersion;

    @Option(
            names = "--recorded",
            paramLabel = "SETTINGS",
            description =
                    "settings a log was recorded under, such as GOGC=100,GOMEMLIMIT=1GiB; a log does not tell them")
    private @Nullable String recorded;

    /** The same options for a log whose settings are known: {@code GOGC=100,GOMEMLIMIT=off}. */
    LogOptions recordedUnder(String settings) {
        LogOptions options = new LogOptions();
        options.goVersion = goVersion;
        options.recorded = settings;
        return options;
    }

    /** The Go version asked for, or null. */
    @Nullable
    GoVersion goVersion() {
        return goVersion == null ? null : GoVersion.parse(goVersion);
    }

    /** The settings a log was recorded under, as typed, or null. */
    @Nullable
    String recorded() {
        return recorded;
    }

    /** The settings a log was recorded under, as far as they were stated. */
    ProcessSettings recorded(GoVersion version) {
        SettingReader reader = new SettingReader(version, EnumSet.noneOf(GodebugSetting.class));
        return recorded == null ? reader.read(List.of()) : reader.readRecorded(recorded);
    }

    /** Those options that were given, as words of a command line. */
    List<String> asTyped() {
        List<String> typed = new ArrayList<>();
        if (goVersion != null) {
            typed.addAll(List.of("--go", goVersion));
        }
        if (recorded != null) {
            typed.addAll(List.of("--recorded", recorded));
        }
        return typed;
    }
}
