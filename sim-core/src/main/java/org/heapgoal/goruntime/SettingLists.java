package org.heapgoal.goruntime;

import java.util.ArrayList;
import java.util.List;

/**
 * The alternatives of a what-if: for each setting the values to try.
 *
 * @param gcPercents GOGC in percent, in the order given; empty where not given
 * @param memoryLimitsBytes GOMEMLIMIT in bytes, likewise
 * @param maxProcs GOMAXPROCS, likewise
 * @param godebug GODEBUG, the same for every alternative
 * @param warnings one line for each value that Go reads in a way its author may not expect
 */
public record SettingLists(
        List<Integer> gcPercents,
        List<Long> memoryLimitsBytes,
        List<Integer> maxProcs,
        Godebug godebug,
        List<String> warnings) {

    /** Copies the lists. */
    public SettingLists {
        gcPercents = List.copyOf(gcPercents);
        memoryLimitsBytes = List.copyOf(memoryLimitsBytes);
        maxProcs = List.copyOf(maxProcs);
        warnings = List.copyOf(warnings);
    }

    /** The number of combinations; 1 where nothing was given. */
    public long size() {
        return (long) Math.max(1, gcPercents.size())
                * Math.max(1, memoryLimitsBytes.size())
                * Math.max(1, maxProcs.size());
    }

    /**
     * Every combination of the values, a setting without values keeping the base's: GOGC varies slowest, GOMAXPROCS
     * fastest.
     */
    public List<GcSettings> combinations(GcSettings base) {
        List<GcSettings> all = new ArrayList<>();
        for (int percent : gcPercents.isEmpty() ? List.of(base.gcPercent()) : gcPercents) {
            for (long limit : memoryLimitsBytes.isEmpty() ? List.of(base.memoryLimitBytes()) : memoryLimitsBytes) {
                for (int procs : maxProcs.isEmpty() ? List.of(base.maxProcs()) : maxProcs) {
                    all.add(new GcSettings(percent, limit, procs));
                }
            }
        }
        return all;
    }
}
