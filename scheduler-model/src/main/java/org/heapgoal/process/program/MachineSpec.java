package org.heapgoal.process.program;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.heapgoal.machine.Cost;

/**
 * The machine around the process.
 *
 * @param cores that its threads may run on, at least 1
 * @param cpuQuota CPUs per period that its container may use; 0 for no quota
 * @param cpuPeriodNanos the quota's period
 * @param memoryLimitBytes the container's memory limit; {@link Long#MAX_VALUE} for none
 * @param outsideGoBytes memory of the process that Go does not know of
 * @param profile the name of the machine profile; empty for the default of the Go version
 * @param otherGoBytes mapped memory that the Go runtime counts and that nothing else in the model stands for, such as
 *     fragmentation of real heaps or buffers of profilers
 * @param otherGoPerHeapByte more of it for each byte that the heap in use has had at its largest so far, 0 to 10
 * @param costs what the program costs on this machine in place of the profile's values, each in the cost's unit, 0 to 1e9
 */
public record MachineSpec(
        int cores,
        double cpuQuota,
        long cpuPeriodNanos,
        long memoryLimitBytes,
        long outsideGoBytes,
        String profile,
        long otherGoBytes,
        double otherGoPerHeapByte,
        Map<Cost, Double> costs) {
    private static final double MAX_COST = 1e9;
    private static final double MAX_PER_HEAP_BYTE = 10;

    /** Checks the ranges and copies the costs. */
    public MachineSpec {
        Ranges.atLeast("the number of cores", cores, 1);
        Ranges.notNegative("a CPU quota", cpuQuota);
        if (cpuQuota > 0) {
            Ranges.atLeast("a quota's period", cpuPeriodNanos, 1);
        }
        Ranges.atLeast("a memory limit", memoryLimitBytes, 1);
        Ranges.sizeBytes("memory outside Go", outsideGoBytes);
        Ranges.sizeBytes("other memory of Go", otherGoBytes);
        if (!(otherGoPerHeapByte >= 0 && otherGoPerHeapByte <= MAX_PER_HEAP_BYTE)) {
            throw new IllegalArgumentException(
                    "other memory of Go per heap byte is 0 to 10, not " + otherGoPerHeapByte);
        }
        EnumMap<Cost, Double> copy = new EnumMap<>(Cost.class);
        copy.putAll(costs);
        copy.forEach((cost, value) -> {
            if (!(value >= 0 && value <= MAX_COST)) {
                throw new IllegalArgumentException(cost.key() + " is 0 to 1e9, not " + value);
            }
        });
        costs = Collections.unmodifiableMap(copy);
    }

    /** A machine with the profile's costs. */
    public MachineSpec(
            int cores,
            double cpuQuota,
            long cpuPeriodNanos,
            long memoryLimitBytes,
            long outsideGoBytes,
            String profile) {
        this(cores, cpuQuota, cpuPeriodNanos, memoryLimitBytes, outsideGoBytes, profile, 0, 0, Map.of());
    }
}
