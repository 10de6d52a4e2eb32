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
        int wanted = minor(GoVersion.DEFAULT);
        if (contradictory()) {
            return GoVersion.DEFAULT;
        }
        int nearest = Math.min(Math.max(wanted, oldestMinor), newestMinor);
        int available = Math.min(Math.max(nearest, OLDEST_PROFILE), minor(newestProfile()));
        return GoVersion.values()[available - OLDEST_PROFILE];
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
        return OLDEST_PROFILE + version.ordinal();
    }

    private static GoVersion newestProfile() {
        return GoVersion.values()[GoVersion.values().length - 1];
    }
}
