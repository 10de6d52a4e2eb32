package org.heapgoal.process.full;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.machine.Cost;
import org.heapgoal.process.program.CacheSpec;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.random.NamedStream;
import org.heapgoal.sim.random.StreamFactory;

/** Makes random processes: programs, settings, machines, and changes in mid-run. Equal seeds give equal processes. */
final class RandomLoads {
    private static final long MS = TestRun.MS;
    private static final long MIB = TestRun.MIB;

    private final NamedStream random;
    private final long seed;
    private final long durationNanos;
    private int sites;

    private RandomLoads(long seed, long durationNanos) {
        this.random = new StreamFactory(seed, 0).stream("load");
        this.seed = seed;
        this.durationNanos = durationNanos;
    }

    /** The process of a seed. */
    static TestRun of(long seed, long durationNanos) {
        return new RandomLoads(seed, durationNanos).make();
    }

    private TestRun make() {
        TestRun run = new TestRun().seed(seed).seconds(durationNanos / 1e9);
        run.version(pick(GoVersion.values()));
        machine(run);
        debugSettings(run);
        run.cache("cache", between(64 << 10, 4 << 20), pick(CacheSpec.Eviction.values()));
        sites = (int) between(1, 4);
        for (int site = 0; site < sites; site++) {
            run.site("site" + site, site());
        }
        run.site("held", new Lifetime.Group("group"), random.nextDouble(), 32, 5000);
        int programs = (int) between(1, 3);
        run.program("child", new Program(steps(2, false), 1, 8192, 2000, false, chance(0.5)));
        for (int program = 0; program < programs; program++) {
            boolean forever = chance(0.5);
            run.program(
                    "program" + program,
                    new Program(
                            steps((int) between(1, 4), true),
                            forever ? Program.FOREVER : between(1, 20),
                            between(1000, 60_000),
                            between(0, 1000),
                            chance(0.1),
                            !forever && chance(0.5)));
            run.source(source("program" + program, forever));
        }
        changes().forEach(run::change);
        return run;
    }

    private void machine(TestRun run) {
        int procs = chance(0.7) ? (int) between(1, 8) : (int) between(1, 64);
        int cores = chance(0.7) ? procs : (int) between(1, procs);
        double quota = chance(0.2) ? 0.5 * between(1, 2L * cores) : 0;
        boolean off = chance(0.15);
        long limit = off || chance(0.3) ? between(16, 96) * MIB : Long.MAX_VALUE;
        int percent = off ? -1 : (int) (chance(0.1) ? between(0, 20) : between(20, 300));
        long memory = chance(0.2) ? 64 * MIB : Long.MAX_VALUE;
        Map<Cost, Double> costs = chance(0.25) ? Map.of(Cost.GATHERING, between(1, 10) / 10.0) : Map.of();
        run.machine(new MachineSpec(cores, quota, 10 * MS, memory, 0, "", 0, 0, costs));
        run.settings(percent, limit, procs);
        if (chance(0.3)) {
            run.defaultMaxProcs();
        }
    }

    private void debugSettings(TestRun run) {
        run.godebug(GodebugSetting.GCTRACE, 1);
        if (chance(0.1)) {
            run.godebug(GodebugSetting.GCSTOPTHEWORLD, (int) between(1, 2));
        }
        if (chance(0.1)) {
            run.godebug(GodebugSetting.ASYNCPREEMPTOFF, 1);
        }
        if (chance(0.1)) {
            run.godebug(GodebugSetting.GCSHRINKSTACKOFF, 1);
        }
        if (chance(0.1)) {
            run.godebug(GodebugSetting.ADAPTIVESTACKSTART, 0);
        }
        if (chance(0.05)) {
            run.godebug(chance(0.5) ? GodebugSetting.SBRK : GodebugSetting.EFENCE, 1);
        }
        if (chance(0.3)) {
            run.godebug(GodebugSetting.SCAVTRACE, 1).godebug(GodebugSetting.GCPACERTRACE, 1);
        }
        if (chance(0.2)) {
            run.godebug(GodebugSetting.SCHEDTRACE, 5).godebug(GodebugSetting.SCHEDDETAIL, (int) between(0, 1));
        }
    }

