package org.heapgoal.process.mutator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.gc.Collector;
import org.heapgoal.gc.CollectorOwner;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.heap.span.Cohorts;
import org.heapgoal.heap.span.Fate;
import org.heapgoal.heap.span.Heap;
import org.heapgoal.heap.span.HeapOwner;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.GcCpuLimiter;
import org.heapgoal.pacer.SweepPacer;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.Scheduler;
import org.heapgoal.sched.SchedulerConfig;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.random.StreamFactory;

/** A heap with a site and nothing that runs: a test takes the scheduler's part. GC is off. */
final class Bench implements HeapOwner, Cohorts, CollectorOwner {
    static final GoVersion VERSION = GoVersion.GO_1_25;

    final VirtualClock clock = new VirtualClock();
    final Scheduler scheduler;
    final Heap heap;
    final Counters counters = new Counters();
    final Environment environment;
    final Site spec;

    /** What heapLive moved by, in order: one entry for each refill and large allocation. */
    final List<Long> liveDeltas = new ArrayList<>();

    /** The P on which each span was taken. */
    final List<Integer> takers = new ArrayList<>();

    long scanned;

    Bench(Site spec) {
        this(spec, costs(Map.of(Cost.ALLOC_OBJECT, 20.0, Cost.REFILL, 300.0)));
    }

    Bench(Site spec, MachineProfile profile) {
        this.spec = spec;
        StreamFactory streams = new StreamFactory(11, 0);
        SchedulerConfig config = new SchedulerConfig(VERSION, 2, 2, 0, 0, profile, false, false);
        scheduler = new Scheduler(clock, config, streams);
        GcController controller = new GcController(VERSION, -1, Long.MAX_VALUE, 0);
        heap = new Heap(VERSION, false, OsPages.LINUX_AMD64, counters, this, this);
        heap.addP(0);
        heap.addP(1);
        GcCpuLimiter limiter = new GcCpuLimiter(0, 2, new ArrayList<>());
        Collector collector = new Collector(new Collector.Parts(
                scheduler,
                heap,
                controller,
                limiter,
                new SweepPacer(),
                profile,
                VERSION,
                Godebug.DEFAULT,
                ModelSwitches.ALL_ON,
                2,
                this));
        Program program = new Program(
                List.of(new Step.Allocate(new Distribution.Constant(0), "site", new Distribution.Constant(0))),
                1,
                2048,
                0,
                false,
                false);
        ProcessLoad load = new ProcessLoad(
                1,
                0,
                Map.of("site", spec),
                Map.of(),
                Map.of("program", program),
                List.<Source>of(),
                List.of(),
                new MachineSpec(2, 0, 0, Long.MAX_VALUE, 0, ""));
        Mutator.Parts parts = new Mutator.Parts(
                clock,
                scheduler,
                heap,
                collector,
                controller,
                profile,
                SizeClasses.of(VERSION),
                VERSION,
                Godebug.DEFAULT,
                load,
                streams,
                new RunProbe() {},
                1,
                cpus -> {},
                () -> {});
        environment = new Environment(parts, profile);
        new Assembly(parts, environment).assemble();
    }

    static MachineProfile costs(Map<Cost, Double> given) {
        EnumMap<Cost, MachineProfile.Entry> entries = new EnumMap<>(Cost.class);
        for (Cost cost : Cost.values()) {
            entries.put(cost, new MachineProfile.Entry(given.getOrDefault(cost, 0.0), 0, "test"));
        }
        return new MachineProfile("test", "free but for what a test says", false, entries);
    }

    static Site site(double pointers, Lifetime lifetime, long... sizesAndWeights) {
        List<Site.WeightedSize> sizes = new ArrayList<>();
        for (int i = 0; i < sizesAndWeights.length; i += 2) {
            sizes.add(new Site.WeightedSize(sizesAndWeights[i], (double) sizesAndWeights[i + 1]));
        }
        return new Site(sizes, pointers, 8, lifetime, false);
    }

    AllocationSite site() {
        return environment.sites.get(0);
    }

    P p(int number) {
        return scheduler.ps().get(number);
    }

    /** A goroutine that the scheduler knows and nobody runs. */
    G goroutine(Execution execution) {
        return scheduler.newGoroutine(execution, null, false);
    }

    @Override
    public void deductSweepCredit(long spanBytes, long callerSweepPages) {}

    @Override
    public void heapLive(long liveDelta, long scanDelta) {
        liveDeltas.add(liveDelta);
        scanned += scanDelta;
    }

    @Override
    public void spanTaken(int p, long scavengedBytes, long grownBytes) {
        takers.add(p);
    }

    @Override
    public void gone(int cohort) {
        environment.population.gone(cohort);
    }

    @Override
    public Fate fate() {
        return environment.population;
    }

    @Override
    public List<G> goroutines() {
        return scheduler.goroutines();
    }

    @Override
    public void mayShrinkStack(G g, P by) {}

    @Override
    public void paceScavenger(long lastHeapInUseBytes) {}

    @Override
    public void wakeScavenger(P by) {}

    @Override
    public void sweepDrained() {}

    @Override
    public long scavengeAll() {
        return 0;
    }

    @Override
    public ScavengeTimes takeScavengeTimes() {
        return new ScavengeTimes(0, 0);
    }

    @Override
    public CycleRecord.Memory memory() {
        throw new UnsupportedOperationException("no cycle runs");
    }

    @Override
    public void onCycle(CycleRecord cycle) {}

    @Override
    public void print(String line) {}
}
