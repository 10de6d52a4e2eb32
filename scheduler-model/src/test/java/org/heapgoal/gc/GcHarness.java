package org.heapgoal.gc;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.heap.span.Fate;
import org.heapgoal.heap.span.Heap;
import org.heapgoal.heap.span.HeapOwner;
import org.heapgoal.heap.span.MemoryAccount;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.GcCpuLimiter;
import org.heapgoal.pacer.LimiterEvent;
import org.heapgoal.pacer.LimiterEventKind;
import org.heapgoal.pacer.SweepPacer;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.RuntimeHooks;
import org.heapgoal.sched.Scheduler;
import org.heapgoal.sched.SchedulerConfig;
import org.heapgoal.sched.StopReason;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.StreamFactory;
import org.jspecify.annotations.Nullable;

/**
 * A process for tests of the collector: the real scheduler, heap and control laws, goroutines that a test writes, nothing
 * that returns memory. The collector's invariants are checked before every event.
 */
final class GcHarness implements RuntimeHooks, HeapOwner, CollectorOwner, Fate {
    static final int LIVE = 0;
    static final int GARBAGE = 1;
    static final long MILLI = 1_000_000;
    static final long GLOBALS = 256 << 10;

    final VirtualClock clock = new VirtualClock();
    final Scheduler world;
    final GcController controller;
    final GcCpuLimiter limiter;
    final Heap heap;
    final Collector collector;
    final List<CycleRecord> cycles = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    final List<Long> pauses = new ArrayList<>();
    final List<Integer> shrunkAt = new ArrayList<>();
    private final List<LimiterEvent> limiterEvents = new ArrayList<>();
    private final GoVersion version;

    /** What a test sets before it builds the process. */
    static final class Options {
        GoVersion version = GoVersion.GO_1_25;
        int procs = 4;
        int cores = 64;
        int gcPercent = 100;
        long memoryLimit = Long.MAX_VALUE;
        ModelSwitches switches = ModelSwitches.ALL_ON;
        final Map<GodebugSetting, Integer> godebug = new EnumMap<>(GodebugSetting.class);
        final Map<Cost, Double> costs = new EnumMap<>(Cost.class);

        Options debug(GodebugSetting setting, int value) {
            godebug.put(setting, value);
            return this;
        }

        GcHarness build() {
            return new GcHarness(this);
        }

        private MachineProfile profile() {
            Map<Cost, MachineProfile.Entry> entries = new EnumMap<>(Cost.class);
            for (Cost cost : Cost.values()) {
                entries.put(cost, new MachineProfile.Entry(costs.getOrDefault(cost, usual(cost)), 0, "test"));
            }
            return new MachineProfile("test", "Round numbers.", false, entries);
        }

        private static double usual(Cost cost) {
            return switch (cost) {
                case MARK_BYTE, STACK_SCAN_BYTE -> 0.5;
                case GLOBALS_BYTE -> 0.1;
                case OS_SLICE -> 3_000_000;
                case STOP_WORLD, START_WORLD, THREAD_WAKE, PREEMPT_SIGNAL -> 1_000;
                case SWEEP_TERMINATION, MARK_TERMINATION -> 10_000;
                case MARK_TERMINATION_P, RAGGED_BARRIER_P, CACHE_FLUSH_P -> 1_000;
                case READ_MEM_STATS -> 20_000;
                case TRACE_LINE -> 5_000;
                case MARK_OBJECT, SWEEP_SPAN, GOROUTINE_SWITCH, ASSIST, STACK_SCAN_GOROUTINE, SPAN_ROOT -> 100;
                default -> 0;
            };
        }
    }

    private GcHarness(Options options) {
        version = options.version;
        MachineProfile profile = options.profile();
        world = new Scheduler(
                clock,
                new SchedulerConfig(version, options.procs, options.cores, 0, 100 * MILLI, profile, false, false),
                new StreamFactory(1, 0));
        controller = new GcController(version, options.gcPercent, options.memoryLimit, GLOBALS);
        limiter = new GcCpuLimiter(0, options.procs, limiterEvents);
        heap = new Heap(version, false, OsPages.LINUX_AMD64, new Account(controller), this, cohort -> {});
        heap.openCohort(LIVE, false);
        heap.openCohort(GARBAGE, false);
        collector = new Collector(new Collector.Parts(
                world,
                heap,
                controller,
                limiter,
                new SweepPacer(),
                profile,
                version,
                new Godebug(options.godebug),
                options.switches,
                options.cores,
                this));
        world.attach(this);
        for (P p : world.ps()) {
            heap.addP(p.id());
            p.limiterEvent.start(LimiterEventKind.IDLE, 0);
        }
        followPs();
        collector.start();
        clock.observe((timeNanos, priority, sequence, kind, subject) -> collector.verify());
    }

    private void followPs() {
        limiterEvents.clear();
        world.ps().forEach(p -> limiterEvents.add(p.limiterEvent));
    }

    G go(Execution execution) {
        return world.newGoroutine(execution, null, false);
    }

