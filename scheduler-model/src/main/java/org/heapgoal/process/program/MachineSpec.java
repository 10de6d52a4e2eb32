package org.heapgoal.process.program;

/**
 * The machine around the process.
 *
 * @param cores that its threads may run on, at least 1
 * @param cpuQuota CPUs per period that its container may use; 0 for no quota
 * @param cpuPeriodNanos the quota's period
 * @param memoryLimitBytes the container's memory limit; {@link Long#MAX_VALUE} for none
 * @param outsideGoBytes memory of the process that Go does not know of
 * @param profile the name of the machine profile; empty for the default of the Go version
 */
public record MachineSpec(
        int cores, double cpuQuota, long cpuPeriodNanos, long memoryLimitBytes, long outsideGoBytes, String profile) {
    /** Checks the ranges. */
    public MachineSpec {
        Ranges.atLeast("the number of cores", cores, 1);
        Ranges.notNegative("a CPU quota", cpuQuota);
        if (cpuQuota > 0) {
            Ranges.atLeast("a quota's period", cpuPeriodNanos, 1);
        }
        Ranges.atLeast("a memory limit", memoryLimitBytes, 1);
        Ranges.sizeBytes("memory outside Go", outsideGoBytes);
    }
}