    private Site site() {
        List<Site.WeightedSize> sizes = new ArrayList<>();
        for (long size = between(1, 4); size > 0; size--) {
            long bytes = chance(0.8) ? between(1, 1024) : between(1, 200_000);
            sizes.add(new Site.WeightedSize(bytes, between(1, 100)));
        }
        double pointers = chance(0.4) ? 0 : random.nextDouble();
        return new Site(sizes, pointers, chance(0.5) ? 0 : 8, lifetime(), chance(0.03));
    }

    private Lifetime lifetime() {
        return switch ((int) between(0, 7)) {
            case 0 -> new Lifetime.Immortal();
            case 1 -> new Lifetime.OfGoroutine();
            case 2 -> new Lifetime.OfIteration();
            case 3 -> new Lifetime.Random(new Distribution.Exponential(between(1, 20) * 1e6));
            case 4 -> new Lifetime.Cached("cache");
            case 5 -> new Lifetime.Group("group");
            default -> new Lifetime.Transient();
        };
    }

    private List<Step> steps(int count, boolean nested) {
        List<Step> steps = new ArrayList<>();
        steps.add(allocate());
        for (int step = 0; step < count; step++) {
            steps.add(step(nested));
        }
        return steps;
    }

    private Step allocate() {
        return new Step.Allocate(
                new Distribution.Exponential(between(1, 500) * 1e3),
                chance(0.1) ? "held" : "site" + between(0, sites - 1),
                new Distribution.Constant(between(0, 400) * 1024));
    }

    private Step step(boolean nested) {
        return switch ((int) between(0, nested ? 12 : 6)) {
            case 0, 1 -> allocate();
            case 2 -> new Step.Compute(new Distribution.Exponential(between(1, 2000) * 1e3), chance(0.9));
            case 3 -> new Step.Network(new Distribution.Exponential(between(1, 3000) * 1e3));
            case 4 -> new Step.Sleep(new Distribution.Exponential(between(1, 5000) * 1e3));
            case 5 -> new Step.Syscall(new Distribution.Exponential(between(1, 200) * 1e3), chance(0.5));
            case 6 -> new Step.Locked("lock", List.of(allocate()));
            case 7 -> new Step.Spawn("child", (int) between(1, 20));
            case 8 -> new Step.Repeat(between(1, 5), steps(1, false));
            case 9 -> new Step.Drop("group");
            case 10 -> new Step.Send("channel", 2);
            case 11 -> new Step.Receive("channel", 2);
            default -> new Step.Call(call());
        };
    }

    private RuntimeCall call() {
        return switch ((int) between(0, 8)) {
            case 0 -> new RuntimeCall.CollectGarbage();
            case 1 -> new RuntimeCall.FreeOsMemory();
            case 2 -> new RuntimeCall.ReadMemStats();
            case 3 -> new RuntimeCall.SetGcPercent((int) between(-1, 200));
            case 4 -> new RuntimeCall.SetMemoryLimit(chance(0.5) ? Long.MAX_VALUE : between(8, 96) * MIB);
            case 5 -> new RuntimeCall.SetMaxProcs((int) between(1, 16));
            default -> new RuntimeCall.Yield();
        };
    }

    private Source source(String program, boolean forever) {
        if (forever) {
            return new Source.Fixed(program, (int) between(1, 12), 0, Long.MAX_VALUE);
        }
        return switch ((int) between(0, 2)) {
            case 0 -> new Source.Poisson(program, between(100, 3000), 0, Long.MAX_VALUE);
            case 1 ->
                new Source.Closed(
                        program,
                        (int) between(1, 20),
                        new Distribution.Exponential(between(1, 5) * 1e6),
                        0,
                        Long.MAX_VALUE);
            default -> new Source.Regular(program, between(100, 2000), 0, durationNanos / 2);
        };
    }

    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        long at = 0;
        for (long change = between(0, 5); change > 0; change--) {
            at += between(1, Math.max(1, durationNanos / 4));
            changes.add(
                    switch ((int) between(0, 5)) {
                        case 0 -> new Change.CpuQuota(at, 0.5 * between(0, 8));
                        case 1 -> new Change.Drop(at, "group");
                        case 2 -> new Change.CacheCapacity(at, "cache", between(0, 4 << 20));
                        default -> new Change.Call(at, call());
                    });
        }
        return changes;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A whole number in a range, both ends included. */
    private long between(long low, long high) {
        return low + random.nextBelow(high - low + 1);
    }

    private <T> T pick(T[] values) {
        return values[(int) between(0, values.length - 1L)];
    }
}
