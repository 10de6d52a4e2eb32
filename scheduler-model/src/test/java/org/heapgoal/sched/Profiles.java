package org.heapgoal.sched;

import java.util.EnumMap;
import java.util.Map;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;

/** Machine profiles for tests: everything free but what a test says. */
final class Profiles {
    private final Map<Cost, Double> costs = new EnumMap<>(Cost.class);

    static Profiles free() {
        return new Profiles().with(Cost.OS_SLICE, 3_000_000);
    }

    Profiles with(Cost cost, double value) {
        costs.put(cost, value);
        return this;
    }

    MachineProfile profile() {
        Map<Cost, MachineProfile.Entry> entries = new EnumMap<>(Cost.class);
        for (Cost cost : Cost.values()) {
            entries.put(cost, new MachineProfile.Entry(costs.getOrDefault(cost, 0.0), 0, "test"));
        }
        return new MachineProfile("test", "free but for what a test says", false, entries);
    }
}
