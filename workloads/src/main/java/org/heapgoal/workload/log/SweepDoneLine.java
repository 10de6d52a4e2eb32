package org.heapgoal.workload.log;

/**
 * {@code pacer: sweep done at heap size …} ({@code mgcsweep.go}; in Go 1.19 to 1.24 a defect kept it from being printed).
 *
 * @param lineNumber its line in the log, from 1
 * @param heapLiveBytes heapLive when the last span was swept
 * @param allocatedBytes allocated while sweeping
 * @param sweptPages pages swept
 */
public record SweepDoneLine(long lineNumber, Interval heapLiveBytes, Interval allocatedBytes, long sweptPages)
        implements TraceLine {
    @Override
    public LineKind kind() {
        return LineKind.PACER_SWEEP;
    }
}
