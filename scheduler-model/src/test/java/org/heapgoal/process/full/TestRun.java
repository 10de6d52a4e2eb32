package org.heapgoal.process.full;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.program.CacheSpec;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.random.StreamFactory;

/** A small process put together piece by piece, and run. */
final class TestRun {
    static final long MS = 1_000_000;
    static final long S = 1_000_000_000;
    static final long MIB = 1 << 20;

    private final Map<String, Site> sites = new LinkedHashMap<>();
    private final Map<String, CacheSpec> caches = new LinkedHashMap<>();
    private final Map<String, Program> programs = new LinkedHashMap<>();
    private final List<Source> sources = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<GodebugSetting, Integer> godebug = new LinkedHashMap<>();
    private MachineSpec machine = new MachineSpec(8, 0, 100 * MS, Long.MAX_VALUE, 0, "");
    private GcSettings settings = new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 4);
    private GoVersion version = GoVersion.GO_1_25;
    private boolean maxProcsGiven = true;
    private long durationNanos = S;
    private long seed = 1;
    private long globalsBytes = 256 << 10;

    TestRun site(String name, Lifetime lifetime, double pointers, long... sizes) {
        List<Site.WeightedSize> weighted = new ArrayList<>();
        for (long size : sizes) {
            weighted.add(new Site.WeightedSize(size, 1));
        }
        sites.put(name, new Site(weighted, pointers, 0, lifetime, false));
        return this;
    }

    TestRun site(String name, Site site) {
        sites.put(name, site);
        return this;
    }

    TestRun cache(String name, long bytes, CacheSpec.Eviction eviction) {
        caches.put(name, new CacheSpec(bytes, eviction));
        return this;
    }

    TestRun program(String name, Step... steps) {
        return program(name, Program.FOREVER, false, steps);
    }

    TestRun program(String name, long repeat, boolean request, Step... steps) {
        programs.put(name, new Program(List.of(steps), repeat, 4096, 1024, false, request));
        return this;
    }

    TestRun program(String name, Program program) {
        programs.put(name, program);
        return this;
    }

    /** So many goroutines of a program from the start. */
    TestRun fixed(String program, int count) {
        return source(new Source.Fixed(program, count, 0, Long.MAX_VALUE));
    }

    TestRun source(Source source) {
        sources.add(source);
        return this;
    }

    TestRun change(Change change) {
        changes.add(change);
        return this;
    }

    TestRun machine(MachineSpec spec) {
        machine = spec;
        return this;
    }

    TestRun settings(int gcPercent, long memoryLimit, int maxProcs) {
        settings = new GcSettings(gcPercent, memoryLimit, maxProcs);
        return this;
    }

    TestRun defaultMaxProcs() {
        maxProcsGiven = false;
        return this;
    }

    TestRun godebug(GodebugSetting setting, int value) {
        godebug.put(setting, value);
        return this;
    }

    TestRun version(GoVersion other) {
        version = other;
        return this;
    }

    TestRun seconds(double seconds) {
        durationNanos = (long) (seconds * S);
        return this;
    }

    TestRun globals(long bytes) {
        globalsBytes = bytes;
        return this;
    }

    TestRun seed(long other) {
        seed = other;
        return this;
    }

    FullRun.Setup setup() {
        ProcessLoad load = new ProcessLoad(
                durationNanos,
                globalsBytes,
                sites,
                caches,
                programs,
                List.copyOf(sources),
                List.copyOf(changes),
                machine);
        return new FullRun.Setup(
                load,
                settings,
                maxProcsGiven,
                version,
                new Godebug(godebug),
                TestMachine.profile().with(machine.costs(), "test"),
                ModelSwitches.ALL_ON,
                new StreamFactory(seed, 0));
    }

    /** Runs it, with all invariants checked between events. */
    Recording run() {
        return run(RunLimits.DEFAULT);
    }

    Recording run(RunLimits limits) {
        Recording recording = new Recording();
        GoProcess process = new GoProcess(setup(), recording, limits);
        InvariantChecker checker = new InvariantChecker(process);
        recording.result = process.run(checker);
        checker.finish(recording);
        return recording;
    }

    /** Computes and allocates, evenly spread. */
    static Step allocate(String site, double nanos, double bytes) {
        return new Step.Allocate(new Distribution.Constant(nanos), site, new Distribution.Constant(bytes));
    }

    static Step compute(double nanos) {
        return new Step.Compute(new Distribution.Constant(nanos), true);
    }

    static Step sleep(double nanos) {
        return new Step.Sleep(new Distribution.Constant(nanos));
    }
}
