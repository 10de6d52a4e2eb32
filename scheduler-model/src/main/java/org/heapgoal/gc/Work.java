package org.heapgoal.gc;

import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.heap.span.Heap;
import org.heapgoal.machine.Cost;
import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.GcCpuLimiter;
import org.heapgoal.pacer.SweepPacer;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.StopReason;
import org.heapgoal.sched.World;
import org.heapgoal.sched.WorldStop;
import org.jspecify.annotations.Nullable;

/**
 * What the collector's parts share: the phase, semaphores, counters and the running cycle ({@code mgc.go: work}). Blackening
 * is on only in phase MARK; {@link #cycles} is one ahead of the completed cycles while one runs, and equal otherwise.
 */
final class Work {
    /** A cycle starts when none has completed for so long ({@code proc.go: forcegcperiod}). */
    static final long FORCE_PERIOD_NANOS = 120_000_000_000L;

    final World world;
    final Heap heap;
    final GcController controller;
    final GcCpuLimiter limiter;
    final SweepPacer sweepPacer;
    final GoVersion version;
    final Godebug godebug;
    final ModelSwitches switches;
    final int coresAtStart;
    final CollectorOwner owner;
    final boolean greenTea;

    final MarkCosts costs;
    final Semaphore startSema;
    final Semaphore gcSema;
    final Semaphore worldSema;
    final Semaphore markDoneSema;
    final Marking marking;
    final WorkerPool workers;
    final Sweeping sweeping;
    final CycleWaiters waiters;
    final PauseRing pauses = new PauseRing();
    final CpuAccounts cpu = new CpuAccounts();
    final ConsMarkWindow consMarks;
    final BackgroundSweeper sweeper;

    Phase phase = Phase.OFF;
    boolean blackening;

    /** Cycles started. */
    long cycles;

    /** Cycles completed. */
    long numGC;

    long numForcedGC;
    double gcCpuFraction;
    long lastHeapInUseBytes;

    /** Whether the program has set GOMAXPROCS, so that the runtime leaves it alone. */
    boolean maxProcsCustom;

    long startingStackBytes = StartingStack.SMALLEST;
    CycleData cycle = new CycleData();

    private @Nullable WorldStop stop;
    private boolean stopHolds;

    Work(Collector.Parts parts) {
        world = parts.world();
        heap = parts.heap();
        controller = parts.controller();
        limiter = parts.limiter();
        sweepPacer = parts.sweepPacer();
        version = parts.version();
        godebug = parts.godebug();
        switches = parts.switches();
        coresAtStart = parts.coresAtStart();
        owner = parts.owner();
        greenTea = parts.profile().greenTea();
        costs = new MarkCosts(parts.profile());
        startSema = new Semaphore(world);
        gcSema = new Semaphore(world);
        worldSema = new Semaphore(world);
        markDoneSema = new Semaphore(world);
        marking = new Marking(this);
        workers = new WorkerPool(this);
        sweeping = new Sweeping(this);
        waiters = new CycleWaiters(this);
        consMarks = new ConsMarkWindow();
        sweeper = new BackgroundSweeper(this);
    }

    // Stopping

    /**
     * Stops the world for the goroutine that steps now.
     *
     * @return what the step returns: {@link Execution#HOLD} until it stands still, or 0 if it does at once
     */
    long stopWorld(StopReason reason, G by) {
        stop = null;
        stopHolds = false;
        world.stopTheWorld(reason, by, stopped -> {
            stop = stopped;
            workers.releaseAssigned();
            if (stopHolds) {
                world.release(by);
            }
        });
        if (stop != null) {
            return 0;
        }
        stopHolds = true;
        return Execution.HOLD;
    }

    /** The stop that {@link #stopWorld} brought about. */
    WorldStop stopped() {
        WorldStop stopped = stop;
        if (stopped == null) {
            throw new IllegalStateException("the world is not stopped at " + world.nowNanos() + " ns");
        }
        return stopped;
    }

    /** From when on a stop counts as pause: since 1.22 from when the scheduler was locked. */
    long pauseStart(WorldStop stopped, long phaseStartNanos) {
        return version.atLeast(GoVersion.GO_1_22) ? stopped.startedStoppingNanos() : phaseStartNanos;
    }

    // Triggers

    /**
     * Whether a cycle is due ({@code gcTrigger.test}).
     *
     * @param number for {@link GcTrigger#CYCLE}, which cycle is wanted
     */
    boolean due(GcTrigger trigger, long number) {
        if (phase != Phase.OFF) {
            return false;
        }
        return switch (trigger) {
            case HEAP -> Long.compareUnsigned(controller.heapLive(), controller.trigger()) >= 0;
            case TIME ->
                controller.gcPercent() >= 0
                        && numGC > 0
                        && world.nowNanos() - pauses.lastEndNanos() > FORCE_PERIOD_NANOS;
            case CYCLE -> number - cycles > 0;
        };
    }

    // Pacing

    /** heapLive and heapScan move; while marking the assist ratio follows. */
    void heapLive(long liveDelta, long scanDelta) {
        if (blackening) {
            marking.sync(world.nowNanos());
        }
        controller.update(liveDelta, scanDelta, blackening);
    }

    /** GOGC, the limit or the live heap have changed ({@code gcControllerCommit}). */
    void commit() {
        controller.commit(sweeping.isDone());
        if (phase != Phase.OFF) {
            marking.sync(world.nowNanos());
            controller.revise();
        }
        sweepPacer.pace(
                controller.trigger(), sweeping.isDone(), controller.heapLive(), heap.pagesInUse(), heap.pagesSwept());
        owner.paceScavenger(lastHeapInUseBytes);
    }

    /** Whether assists are called off. */
    boolean limiting() {
        return switches.limiter() && limiter.limiting();
    }

    /** Updates the limiter; running assists stop if that switches it on. */
    void updateLimiter(long nowNanos) {
        boolean before = limiting();
        limiter.update(nowNanos);
        if (!before && limiting()) {
            marking.stopAssists();
        }
    }

    // Lines

    /**
     * Prints a line if a setting asks for it.
     *
     * @return CPU nanoseconds it takes
     */
    long trace(GodebugSetting setting, java.util.function.Supplier<String> line) {
        if (!godebug.on(setting)) {
            return 0;
        }
        owner.print(line.get());
        return costs.of(Cost.TRACE_LINE);
    }

    /** All goroutines, dead ones included. */
    List<G> goroutines() {
        return owner.goroutines();
    }

    /** Ps whose cache is older than the last cycle are flushed before they run goroutines. */
    void acquired(P p) {
        heap.flushIfStale(p.id());
    }
}
