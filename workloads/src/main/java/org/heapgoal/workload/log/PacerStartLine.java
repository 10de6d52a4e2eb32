package org.heapgoal.workload.log;

/**
 * {@code pacer: assist ratio=… (scan S MB in L->G MB) workers=D+F} ({@code mgcpacer.go: startCycle}).
 *
 * @param lineNumber its line in the log, from 1
 * @param floatStyle how its floating-point numbers are written
 * @param assistWorkPerByte scan work that an allocated byte owes
 * @param heapScanBytes heap that may have to be scanned
 * @param heapLiveBytes heapLive at the start of the cycle
 * @param goalBytes the goal at the start of the cycle
 * @param dedicatedWorkers Ps that mark only
 * @param fractionalUtilization share of each P for the fractional worker, 0 to 1
 */
public record PacerStartLine(
        long lineNumber,
        FloatStyle floatStyle,
        double assistWorkPerByte,
        Interval heapScanBytes,
        Interval heapLiveBytes,
        Interval goalBytes,
        int dedicatedWorkers,
        double fractionalUtilization)
        implements TraceLine {
    @Override
    public LineKind kind() {
        return LineKind.PACER_START;
    }
}
