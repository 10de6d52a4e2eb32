package org.heapgoal.process.pacerlevel;

import org.heapgoal.recording.MarkCpu;

/** GC's CPU time since the start of the process, for the percentage that gctrace prints. */
final class CpuTally {
    private long gcCpuNanos;

    /** Adds a finished cycle: marking without idle workers, and both stops on all Ps. */
    void add(MarkCpu cpu, long pauseNanos, int procs) {
        gcCpuNanos += cpu.busyNanos() + pauseNanos * procs;
    }

    /** GC's share of {@code procs} CPUs since the start, 0 to 1. */
    double fraction(long nowNanos, int procs) {
        return nowNanos > 0 ? (double) gcCpuNanos / ((double) nowNanos * procs) : 0;
    }
}
