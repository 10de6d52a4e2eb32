package org.heapgoal.report;

import java.util.OptionalLong;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.Level;

/**
 * Which run a result belongs to.
 *
 * @param name what the user calls it: a preset, or the name of a scenario file or log without its directories
 * @param source what it was made from, as a phrase: "twin of service.log", "preset web-service", "the log itself"
 * @param level the level of detail, or {@link Level#LOG}
 * @param goVersion the release of Go that was simulated or that wrote the log
 * @param settings the settings at the start of the run
 * @param seed the seed of the run's random streams; nothing for a real log
 */
public record RunIdentity(
        String name, String source, Level level, GoVersion goVersion, GcSettings settings, OptionalLong seed) {
    /** Makes the texts safe to print. */
    public RunIdentity {
        name = SafeText.of(name);
        source = SafeText.of(source);
    }
}
