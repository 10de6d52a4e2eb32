package org.heapgoal.workload.log;

import java.util.List;
import org.heapgoal.goruntime.GoVersion;

/**
 * Which Go releases can have printed a log.
 *
 * @param oldestMinor the oldest possible release, as the 21 in 1.21
 * @param newestMinor the newest possible release; below {@code oldestMinor} when the log's lines contradict each other
 * @param why what tells, one clause for each piece of evidence
 */
public record VersionGuess(int oldestMinor, int newestMinor, List<String> why) {
    private static final int OLDEST_PROFILE = 19;

    /** Copies the list. */
    public VersionGuess {
        why = List.copyOf(why);
    }

    /** Whether no single release prints all of the log's lines, as when the logs of two programs are joined. */
    public boolean contradictory() {
        return newestMinor < oldestMinor;
    }

    /**
     * The version to simulate when the user names none: the default version where the log allows it, otherwise the
     * possible one that is nearest to it.
     */
    public GoVersion profile() {
        if (contradictory()) {
            return GoVersion.DEFAULT;
        }
        GoVersion best = GoVersion.DEFAULT;
        for (GoVersion version : GoVersion.values()) {
            boolean nearerToDefault = distance(version) == distance(best)
                    && StrictMath.abs(minor(version) - minor(GoVersion.DEFAULT))
                            < StrictMath.abs(minor(best) - minor(GoVersion.DEFAULT));
            if (distance(version) < distance(best) || nearerToDefault) {
                best = version;
            }
        }
        return best;
    }

    /** How many releases lie between the version and the possible ones. */
    private int distance(GoVersion version) {
        int minor = minor(version);
        return Math.max(0, Math.max(oldestMinor - minor, minor - newestMinor));
    }

    /** Whether a release that can have printed the log can also be simulated. */
    public boolean canBeSimulated() {
        return !contradictory() && newestMinor >= OLDEST_PROFILE;
    }

    /** The guess and its reasons in one line. */
    public String text() {
        String range =
                oldestMinor == newestMinor ? "Go 1." + oldestMinor : "Go 1." + oldestMinor + " to 1." + newestMinor;
        String what = contradictory() ? "lines of different Go releases" : range;
        return what + (why.isEmpty() ? "" : " (" + String.join("; ", why) + ")");
    }

    private static int minor(GoVersion version) {
        return Integer.parseInt(version.label().substring("1.".length()));
    }
}
