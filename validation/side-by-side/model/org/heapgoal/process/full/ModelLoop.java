package org.heapgoal.process.full;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;

/** The Go program of validation/side-by-side/loop as a simulated process, with the same figures read at the same moments. */
final class ModelLoop implements RunProbe {
    private static final int SPAN_CLASSES = 2 * SizeClasses.COUNT;

    private final Loop loop;
    private final GoVersion version;
    private final Figures real;
    private final Figures figures = new Figures(new TreeMap<>(), new ArrayList<>());
    private final Map<String, Site> sites = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private GoProcess process;
    private boolean counted;

    private ModelLoop(Loop loop, GoVersion version, Figures real) {
        this.loop = loop;
        this.version = version;
        this.real = real;
    }

    /**
     * Runs the loop.
     *
     * @param real the real run, from which it takes what the program does not choose: what the runtime and the libraries
     *     have allocated before the loop, global data, and main's stack
     * @param stackUsed bytes of main's stack in use
     * @param stopTheWorld GODEBUG=gcstoptheworld
     */
    static Figures run(Loop loop, GoVersion version, Figures real, long stackUsed, int stopTheWorld) {
        return new ModelLoop(loop, version, real).run(stackUsed, stopTheWorld);
    }

    private Figures run(long stackUsed, int stopTheWorld) {
        startObjects();
        allocate("live", loop.bytes(), loop.noscan(), new Lifetime.Immortal(), loop.live());
        allocate("garbage", loop.bytes(), loop.noscan(), new Lifetime.Transient(), loop.allocate());
        steps.add(new Step.Call(new RuntimeCall.ReadMemStats()));
        steps.add(new Step.Sleep(new Distribution.Constant(1e9)));
        process = new GoProcess(setup(stackUsed, stopTheWorld), this, RunLimits.DEFAULT);
        process.run(null);
        figures.values().put("cycles", (long) figures.cycles().size());
        return figures;
    }

