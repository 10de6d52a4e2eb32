package org.heapgoal.workload.example;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.heapgoal.goruntime.*;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.process.*;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.program.*;
import org.heapgoal.recording.*;
import org.heapgoal.sim.random.Distribution.*;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;

/** A batch job whose rounds grow: each allocates a tenth more than the one before, which YAML could only write out. */
final class CodedProcess {
    public static void main(String[] args) {
        List<Step> rounds = new ArrayList<>();
        for (double bytes = 1 << 20; bytes < 32 << 20; bytes *= 1.1) {
            rounds.add(new Step.Allocate(new Constant(2e6), "row", new Constant(bytes)));
            rounds.add(new Step.Network(new Exponential(5e6)));
        }
        Program job = new Program(rounds, Program.FOREVER, 16 << 10, 2 << 10, false, false);
        List<Site.WeightedSize> sizes = IntStream.rangeClosed(1, 32)
                .mapToObj(words -> new Site.WeightedSize(8L * words, 1.0 / words))
                .toList();
        Site row = new Site(sizes, 0.5, 0, new Lifetime.Random(new Weibull(0.6, 5e7)), false);
        MachineSpec machine = new MachineSpec(4, 0, 100_000_000, Long.MAX_VALUE, 0, "");
        List<Source> sources = List.of(new Source.Fixed("job", 3, 0, Long.MAX_VALUE));
        ProcessLoad load = new ProcessLoad(
                2_000_000_000L, 0, Map.of("row", row), Map.of(), Map.of("job", job), sources, List.of(), machine);

        GcSettings settings = new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 4);
        MachineProfile profile = MachineProfiles.select(machine.profile(), GoVersion.DEFAULT);
        SummaryProbe summary = new SummaryProbe(4, EnumSet.noneOf(SummaryMetric.class));
        FullRun.Setup setup = new FullRun.Setup(
                load,
                settings,
                GoVersion.DEFAULT,
                Godebug.DEFAULT,
                profile,
                ModelSwitches.ALL_ON,
                new StreamFactory(1, 0));
        System.out.println(FullRun.run(setup, summary, RunLimits.DEFAULT).outcome());
        for (SummaryMetric metric : SummaryMetric.values()) {
            System.out.println(metric.jsonName() + " = " + summary.summary().valueOrNaN(metric));
        }
    }
}
