package org.heapgoal.goruntime;

import java.util.Arrays;
import java.util.List;

/** The environment variables that a simulated process can be given, under the names Go reads. */
public enum SettingName {
    /** Heap growth in percent that starts a cycle, or off. */
    GOGC("a percentage such as 100, or off"),
    /** Soft limit of the process's memory, or off. */
    GOMEMLIMIT("a size such as 900MiB or 2GiB, or off"),
    /** Number of Ps. */
    GOMAXPROCS("a number from 1 to " + SettingReader.MAX_PROCS),
    /** Trace lines and behaviour. */
    GODEBUG("a list such as gctrace=1,scavtrace=1");

    private final String allowed;

    SettingName(String allowed) {
        this.allowed = allowed;
    }

    /** What its value may be, as a phrase. */
    public String allowed() {
        return allowed;
    }

    /** All names, in order of declaration. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }
}
