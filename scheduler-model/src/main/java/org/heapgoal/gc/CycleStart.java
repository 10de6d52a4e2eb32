package org.heapgoal.gc;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.goruntime.PacerTrace;
import org.heapgoal.machine.Cost;
import org.heapgoal.pacer.GcController;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.StopReason;
import org.heapgoal.sched.WaitReason;
import org.heapgoal.sched.WorldStop;

/** Starts a cycle on behalf of a goroutine, if it is still due then ({@code mgc.go: gcStart}). */
final class CycleStart extends Routine {
    private enum State {
        SWEEP,
        TEST,
        CYCLE_SEMAPHORE,
        WORLD_SEMAPHORE,
        CREATE_WORKERS,
        STOP,
        FINISH_SWEEP,
        BEGIN_MARK,
        RESTART,
        RESTARTED,
        LEAVE
    }

    private final GcTrigger trigger;
    private final long number;
    private State state = State.SWEEP;

    /** @param number the cycle that {@link GcTrigger#CYCLE} asks for */
    CycleStart(Work work, GcTrigger trigger, long number) {
        super(work);
        this.trigger = trigger;
        this.number = number;
    }

    @Override
    public boolean preemptOff(G g) {
        return state.compareTo(State.FINISH_SWEEP) >= 0;
    }

    @Override
    long step(G g, P p, long nowNanos) {
        return switch (state) {
            case SWEEP -> sweep(g, p, nowNanos);
            case TEST -> test(g, p);
            case CYCLE_SEMAPHORE -> take(work.gcSema, State.WORLD_SEMAPHORE, g);
            case WORLD_SEMAPHORE -> take(work.worldSema, State.CREATE_WORKERS, g);
            case CREATE_WORKERS -> createWorkers(g, p);
            case STOP -> stop(g, nowNanos);
            case FINISH_SWEEP -> finishSweep(p);
            case BEGIN_MARK -> beginMark(p);
            case RESTART -> restart();
            case RESTARTED -> restarted(p, nowNanos);
            case LEAVE -> {
                work.startSema.release(p);
                yield RETURN;
            }
        };
    }

    /** Whoever starts a cycle sweeps what is left first, while the world runs. */
    private long sweep(G g, P p, long nowNanos) {
        long nanos = work.due(trigger, number) ? work.sweeping.sweep(1, p, nowNanos) : 0;
        if (nanos == 0) {
            return take(work.startSema, State.TEST, g);
        }
        return nanos;
    }

    private long take(Semaphore semaphore, State then, G g) {
        state = then;
        return semaphore.acquire(g) ? 0 : BLOCK;
    }

    private long test(G g, P p) {
        if (!work.due(trigger, number)) {
            work.startSema.release(p);
            return RETURN;
        }
        return take(work.gcSema, State.WORLD_SEMAPHORE, g);
    }

    private long createWorkers(G g, P p) {
        if (work.workers.created() < work.world.maxProcs()) {
            work.workers.create(g, p);
            g.waitReason(WaitReason.CHAN_RECEIVE);
            return BLOCK;
        }
        state = State.STOP;
        return 0;
    }

    private long stop(G g, long nowNanos) {
        for (G each : work.goroutines()) {
            each.assistBytes = 0;
        }
        work.marking.reset();
        GcController controller = work.controller;
        CycleData cycle = new CycleData();
        work.cycle = cycle;
        cycle.cause = cause();
        cycle.stopTheWorld = Math.max(0, Math.min(2, work.godebug.value(GodebugSetting.GCSTOPTHEWORLD)));
        cycle.maxProcs = work.world.maxProcs();
        cycle.stwProcs = Math.min(cycle.maxProcs, work.coresAtStart);
        cycle.initialHeapLive = controller.heapLive();
        cycle.heap0 = controller.heapLive();
        cycle.trigger = controller.explainTrigger();
        cycle.basis = controller.explainBasis();
        cycle.runway = controller.runway();
        cycle.tSweepTerm = nowNanos;
        state = State.FINISH_SWEEP;
        return work.stopWorld(StopReason.GC_SWEEP_TERMINATION, g);
    }

