package org.heapgoal.gc;

import org.heapgoal.pacer.MarkTime;

/**
 * CPU time by class ({@code mstats.go: cpuStats}). Marking, scavenging, idle time and the total move at mark termination
 * only; pauses also while a cycle runs.
 */
final class CpuAccounts {
    private long assist;
    private long dedicated;
    private long idleMark;
    private long pause;
    private long pauseAtTotal;
    private long scavengeAssist;
    private long scavengeBackground;
    private long idle;
    private long total;

    /** A pause of so many CPU nanoseconds ({@code accumulateGCPauseTime}). */
    void addPause(long cpuNanos) {
        pause += cpuNanos;
    }

    /** A cycle's marking is over ({@code accumulate}). */
    void accumulate(MarkTime marking, CollectorOwner.ScavengeTimes scavenging, long idleNanos, long totalProcNanos) {
        assist += marking.assistNanos();
        dedicated += marking.dedicatedNanos() + marking.fractionalNanos();
        idleMark += marking.idleNanos();
        scavengeAssist += scavenging.assistNanos();
        scavengeBackground += scavenging.backgroundNanos();
        idle += idleNanos;
        total = totalProcNanos;
        pauseAtTotal = pause;
    }

    /** The collector's share of all CPU time so far, marking in idle time left out; 0 before the first cycle. */
    double gcFraction() {
        return total == 0 ? 0 : (double) (assist + dedicated + pauseAtTotal) / (double) total;
    }

    CpuStats stats() {
        return new CpuStats(
                assist, dedicated, idleMark, pause, scavengeAssist, scavengeBackground, idle, total, userNanos());
    }

    /** User time as of the last mark termination: what is left of the total. */
    long userNanos() {
        return total - assist - dedicated - idleMark - pauseAtTotal - scavengeAssist - scavengeBackground - idle;
    }

    void verify() {
        if (assist < 0 || dedicated < 0 || idleMark < 0 || pause < pauseAtTotal || idle < 0) {
            throw new IllegalStateException("CPU classes fell below zero: " + stats());
        }
        double fraction = gcFraction();
        // Pauses that go on while other Ps run already count twice, so that a short process can have more than all of
        // it.
        if (!(fraction >= 0)) {
            throw new IllegalStateException("GCCPUFraction is " + fraction + " of " + stats());
        }
    }
}
