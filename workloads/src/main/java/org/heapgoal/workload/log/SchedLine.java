package org.heapgoal.workload.log;

import java.util.List;

/**
 * {@code SCHED Tms: gomaxprocs=…} ({@code proc.go: schedtrace}).
 *
 * @param lineNumber its line in the log, from 1
 * @param timeNanos since the first such line
 * @param maxProcs GOMAXPROCS
 * @param idleProcs Ps without work
 * @param threads OS threads
 * @param spinningThreads threads looking for work
 * @param needSpinning whether a thread should start to look for work; false before Go 1.20, which does not print it
 * @param idleThreads threads without work
 * @param globalQueue goroutines on the global run queue
 * @param localQueues goroutines on each P's run queue; empty with scheddetail
 * @param style which release's layout
 */
public record SchedLine(
        long lineNumber,
        Interval timeNanos,
        int maxProcs,
        int idleProcs,
        int threads,
        int spinningThreads,
        boolean needSpinning,
        int idleThreads,
        int globalQueue,
        List<Integer> localQueues,
        Style style)
        implements TraceLine {
    /** The layouts of schedtrace lines. */
    public enum Style {
        /** Without needspinning: up to Go 1.19. */
        PLAIN,
        /** With needspinning: Go 1.20 to 1.24. */
        NEED_SPINNING,
        /** With spaces in the brackets and a list of ticks: from Go 1.25. */
        SCHED_TICKS
    }

    /** Copies the list. */
    public SchedLine {
        localQueues = List.copyOf(localQueues);
    }

    @Override
    public LineKind kind() {
        return LineKind.SCHED;
    }
}
