package org.heapgoal.process.full;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.gc.Collector;
import org.heapgoal.gc.CpuStats;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.heap.span.Heap;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.GcCpuLimiter;
import org.heapgoal.pacer.LimiterEvent;
import org.heapgoal.pacer.LimiterEventKind;
import org.heapgoal.pacer.MemoryInputs;
import org.heapgoal.pacer.SweepPacer;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.mutator.Mutator;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.recording.ActivityRequest;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.MachineSample;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.GState;
import org.heapgoal.sched.P;
import org.heapgoal.sched.Scheduler;
import org.heapgoal.sched.SchedulerConfig;
import org.heapgoal.sim.event.EventObserver;
import org.heapgoal.sim.event.VirtualClock;
import org.jspecify.annotations.Nullable;

/**
 * One process: the parts and their wiring. A process runs once.
 *
 * <p>The parts refer to each other in circles; each circle goes through this object, whose fields are all set before the
 * clock starts.
 */
final class GoProcess {
    final FullRun.Setup setup;
    final VirtualClock clock = new VirtualClock();
    final Scheduler scheduler;
    final GcController controller;
    final GcCpuLimiter limiter;
    final ProcessAccount account;
    final Recorder recorder;
    final Heap heap;
    final Scavenging scavenging;
    final BackgroundScavenging backgroundScavenging;
    final SweepPacer sweepPacer;
    final Collector collector;
    final Mutator mutator;
    final MaxProcsUpdater maxProcsUpdater;
    final SchedulerTrace schedulerTrace;
    final SchedStats schedStats = new SchedStats();
    final SchedulerSide schedulerSide;
    private final @Nullable ActivityRecorder activity;
    private final List<LimiterEvent> limiterEvents = new ArrayList<>();
    private final RunProbe probe;
    private final RunLimits limits;
    private final long endNanos;
    private double cpuQuota;
    private @Nullable RunOutcome outcome;

    /** A process that is not started. */
    GoProcess(FullRun.Setup setup, RunProbe probe, RunLimits limits) {
        this(setup, probe, limits, ActivityRequest.NONE);
    }

    /** A process that is not started and will record the activity of its Ps. */
    GoProcess(FullRun.Setup setup, RunProbe probe, RunLimits limits, ActivityRequest request) {
        this.setup = setup;
        this.probe = probe;
        this.limits = limits;
        this.endNanos = endNanos();
        this.cpuQuota = machine().cpuQuota();
        scheduler = new Scheduler(clock, schedulerConfig(setup), setup.streams());
        controller = new GcController(
                setup.version(),
                setup.settings().gcPercent(),
                setup.settings().memoryLimitBytes(),
                setup.load().globalsBytes());
        limiter = new GcCpuLimiter(0, setup.settings().maxProcs(), limiterEvents);
        account = new ProcessAccount(
                controller.memory(),
                machine().outsideGoBytes(),
                machine().memoryLimitBytes(),
                machine().otherGoPerHeapByte(),
                () -> end(RunOutcome.OOM_KILLED));
        recorder = new Recorder(
                clock,
                controller,
                this::machineSample,
                probe,
                limits.maxCycles(),
                () -> end(RunOutcome.CYCLES_REACHED));
        HeapSide heapSide = new HeapSide(this);
        heap = new Heap(setup.version(), setup.profile().greenTea(), OsPages.LINUX_AMD64, account, heapSide, heapSide);
        scavenging = new Scavenging(heap, controller, limiter, setup.version(), setup.profile(), setup.switches());
        backgroundScavenging = new BackgroundScavenging(scheduler, scavenging, recorder::changed);
        sweepPacer = new SweepPacer();
        collector = new Collector(collectorParts());
        mutator = new Mutator(mutatorParts());
        maxProcsUpdater = new MaxProcsUpdater(this, scheduler);
        schedulerTrace = new SchedulerTrace(scheduler, recorder, setup.version(), setup.godebug());
        schedulerSide = new SchedulerSide(this);
        scheduler.attach(schedulerSide);
        activity = ActivityRecorder.of(request, this);
    }

    private long endNanos() {
        long asked = limits.maxDurationNanos();
        long nanos = asked == Long.MAX_VALUE ? setup.load().durationNanos() : asked;
        return Math.min(nanos, VirtualClock.LAST_INSTANT_NANOS);
    }

    private static SchedulerConfig schedulerConfig(FullRun.Setup setup) {
        MachineSpec machine = setup.load().machine();
        return new SchedulerConfig(
                setup.version(),
                setup.settings().maxProcs(),
                machine.cores(),
                machine.cpuQuota(),
                machine.cpuPeriodNanos(),
                setup.profile(),
                setup.godebug().on(GodebugSetting.ASYNCPREEMPTOFF)
                        || setup.godebug().on(GodebugSetting.GCCHECKMARK),
                setup.godebug().on(GodebugSetting.SCHEDTRACE));
    }

    private Collector.Parts collectorParts() {
        return new Collector.Parts(
                scheduler,
                heap,
                controller,
                limiter,
                sweepPacer,
                setup.profile(),
                setup.version(),
                setup.godebug(),
                setup.switches(),
                machine().cores(),
                new CollectorSide(this));
    }

