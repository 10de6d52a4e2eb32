package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.workload.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** Oracle: the rule of Go 1.25's release notes: the quota rounded up, at least 2, never above the cores. */
final class MaxProcsReasonTest {
    private static final long PERIOD = 100_000_000L;

    @Test
    void aStatedNumberIsNobodyElsesChoice() {
        Scenario scenario = scenario(GoVersion.GO_1_25, true, machine(32, 2));
        assertThat(MaxProcsReason.of(true, scenario, machine(32, 2), GoVersion.GO_1_25, 8))
                .isEqualTo("set on the command line");
        assertThat(MaxProcsReason.of(
                        false,
                        scenario(GoVersion.GO_1_25, false, machine(32, 2)),
                        machine(32, 2),
                        GoVersion.GO_1_25,
                        4))
                .isEqualTo("set by the scenario");
    }

    @Test
    void theQuotaBoundsTheDefaultFromGo125On() {
        assertThat(reason(GoVersion.GO_1_25, machine(32, 2.5)))
                .isEqualTo("3: chosen by Go 1.25: the CPU quota of 2.5" + " bounds it, rounded up and at least 2");
        assertThat(reason(GoVersion.GO_1_25, machine(32, 4)))
                .isEqualTo("4: chosen by Go 1.25: the CPU quota of 4 bounds it");
        assertThat(reason(GoVersion.GO_1_24, machine(32, 2)))
                .isEqualTo("32: chosen by Go 1.24: one for each core, whatever the CPU quota of 2");
        assertThat(reason(GoVersion.GO_1_25, machine(8, 0))).isEqualTo("8: chosen by Go 1.25: one for each core");
    }

    private static String reason(GoVersion version, MachineSpec machine) {
        Scenario scenario = scenario(version, true, machine);
        int procs = scenario.settings().maxProcs();
        return procs + ": " + MaxProcsReason.of(false, scenario, machine, version, procs);
    }

    private static Scenario scenario(GoVersion version, boolean byDefault, MachineSpec machine) {
        ProcessLoad load =
                new ProcessLoad(1, 0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of(), List.of(), machine);
        GcSettings settings = new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 4);
        return new Scenario("x", "", "", version, settings, byDefault, List.of(new Scenario.ProcessBody(load)));
    }

    private static MachineSpec machine(int cores, double quota) {
        return new MachineSpec(cores, quota, PERIOD, Long.MAX_VALUE, 0, "");
    }
}
