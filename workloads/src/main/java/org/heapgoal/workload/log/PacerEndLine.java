package org.heapgoal.workload.log;

/**
 * {@code pacer: U% CPU (25 exp.) for h+s+g B work (e B exp.) in T B -> L B (∆goal x, cons/mark C)} ({@code mgcpacer.go:
 * endCycle}). It is not printed for a cycle whose heap did not grow past its trigger.
 *
 * @param lineNumber its line in the log, from 1
 * @param floatStyle how its floating-point number is written
 * @param utilizationPercent GC's share of the CPU during the mark, truncated
 * @param heapWorkBytes scan work done in the heap
 * @param stackWorkBytes scan work done in stacks
 * @param globalsWorkBytes scan work done in globals
 * @param expectedWorkBytes the work that a steady state would have had
 * @param triggeredBytes heapLive at the start of the mark
 * @param heapLiveBytes heapLive at the end of the mark
 * @param overshootBytes heapLive at the end less the goal
 * @param consMark the ratio of allocation to mark work that this cycle had been planned with
 */
public record PacerEndLine(
        long lineNumber,
        FloatStyle floatStyle,
        long utilizationPercent,
        long heapWorkBytes,
        long stackWorkBytes,
        long globalsWorkBytes,
        long expectedWorkBytes,
        long triggeredBytes,
        long heapLiveBytes,
        long overshootBytes,
        double consMark)
        implements TraceLine {
    @Override
    public LineKind kind() {
        return LineKind.PACER_END;
    }

    /** All scan work of the cycle. */
    public long workBytes() {
        return heapWorkBytes + stackWorkBytes + globalsWorkBytes;
    }

    /** The goal at the end of the cycle, to the byte. */
    public long goalBytes() {
        return heapLiveBytes - overshootBytes;
    }
}