    private FullRun.Setup setup(long stackUsed, int stopTheWorld) {
        ProcessLoad load = new ProcessLoad(
                600_000_000_000L,
                real.of(0, Figures.Column.GLOBALS),
                sites,
                Map.of(),
                Map.of("main", new Program(List.copyOf(steps), 1, stackUsed, stackUsed, false, false)),
                List.of(new Source.Fixed("main", 1, 0, Long.MAX_VALUE)),
                List.of(),
                new MachineSpec(2, 0, 100_000_000, Long.MAX_VALUE, 0, ""));
        return new FullRun.Setup(
                load,
                new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 1),
                true,
                version,
                new Godebug(stopTheWorld > 0 ? Map.of(GodebugSetting.GCSTOPTHEWORLD, stopTheWorld) : Map.of()),
                MachineProfiles.load(MachineProfiles.defaultName(version)),
                ModelSwitches.ALL_ON,
                new StreamFactory(1, 0));
    }

    /** Objects of each span class that the model's own runtime makes; all of them stay. */
    private static long[] ownObjects(GoVersion version, Figures real) {
        ModelLoop empty = new ModelLoop(new Loop(true, 8, 0, 0), version, real);
        // A cycle makes the mark worker and the threads that every process has after a while.
        empty.steps.add(new Step.Call(new RuntimeCall.CollectGarbage()));
        empty.steps.add(new Step.Sleep(new Distribution.Constant(20e6)));
        empty.steps.add(new Step.Call(new RuntimeCall.ReadMemStats()));
        empty.steps.add(new Step.Sleep(new Distribution.Constant(1e9)));
        long[] own = new long[SPAN_CLASSES];
        RunProbe probe = new RunProbe() {
            @Override
            public void onMemStats(long timeNanos, MemStats stats) {
                for (int spanClass = 2; spanClass < SPAN_CLASSES; spanClass++) {
                    own[spanClass] = empty.process.heap.slotsInUse(spanClass);
                }
                empty.process.end(RunOutcome.FINISHED);
            }
        };
        empty.process = new GoProcess(empty.setup(2048, 0), probe, RunLimits.DEFAULT);
        empty.process.run(null);
        return own;
    }

    /**
     * What was there before the loop, and the model does not have by itself: some of it stays, some is garbage by the first
     * cycle.
     */
    private void startObjects() {
        long[] own = ownObjects(version, real);
        for (int spanClass = 2; spanClass < SPAN_CLASSES; spanClass++) {
            boolean noscan = (spanClass & 1) != 0;
            int size = SizeClasses.objectBytes(spanClass / 2);
            int request = noscan || size <= SizeClasses.MAX_BITMAP_BYTES ? size : size - SizeClasses.HEADER_BYTES;
            long start = real.of("start.objects." + spanClass);
            long survivors = real.of("surviving.objects." + spanClass);
            if (spanClass == loop.spanClass(version)) {
                survivors = Math.max(0, survivors - loop.live());
            }
            long known = Math.min(own[spanClass], start);
            own[spanClass] -= known;
            start -= known;
            long stay = Math.min(start, Math.max(0, survivors - known));
            allocate("stay" + spanClass, request, noscan, new Lifetime.Immortal(), stay);
            allocate("go" + spanClass, request, noscan, new Lifetime.Transient(), start - stay);
        }
        long surplusBytes = 0;
        long surplusObjects = 0;
        for (int spanClass = 2; spanClass < own.length; spanClass++) {
            surplusBytes += own[spanClass] * SizeClasses.objectBytes(spanClass / 2);
            surplusObjects += own[spanClass];
        }
        figures.values().put("surplus.bytes", surplusBytes);
        figures.values().put("surplus.objects", surplusObjects);
    }

    private void allocate(String site, long bytes, boolean noscan, Lifetime lifetime, long count) {
        if (count == 0) {
            return;
        }
        sites.put(
                site, new Site(List.of(new Site.WeightedSize(bytes, 1)), noscan ? 0 : 1, 0, lifetime, false));
        Step one = new Step.Allocate(
                new Distribution.Constant(20), site, new Distribution.Constant((double) bytes));
        steps.add(new Step.Repeat(count, List.of(one)));
    }

    /** The heap when the world runs again after a cycle. */
    @Override
    public void onCycle(CycleRecord cycle) {
        ProcessAccount account = process.account;
        figures.cycles().add(new long[] {
            cycle.number(),
            cycle.heap().liveAtStart(),
            cycle.heap().liveAtEnd(),
            cycle.heap().marked(),
            cycle.heap().goal(),
            process.controller.heapGoal(),
            account.heapInUse(),
            account.heapInUse() + account.heapFree() + account.heapReleased(),
            cycle.stackScanBytes(),
            cycle.globalsScanBytes(),
            process.controller.lastHeapScan()
        });
    }

    @Override
    public void onMemStats(long timeNanos, MemStats stats) {
        if (counted) {
            return;
        }
        counted = true;
        Map<String, Long> values = figures.values();
        values.put("flushed.heapLive", process.controller.heapLive());
        for (int spanClass = 0; spanClass < SPAN_CLASSES; spanClass++) {
            long spans = process.heap.spansInUse(spanClass);
            if (spans > 0) {
                values.put("end.spans." + spanClass, spans);
            }
        }
        values.put("Alloc", stats.alloc());
        values.put("TotalAlloc", stats.totalAlloc());
        values.put("Sys", stats.sys());
        values.put("Mallocs", stats.mallocs());
        values.put("Frees", stats.frees());
        values.put("HeapSys", stats.heap().sys());
        values.put("HeapIdle", stats.heap().idle());
        values.put("HeapInuse", stats.heap().inuse());
        values.put("HeapReleased", stats.heap().released());
        values.put("HeapObjects", stats.heap().objects());
        values.put("StackInuse", stats.offHeap().stackInuse());
        values.put("StackSys", stats.offHeap().stackSys());
        values.put("MSpanInuse", stats.offHeap().mspanInuse());
        values.put("MSpanSys", stats.offHeap().mspanSys());
        values.put("MCacheSys", stats.offHeap().mcacheSys());
        values.put("BuckHashSys", stats.offHeap().buckHashSys());
        values.put("MCacheInuse", stats.offHeap().mcacheInuse());
        values.put("GCSys", stats.offHeap().gcSys());
        values.put("OtherSys", stats.offHeap().otherSys());
        values.put("NextGC", stats.gc().nextGC());
        values.put("NumGC", stats.gc().numGC());
        process.end(RunOutcome.FINISHED);
    }
}
