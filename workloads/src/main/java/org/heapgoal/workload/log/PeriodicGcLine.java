package org.heapgoal.workload.log;

/**
 * {@code GC forced}: two minutes have passed without a cycle, so one is started ({@code proc.go: forcegchelper}).
 *
 * @param lineNumber its line in the log, from 1
 */
public record PeriodicGcLine(long lineNumber) implements TraceLine {
    @Override
    public LineKind kind() {
        return LineKind.GC_PERIODIC;
    }
}