    /** Runs until an instant. */
    void run(double millis) {
        clock.runUntil((long) (millis * MILLI));
        collector.verify();
    }

    /** Runs until a number of cycles is complete; an instant ends the wait. */
    void runCycles(int count, double lastMilli) {
        while (cycles.size() < count && clock.nowNanos() < lastMilli * MILLI && clock.step()) {
            // One event more.
        }
        collector.verify();
    }

    CycleRecord last() {
        return cycles.get(cycles.size() - 1);
    }

    // RuntimeHooks

    @Override
    public boolean blackening() {
        return collector.blackening();
    }

    @Override
    public @Nullable G gcWorker(P p, long nowNanos) {
        return collector.gcWorker(p, nowNanos);
    }

    @Override
    public boolean assignGcWorker(P p, long nowNanos) {
        return collector.assignGcWorker(p, nowNanos);
    }

    @Override
    public @Nullable G idleGcWorker(P p, long nowNanos) {
        return collector.idleGcWorker(p, nowNanos);
    }

    @Override
    public boolean markWorkAvailable() {
        return collector.markWorkAvailable();
    }

    @Override
    public void pIdle(P p, long nowNanos) {
        p.limiterEvent.start(LimiterEventKind.IDLE, nowNanos);
    }

    @Override
    public void pBusy(P p, long nowNanos) {
        p.limiterEvent.stop(LimiterEventKind.IDLE, nowNanos, limiter);
    }

    @Override
    public void acquired(P p, long nowNanos) {
        collector.acquired(p, nowNanos);
    }

    @Override
    public void destroyed(P p, long nowNanos) {
        heap.destroyP(p.id());
    }

    @Override
    public void maxProcsChanged(int before, int now, long nowNanos) {
        for (int p = before; p < now; p++) {
            heap.addP(p);
        }
        followPs();
        limiter.resetCapacity(nowNanos, now);
    }

    @Override
    public void sysmon(long nowNanos) {
        collector.sysmon(nowNanos);
    }

    @Override
    public void exited(G g, P p, long nowNanos) {
        collector.exited(g, p, nowNanos);
    }

    @Override
    public void schedLatency(long nanos) {}

    @Override
    public void paused(StopReason reason, long stoppingNanos, long totalNanos) {
        if (reason.isGc()) {
            pauses.add(totalNanos);
        }
    }

    // HeapOwner

    @Override
    public void deductSweepCredit(long spanBytes, long callerSweepPages) {
        collector.deductSweepCredit(spanBytes, callerSweepPages);
    }

    @Override
    public void heapLive(long liveDelta, long scanDelta) {
        collector.heapLive(liveDelta, scanDelta);
    }

    @Override
    public void spanTaken(int p, long scavengedBytes, long grownBytes) {}

    // CollectorOwner

    @Override
    public Fate fate() {
        return this;
    }

    @Override
    public List<G> goroutines() {
        return world.goroutines();
    }

    @Override
    public void mayShrinkStack(G g, P by) {
        shrunkAt.add((int) g.id());
    }

    @Override
    public void paceScavenger(long lastHeapInUseBytes) {}

    @Override
    public void wakeScavenger(P by) {}

    @Override
    public void sweepDrained() {
        lines.add("drained");
    }

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
        return new CycleRecord.Memory(0, 0);
    }

    @Override
    public void onCycle(CycleRecord cycle) {
        cycles.add(cycle);
    }

    @Override
    public void print(String line) {
        lines.add(line);
    }

    // Fate

    @Override
    public double survival(int cohort) {
        return cohort == LIVE ? 1 : 0;
    }

    @Override
    public int survivors(int cohort, int objects, double probability) {
        throw new IllegalStateException("every object here is live or dead for sure");
    }

    @Override
    public int successor(int cohort) {
        return -1;
    }

    /** The heap's counters are the pacer's. */
    private record Account(GcController controller) implements MemoryAccount {
        @Override
        public long heapInUse() {
            return controller.memory().heapInUse();
        }

        @Override
        public long heapFree() {
            return controller.memory().heapFree();
        }

        @Override
        public long heapReleased() {
            return controller.memory().heapReleased();
        }

        @Override
        public long totalAlloc() {
            return controller.memory().totalAlloc();
        }

        @Override
        public long totalFree() {
            return controller.memory().totalFree();
        }

        @Override
        public long mappedReady() {
            return controller.memory().mappedReady();
        }

        @Override
        public void addHeapInUse(long delta) {
            controller.memory().addHeapInUse(delta);
        }

        @Override
        public void addHeapFree(long delta) {
            controller.memory().addHeapFree(delta);
        }

        @Override
        public void addHeapReleased(long delta) {
            controller.memory().addHeapReleased(delta);
        }

        @Override
        public void addTotalAlloc(long bytes) {
            controller.memory().addTotalAlloc(bytes);
        }

        @Override
        public void addTotalFree(long bytes) {
            controller.memory().addTotalFree(bytes);
        }

        @Override
        public void addMappedReady(long delta) {
            controller.memory().addMappedReady(delta);
        }
    }
}
