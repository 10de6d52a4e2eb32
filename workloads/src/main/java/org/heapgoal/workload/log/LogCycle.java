package org.heapgoal.workload.log;

import org.jspecify.annotations.Nullable;

/**
 * One cycle of a process: its gctrace line and what other lines say of it.
 *
 * @param line the gctrace line
 * @param periodic whether the two-minute timer started it
 * @param pacerStart its first gcpacertrace line, if there is one
 * @param pacerEnd its second gcpacertrace line, if there is one
 */
public record LogCycle(
        GcCycleLine line,
        boolean periodic,
        @Nullable PacerStartLine pacerStart,
        @Nullable PacerEndLine pacerEnd) {

    /** Bytes by which heapLive may differ between the instants at which the two kinds of lines sample it. */
    private static final double SAMPLING_BYTES = 2 << 20;

    /** A cycle with those pacer lines that agree with its gctrace line; others belong to another process. */
    static LogCycle of(GcCycleLine line, boolean periodic, @Nullable PacerStartLine start, @Nullable PacerEndLine end) {
        boolean startFits = start != null
                && near(line.heap().atStart(), start.heapLiveBytes().low());
        boolean endFits = end != null && near(line.heap().atEnd(), (double) end.heapLiveBytes());
        return new LogCycle(line, periodic, startFits ? start : null, endFits ? end : null);
    }

    private static boolean near(Interval printed, double bytes) {
        return bytes > printed.low() - SAMPLING_BYTES && bytes < printed.high() + SAMPLING_BYTES;
    }

    /** heapLive when marking began, as exactly as the log tells. */
    public Interval triggeredBytes() {
        return pacerEnd == null ? line.heap().atStart() : Interval.exactly((double) pacerEnd.triggeredBytes());
    }

    /** heapLive when marking ended, as exactly as the log tells. */
    public Interval endBytes() {
        return pacerEnd == null ? line.heap().atEnd() : Interval.exactly((double) pacerEnd.heapLiveBytes());
    }

    /** The goal at the end of the cycle, as exactly as the log tells. */
    public Interval goalBytes() {
        return pacerEnd == null ? line.heap().goal() : Interval.exactly((double) pacerEnd.goalBytes());
    }

    /** Stacks and globals that the goal counted, as exactly as the log tells. */
    public Interval rootBytes() {
        return pacerEnd == null
                ? line.rootBytes()
                : Interval.exactly((double) (pacerEnd.stackWorkBytes() + pacerEnd.globalsWorkBytes()));
    }
}
