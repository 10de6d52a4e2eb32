package org.heapgoal.workload.score;

import org.heapgoal.recording.CycleRecord;
import org.heapgoal.workload.log.GcCycleLine;
import org.heapgoal.workload.log.LogCycle;

/**
 * One cycle as gctrace tells it, of a real or a simulated run.
 *
 * @param number from 1
 * @param startNanos since the start of the process
 * @param endNanos since the start of the process
 * @param markNanos length of the mark phase
 * @param stopNanos both stops of the world, with the wait for it to stop
 * @param assistNanos CPU time of assists
 * @param backgroundNanos CPU time of dedicated and fractional workers
 * @param idleNanos CPU time of idle workers
 * @param atStart heapLive at the start, bytes
 * @param atEnd heapLive at the end of marking, bytes
 * @param marked found live, bytes
 * @param goal the goal, bytes
 * @param maxProcs GOMAXPROCS
 */
record CycleNumbers(
        long number,
        double startNanos,
        double endNanos,
        double markNanos,
        double stopNanos,
        double assistNanos,
        double backgroundNanos,
        double idleNanos,
        double atStart,
        double atEnd,
        double marked,
        double goal,
        int maxProcs) {

    static CycleNumbers of(CycleRecord cycle) {
        CycleRecord.Timing timing = cycle.timing();
        CycleRecord.Heap heap = cycle.heap();
        return new CycleNumbers(
                cycle.number(),
                timing.startNanos(),
                timing.endNanos(),
                timing.markNanos(),
                timing.sweepTerminationNanos() + timing.markTerminationNanos(),
                cycle.cpu().assistNanos(),
                cycle.cpu().dedicatedNanos() + cycle.cpu().fractionalNanos(),
                cycle.cpu().idleNanos(),
                heap.liveAtStart(),
                heap.liveAtEnd(),
                heap.marked(),
                heap.goal(),
                cycle.maxProcs());
    }

    static CycleNumbers of(LogCycle cycle) {
        GcCycleLine line = cycle.line();
        GcCycleLine.Clock clock = line.clock();
        return new CycleNumbers(
                line.number(),
                line.startNanos().mid(),
                line.endNanos().mid(),
                clock.mark().mid(),
                clock.sweepTermination().plus(clock.markTermination()).mid(),
                line.cpu().assist().mid(),
                line.cpu().background().mid(),
                line.cpu().idle().mid(),
                cycle.triggeredBytes().mid(),
                cycle.endBytes().mid(),
                line.heap().marked().mid(),
                cycle.goalBytes().mid(),
                line.maxProcs());
    }

    double markCpuNanos() {
        return assistNanos + backgroundNanos + idleNanos;
    }
}
