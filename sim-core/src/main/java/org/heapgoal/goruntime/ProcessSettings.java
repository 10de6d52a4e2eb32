package org.heapgoal.goruntime;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One value at most for each setting, as given on a command line.
 *
 * @param gcPercent GOGC in percent, {@link GcSettings#GC_PERCENT_OFF} for off; nothing where not given
 * @param memoryLimitBytes GOMEMLIMIT, {@link GcSettings#NO_MEMORY_LIMIT} for off; nothing where not given
 * @param maxProcs GOMAXPROCS; nothing where not given
 * @param godebug GODEBUG; all defaults where not given
 * @param warnings one line for each value that Go reads in a way its author may not expect
 */
public record ProcessSettings(
        OptionalInt gcPercent,
        OptionalLong memoryLimitBytes,
        OptionalInt maxProcs,
        Godebug godebug,
        List<String> warnings) {

    /** Copies the list. */
    public ProcessSettings {
        warnings = List.copyOf(warnings);
    }

    /** The base settings with what was given put in their place. */
    public GcSettings over(GcSettings base) {
        return new GcSettings(
                gcPercent.orElse(base.gcPercent()),
                memoryLimitBytes.orElse(base.memoryLimitBytes()),
                maxProcs.orElse(base.maxProcs()));
    }
}