    private CycleCause cause() {
        return switch (trigger) {
            case HEAP -> CycleCause.HEAP;
            case TIME -> CycleCause.PERIODIC;
            case CYCLE -> CycleCause.FORCED;
        };
    }

    private long finishSweep(P p) {
        WorldStop stop = work.stopped();
        work.cycle.stoppingNanos += stop.finishedStoppingNanos() - stop.startedStoppingNanos();
        if (work.version.atLeast(GoVersion.GO_1_23)) {
            work.cpu.addPause(stop.stoppingCpuNanos());
        }
        long nanos = work.costs.of(Cost.SWEEP_TERMINATION) + work.sweeping.finish();
        work.owner.wakeScavenger(p);
        work.cycles++;
        state = State.BEGIN_MARK;
        return nanos;
    }

    /** The controller plans, roots are listed, and marking is on. */
    private long beginMark(P p) {
        GcController controller = work.controller;
        CycleData cycle = work.cycle;
        boolean stopTheWorld = cycle.stopTheWorld > 0;
        controller.startCycle(cycle.tSweepTerm, cycle.maxProcs, cycle.cause, stopTheWorld);
        for (P each : work.world.ps()) {
            each.gcAssistNanos = 0;
            each.gcFractionalMarkNanos = 0;
        }
        cycle.dedicatedWorkers = controller.dedicatedMarkWorkersNeeded();
        long nanos = work.trace(GodebugSetting.GCPACERTRACE, this::startLine);
        work.limiter.startGCTransition(true, cycle.tSweepTerm);
        if (stopTheWorld) {
            work.world.enableUser(false);
        }
        work.phase = Phase.MARK;
        MarkPool pool = work.marking.pool;
        pool.begin(work.heap.snapshot(work.owner.fate()));
        pool.roots.prepare(controller.globalsScan(), heapBytes(), work.goroutines());
        work.heap.useWorkbufs(p.id(), WORKBUFS_PER_P * cycle.maxProcs);
        work.blackening = true;
        state = State.RESTART;
        return nanos;
    }

    /** A P marks from one buffer and keeps another; what queues beyond depends on the shape of the heap. */
    private static final long WORKBUFS_PER_P = 2;

    private long heapBytes() {
        var memory = work.controller.memory();
        return memory.heapInUse() + memory.heapFree() + memory.heapReleased();
    }

    private String startLine() {
        GcController controller = work.controller;
        return PacerTrace.start(
                work.version,
                new PacerTrace.Start(
                        controller.assistWorkPerByte(),
                        controller.heapScan(),
                        work.cycle.initialHeapLive,
                        controller.heapGoal(),
                        controller.dedicatedMarkWorkersNeeded(),
                        controller.fractionalUtilizationGoal()));
    }

    /** Threads that it wakes may take its core before it looks at the time. */
    private long restart() {
        work.world.wakeTheWorld();
        state = State.RESTARTED;
        return 1;
    }

    private long restarted(P p, long nowNanos) {
        CycleData cycle = work.cycle;
        WorldStop stop = work.stopped();
        work.world.pauseEnded(stop);
        if (work.version.atLeast(GoVersion.GO_1_23)) {
            work.cpu.addPause((nowNanos - stop.finishedStoppingNanos()) * cycle.maxProcs);
        } else {
            work.cpu.addPause((nowNanos - cycle.tSweepTerm) * cycle.stwProcs);
        }
        cycle.tMark = nowNanos;
        cycle.pauseNanos += nowNanos - work.pauseStart(stop, cycle.tSweepTerm);
        work.limiter.finishGCTransition(nowNanos);
        work.worldSema.release(p);
        state = State.LEAVE;
        return cycle.stopTheWorld > 0 ? YIELD : 0;
    }
}
