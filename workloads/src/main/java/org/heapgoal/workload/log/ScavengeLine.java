package org.heapgoal.workload.log;

import org.jspecify.annotations.Nullable;

/**
 * A line of scavtrace, or of gctrace's scavenger reports up to Go 1.13.
 *
 * @param lineNumber its line in the log, from 1
 * @param era the layout
 * @param backgroundBytes released in the background since the last line; before Go 1.21 with what allocation released
 * @param eagerBytes released by allocation since the last line; absent before Go 1.21
 * @param releasedBytes released and not in use again at this moment; absent in {@code scvg: … MB released}
 * @param utilizationPercent share of unreleased heap that is in use; absent before Go 1.14
 * @param forced whether {@code debug.FreeOSMemory} released the memory
 */
public record ScavengeLine(
        long lineNumber,
        Era era,
        Interval backgroundBytes,
        @Nullable Interval eagerBytes,
        @Nullable Interval releasedBytes,
        @Nullable Interval utilizationPercent,
        boolean forced)
        implements TraceLine {
    /** The layouts of scavenger lines. */
    public enum Era {
        /** {@code scvg…}, up to Go 1.13. */
        SCVG,
        /** {@code scav … KiB work, … KiB total}, Go 1.14 to 1.20. */
        ONE_WORK_FIELD,
        /** {@code scav … (bg), … (eager), … KiB now}, from Go 1.21. */
        BACKGROUND_AND_EAGER
    }

    @Override
    public LineKind kind() {
        return LineKind.SCAVENGE;
    }
}
