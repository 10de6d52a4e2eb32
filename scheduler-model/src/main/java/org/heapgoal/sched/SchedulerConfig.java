package org.heapgoal.sched;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.machine.MachineProfile;

/**
 * What a scheduler is built for.
 *
 * @param version the Go release whose rules hold
 * @param maxProcs GOMAXPROCS at the start, 1 to {@link #MAX_PROCS}
 * @param cores that the process's threads may run on, at least 1
 * @param cpuQuota CPUs per period that its container may use; 0 for no quota
 * @param cpuPeriodNanos the quota's period; above 0 if there is a quota
 * @param profile what thread and goroutine switches, wake-ups, signals and world stops cost
 * @param asyncPreemptOff {@code GODEBUG=asyncpreemptoff=1}: only function prologues are safe points
 * @param schedtrace whether {@code GODEBUG=schedtrace} is set: the system monitor then never sleeps deeply
 */
public record SchedulerConfig(
        GoVersion version,
        int maxProcs,
        int cores,
        double cpuQuota,
        long cpuPeriodNanos,
        MachineProfile profile,
        boolean asyncPreemptOff,
        boolean schedtrace) {
    /** The highest GOMAXPROCS that is simulated. */
    public static final int MAX_PROCS = 4096;

    /** Checks the ranges. */
    public SchedulerConfig {
        if (maxProcs < 1 || maxProcs > MAX_PROCS) {
            throw new IllegalArgumentException("GOMAXPROCS is 1 to " + MAX_PROCS + ", not " + maxProcs);
        }
        if (cores < 1) {
            throw new IllegalArgumentException("a process needs a core, not " + cores);
        }
        if (!(cpuQuota >= 0) || (cpuQuota > 0 && cpuPeriodNanos <= 0)) {
            throw new IllegalArgumentException(
                    "a CPU quota is at least 0 and has a period, not " + cpuQuota + " per " + cpuPeriodNanos + " ns");
        }
    }
}