    private Mutator.Parts mutatorParts() {
        return new Mutator.Parts(
                clock,
                scheduler,
                heap,
                collector,
                controller,
                setup.profile(),
                new SizeClasses(setup.version(), setup.profile().greenTea()),
                setup.version(),
                setup.godebug(),
                setup.load(),
                setup.streams(),
                probe,
                endNanos,
                this::quotaChanged,
                () -> end(RunOutcome.FINISHED));
    }

    /**
     * Runs the process to its end.
     *
     * @param observer told of each event, or null
     */
    FullRun.Result run(@Nullable EventObserver observer) {
        Watch watch = new Watch(limits, () -> end(RunOutcome.CANCELLED));
        clock.observe(observer == null ? watch : watch.and(observer));
        clock.observeTime(activity);
        start();
        if (outcome == null && clock.runUntil(endNanos)) {
            outcome = endNanos == setup.load().durationNanos() ? RunOutcome.FINISHED : RunOutcome.DURATION_REACHED;
        }
        report();
        return new FullRun.Result(
                outcome(), clock.digest().count(), clock.digest().value());
    }

    private void start() {
        for (P p : scheduler.ps()) {
            heap.addP(p.id());
            p.limiterEvent.start(LimiterEventKind.IDLE, 0);
        }
        followPs();
        MachineProfile profile = setup.profile();
        if (profile.greenTea() && profile.vectorScan() && setup.version().atLeast(GoVersion.GO_1_26)) {
            heap.scanDenseSpansWhole();
        }
        if (setup.godebug().on(GodebugSetting.EFENCE)) {
            heap.fence();
        }
        if (setup.godebug().on(GodebugSetting.SBRK)) {
            heap.takeFromSystem();
        }
        account.addMappedReady(machine().otherGoBytes());
        heap.allocRuntimeStart(0);
        collector.start();
        backgroundScavenging.start();
        if (updatesMaxProcs()) {
            maxProcsUpdater.start();
        }
        mutator.start();
        recorder.sample();
    }

    private boolean updatesMaxProcs() {
        return setup.version().atLeast(GoVersion.GO_1_25) && setup.godebug().on(GodebugSetting.UPDATEMAXPROCS);
    }

    private RunOutcome outcome() {
        RunOutcome reached = outcome;
        if (reached == null) {
            throw new IllegalStateException("the clock stopped at " + clock.nowNanos() + " ns without a reason");
        }
        return reached;
    }

    /** Ends the run after the present event, unless it is ending already. */
    void end(RunOutcome reason) {
        if (outcome == null) {
            outcome = reason;
            clock.stop();
        }
    }

    /** What is read at the end, as the program would read it. */
    private void report() {
        recorder.sample();
        if (activity != null) {
            activity.finish(clock.nowNanos()).ifPresent(probe::onActivity);
        }
        probe.onMetrics(clock.nowNanos(), new RuntimeMetrics(this).read());
        for (P p : scheduler.ps()) {
            standStill(p);
            heap.flush(p.id());
        }
        MemStats stats = heap.memStats(collector.memStats());
        probe.onMemStats(clock.nowNanos(), stats);
        probe.onEnd(new RunTotals(
                clock.nowNanos(),
                stats.totalAlloc(),
                recorder.peakHeapLive(),
                account.peakMapped(),
                account.peakResident(),
                limiter.enabledNanos(clock.nowNanos())));
    }

    private MachineSample machineSample() {
        MemoryInputs memory = controller.memory();
        CpuStats cpu = collector.cpuStats();
        long now = clock.nowNanos();
        return new MachineSample(
                now,
                new MachineSample.Memory(
                        memory.heapInUse(),
                        memory.heapFree(),
                        memory.heapReleased(),
                        heap.stackBytes(),
                        heap.metadataBytes(),
                        machine().outsideGoBytes()),
                new MachineSample.Cpu(
                        scheduler.totalProcNanos(),
                        schedulerSide.idleNanos(now),
                        cpu.scavengeAssist() + cpu.scavengeBackground() + scavenging.pendingNanos()),
                limiter.enabledNanos(now));
    }

    /** A cycle is complete. */
    void cycleEnded(CycleRecord cycle) {
        recorder.cycle(cycle);
        if (activity != null) {
            activity.cycleEnded(cycle);
        }
    }

    /** Brings what a P runs up to date and takes it off, as a stop of the world would. */
    private void standStill(P p) {
        G g = p.running();
        if (g == null || g.state() != GState.RUNNING) {
            return;
        }
        scheduler.sync(g);
        Execution execution = g.execution();
        if (execution != null) {
            execution.preempted(g, p, clock.nowNanos());
        }
    }

    /** All goroutines, in order of creation of their structures. */
    List<G> goroutines() {
        return scheduler.goroutines();
    }

    /** Has the limiter look at the Ps that there are now. */
    void followPs() {
        limiterEvents.clear();
        for (P p : scheduler.ps()) {
            limiterEvents.add(p.limiterEvent);
        }
    }

    private void quotaChanged(double cpus) {
        cpuQuota = cpus;
        scheduler.setQuota(cpus, machine().cpuPeriodNanos());
    }

    /** GOMAXPROCS as the runtime would choose it now. */
    int defaultMaxProcs() {
        return ContainerCpus.defaultMaxProcs(machine(), cpuQuota, setup.version(), setup.godebug());
    }

    /** Whether somebody set GOMAXPROCS, from outside or in the program. */
    boolean maxProcsCustom() {
        return setup.maxProcsGiven() || collector.maxProcsCustom();
    }

    private MachineSpec machine() {
        return setup.load().machine();
    }
}
