package org.heapgoal.workload.calibrate;

import org.heapgoal.recording.CycleRecord;

/**
 * What a gctrace line shows of a cycle, of a log or of a twin's run.
 *
 * @param startNanos when it began
 * @param stopNanos length of both stops
 * @param markNanos length of its mark phase
 * @param assistNanos CPU time of assists
 * @param workerNanos CPU time of dedicated and fractional workers
 * @param idleNanos CPU time of idle workers
 * @param atStart heap at its start, bytes
 * @param atEnd heap at its end, bytes
 * @param marked found live, bytes
 * @param procs GOMAXPROCS
 */
record SeenCycle(
        double startNanos,
        double stopNanos,
        double markNanos,
        double assistNanos,
        double workerNanos,
        double idleNanos,
        double atStart,
        double atEnd,
        double marked,
        int procs) {

    static SeenCycle of(CycleFacts fact) {
        double atStart = fact.atStart().mid();
        return new SeenCycle(
                fact.startNanos(),
                fact.sweepTerminationNanos() + fact.markTerminationNanos(),
                fact.markNanos(),
                fact.assistNanos(),
                fact.backgroundNanos(),
                fact.idleNanos(),
                atStart,
                atStart + fact.black().mid(),
                fact.marked().mid(),
                fact.maxProcs());
    }

    static SeenCycle of(CycleRecord cycle) {
        CycleRecord.Timing timing = cycle.timing();
        return new SeenCycle(
                timing.startNanos(),
                (double) (timing.sweepTerminationNanos() + timing.markTerminationNanos()),
                timing.markNanos(),
                cycle.cpu().assistNanos(),
                (double) (cycle.cpu().dedicatedNanos() + cycle.cpu().fractionalNanos()),
                cycle.cpu().idleNanos(),
                cycle.heap().liveAtStart(),
                cycle.heap().liveAtEnd(),
                cycle.heap().marked(),
                cycle.maxProcs());
    }

    double black() {
        return atEnd - atStart;
    }

    double markCpuNanos() {
        return assistNanos + workerNanos + idleNanos;
    }

    double endNanos() {
        return startNanos + stopNanos + markNanos;
    }
}
