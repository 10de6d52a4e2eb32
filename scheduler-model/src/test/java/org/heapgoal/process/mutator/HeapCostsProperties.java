package org.heapgoal.process.mutator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.heapgoal.heap.span.HeapWork;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;

class HeapCostsProperties {
    /** Oracle: the counts at the end times the costs; what is below a nanosecond is kept for the next charge. */
    @Property(tries = 200)
    void chargesAddUpToWhatTheWorkCosts(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 0, max = 4095) Integer> works) {
        Map<Cost, MachineProfile.Entry> entries = new EnumMap<>(Cost.class);
        for (Cost cost : Cost.values()) {
            entries.put(cost, new MachineProfile.Entry(cost == Cost.PAGE_FAULT ? 1130.3 : 17.37, 0, "test"));
        }
        HeapWork work = new HeapWork();
        HeapCosts costs = new HeapCosts(work, new MachineProfile("test", "odd costs", false, entries));
        long all = 0;
        long faults = 0;
        for (int what : works) {
            costs.begin();
            work.refills += what & 1;
            work.spansAllocated += what >> 1 & 1;
            if ((what & 4) != 0) {
                work.rare++;
                work.spansSwept += what >> 3 & 15;
                work.faultedBytes += (what >> 7) * 8192L;
            }
            all += costs.end();
            faults += costs.faultNanos();
        }
        double ofFaults = work.spansSwept * 17.37 + work.faultedBytes / 4096.0 * 1130.3;
        // Two rests; costs are kept to a millionth of a nanosecond a byte.
        double slack = 2 + work.faultedBytes * 1e-6;
        assertThat((double) faults).isCloseTo(ofFaults, within(slack));
        assertThat((double) all).isCloseTo(ofFaults + (work.refills + work.spansAllocated) * 17.37, within(slack));
    }
}
