package org.heapgoal.gc;

/**
 * CPU time by class ({@code mstats.go: cpuStats}), nanoseconds; as of the last mark termination, except pause and total of
 * the collector, which also hold the pauses of a running cycle.
 *
 * @param gcAssist mark assists
 * @param gcDedicated dedicated and fractional workers
 * @param gcIdle idle-time workers
 * @param gcPause pauses, for all Ps
 * @param scavengeAssist scavenging at allocations
 * @param scavengeBackground background scavenging
 * @param idle Ps without work
 * @param total GOMAXPROCS over time
 * @param user what was left of the total at the last mark termination
 */
public record CpuStats(
        long gcAssist,
        long gcDedicated,
        long gcIdle,
        long gcPause,
        long scavengeAssist,
        long scavengeBackground,
        long idle,
        long total,
        long user) {
    /** Everything of the collector. */
    public long gcTotal() {
        return gcAssist + gcDedicated + gcIdle + gcPause;
    }
}
