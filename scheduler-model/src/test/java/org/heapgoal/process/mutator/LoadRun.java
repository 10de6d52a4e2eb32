package org.heapgoal.process.mutator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.program.CacheSpec;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.RequestRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.random.StreamFactory;
import org.jspecify.annotations.Nullable;

/** A whole process for a test, in which everything is free but what the test says, and what it recorded. */
final class LoadRun implements RunProbe {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000_000_000;

    final Map<String, Site> sites = new LinkedHashMap<>();
    final Map<String, CacheSpec> caches = new LinkedHashMap<>();
    final Map<String, Program> programs = new LinkedHashMap<>();
    final List<Source> sources = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();

    final List<RequestRecord> requests = new ArrayList<>();
    final List<CycleRecord> cycles = new ArrayList<>();
    final List<MemStats> memStats = new ArrayList<>();

    @Nullable
    RunTotals totals;

    private MachineProfile profile = Bench.costs(Map.of());
    private int procs = 2;
    private int gcPercent = 100;
    private long seed = 1;

    LoadRun profile(MachineProfile newProfile) {
        profile = newProfile;
        return this;
    }

    LoadRun procs(int number) {
        procs = number;
        return this;
    }

    LoadRun gcPercent(int percent) {
        gcPercent = percent;
        return this;
    }

    LoadRun seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    LoadRun request(String name, Step... steps) {
        programs.put(name, new Program(List.of(steps), 1, 2048, 0, false, true));
        return this;
    }

    LoadRun background(String name, Step... steps) {
        programs.put(name, new Program(List.of(steps), Program.FOREVER, 2048, 0, false, false));
        return this;
    }

    LoadRun once(String name, Step... steps) {
        programs.put(name, new Program(List.of(steps), 1, 2048, 0, false, false));
        return this;
    }

    LoadRun fixed(String program, int count) {
        sources.add(new Source.Fixed(program, count, 0, Long.MAX_VALUE));
        return this;
    }

    static Step.Compute compute(long nanos) {
        return new Step.Compute(constant((double) nanos), true);
    }

    static Step.Allocate allocate(String site, long bytes) {
        return new Step.Allocate(constant(0), site, constant((double) bytes));
    }

    static Distribution constant(double value) {
        return new Distribution.Constant(value);
    }

    /** Runs the process for a time. */
    LoadRun run(long nanos) {
        ProcessLoad load = new ProcessLoad(
                nanos,
                0,
                sites,
                caches,
                programs,
                sources,
                changes,
                new MachineSpec(procs, 0, 0, Long.MAX_VALUE, 0, ""));
        FullRun.Setup setup = new FullRun.Setup(
                load,
                new GcSettings(gcPercent, Long.MAX_VALUE, procs),
                GoVersion.GO_1_25,
                Godebug.DEFAULT,
                profile,
                ModelSwitches.ALL_ON,
                new StreamFactory(seed, 0));
        FullRun.run(setup, this, RunLimits.DEFAULT);
        return this;
    }

    long allocatedBytes() {
        RunTotals end = totals;
        if (end == null) {
            throw new IllegalStateException("the run has not ended");
        }
        return end.allocatedBytes();
    }

    @Override
    public void onRequest(RequestRecord request) {
        requests.add(request);
    }

    @Override
    public void onCycle(CycleRecord cycle) {
        cycles.add(cycle);
    }

    @Override
    public void onMemStats(long timeNanos, MemStats stats) {
        memStats.add(stats);
    }

    @Override
    public void onEnd(RunTotals end) {
        totals = end;
    }
}
