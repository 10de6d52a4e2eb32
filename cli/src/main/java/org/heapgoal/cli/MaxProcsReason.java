package org.heapgoal.cli;

import java.util.Locale;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.report.ShortestDouble;
import org.heapgoal.workload.scenario.Scenario;

/** Says what set GOMAXPROCS at the start of a process. */
final class MaxProcsReason {
    private MaxProcsReason() {}

    /**
     * The reason, as a clause.
     *
     * @param stated whether it was stated on the command line
     * @param scenario says whether its author stated it
     * @param machine what a runtime looks at that chooses for itself
     * @param version the runtime
     * @param procs GOMAXPROCS
     */
    static String of(boolean stated, Scenario scenario, MachineSpec machine, GoVersion version, int procs) {
        if (stated) {
            return "set on the command line";
        }
        if (!scenario.defaultMaxProcs()) {
            return "set by the scenario";
        }
        String chosen = "chosen by Go " + version.label() + ": ";
        if (procs < machine.cores()) {
            return chosen + "the CPU quota of " + quota(machine) + " bounds it"
                    + (procs > machine.cpuQuota() ? ", rounded up and at least 2" : "");
        }
        return chosen + "one for each core"
                + (machine.cpuQuota() > 0 && machine.cpuQuota() < procs
                        ? String.format(Locale.ROOT, ", whatever the CPU quota of %s", quota(machine))
                        : "");
    }

    private static String quota(MachineSpec machine) {
        return ShortestDouble.print(machine.cpuQuota());
    }
}
