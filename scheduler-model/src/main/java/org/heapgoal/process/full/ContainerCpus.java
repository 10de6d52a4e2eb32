package org.heapgoal.process.full;

import org.heapgoal.goruntime.DefaultMaxProcs;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.sim.units.Amd64;

/** The container's CPUs as the runtime reads them from the control group's files. */
final class ContainerCpus {
    private static final long NANOS_PER_MICRO = 1000;

    private ContainerCpus() {}

    /**
     * GOMAXPROCS of a process that does not set it.
     *
     * @param quota CPUs per period; 0 for none
     */
    static int defaultMaxProcs(MachineSpec machine, double quota, GoVersion version, Godebug godebug) {
        long periodMicros = Math.max(1, machine.cpuPeriodNanos() / NANOS_PER_MICRO);
        long quotaMicros =
                quota > 0 ? Amd64.toInt64(StrictMath.rint(quota * (double) periodMicros)) : DefaultMaxProcs.NO_QUOTA;
        return DefaultMaxProcs.of(version, machine.cores(), quotaMicros, periodMicros, godebug);
    }
}
