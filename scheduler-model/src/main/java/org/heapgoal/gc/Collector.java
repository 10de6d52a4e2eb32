package org.heapgoal.gc;

import java.util.function.Consumer;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.heap.span.Heap;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.GcCpuLimiter;
import org.heapgoal.pacer.SweepPacer;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.PActivity;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.World;
import org.heapgoal.sim.units.Amd64;
import org.jspecify.annotations.Nullable;

/**
 * The collector of one process: what mutators, the scheduler and the process ask of it.
 *
 * <p>Executions that it hands out are for one {@link G#call} each. Nothing here may be asked before {@link #start}, except
 * statistics.
 */
public final class Collector {
    /** Sweep debts of more pages are paid bit by bit, as time passes. */
    private static final long LARGE_DEBT_PAGES = 64;

    /** Spans that are swept at once of a large debt. */
    private static final int DEBT_BATCH = 16;

    /**
     * What a collector works with.
     *
     * @param limiter built over the limiter events of the world's Ps
     * @param coresAtStart CPUs that the process may use when it starts; gctrace charges stops to at most so many
     */
    public record Parts(
            World world,
            Heap heap,
            GcController controller,
            GcCpuLimiter limiter,
            SweepPacer sweepPacer,
            MachineProfile profile,
            GoVersion version,
            Godebug godebug,
            ModelSwitches switches,
            int coresAtStart,
            CollectorOwner owner) {}

    private final Work work;
    private final ForcedGcHelper helper;

    /** A collector that has not started. */
    public Collector(Parts parts) {
        work = new Work(parts);
        helper = new ForcedGcHelper(work);
    }

    /** Starts the runtime's own goroutines: background sweeper, forced-GC helper. The world runs; instant 0. */
    public void start() {
        work.world.newGoroutine(helper, null, true);
        work.world.newGoroutine(work.sweeper, null, true);
    }

    // For mutators

    /** Whether blackening is on: allocations are debited and black. */
    public boolean blackening() {
        return work.blackening;
    }

    /**
     * The assist that a goroutine owes before its next allocation, to be {@link G#call called}; null if it owes none, if
     * credit was there for it, or if assists are off. Debit first: {@code g.assistBytes -= bytes}.
     */
    public @Nullable Execution assist(G g, P p) {
        return g.assistBytes < 0 && work.blackening && work.switches.assists() ? Assist.owed(work, g) : null;
    }

    /** Whether a heap-triggered cycle is due; asked after a refill and after a large allocation. */
    public boolean heapTriggered() {
        return work.due(GcTrigger.HEAP, 0);
    }

    /** Starts a cycle on behalf of the calling goroutine ({@code gcStart}), to be called. */
    public Execution startCycle(GcTrigger trigger) {
        return new CycleStart(work, trigger, work.cycles + 1);
    }

    /** runtime.GC, to be called. */
    public Execution collectGarbage() {
        return new CollectGarbage(work, false);
    }

    /** debug.FreeOSMemory, to be called. */
    public Execution freeOsMemory() {
        return new CollectGarbage(work, true);
    }

    /** debug.SetGCPercent, to be called; any negative value for off. */
    public Execution setGcPercent(int percent) {
        return SettingChange.gcPercent(work, percent);
    }

    /** debug.SetMemoryLimit, to be called; a negative value changes nothing. */
    public Execution setMemoryLimit(long bytes) {
        return SettingChange.memoryLimit(work, bytes);
    }

    /**
     * runtime.GOMAXPROCS(n), to be called: n below 1 changes nothing; any other keeps the runtime from adapting it from then
     * on, and stops the world if it is a change.
     */
    public Execution setMaxProcs(int procs) {
        if (procs < 1) {
            return new Nothing();
        }
        work.maxProcsCustom = true;
        return procs == work.world.maxProcs() ? new Nothing() : StoppedCall.setMaxProcs(work, procs);
    }

    /**
     * The runtime's own change of GOMAXPROCS, to be called ({@code proc.go: updateMaxProcsGoroutine}): like the program's,
     * but without effect if the program has set it by the time the world stands still.
     */
    public Execution updateMaxProcs(int procs) {
        return StoppedCall.updateMaxProcs(work, procs);
    }

    /** Whether the program has called {@link #setMaxProcs}. */
    public boolean maxProcsCustom() {
        return work.maxProcsCustom;
    }

    /** runtime.ReadMemStats, to be called; the consumer gets what was read. */
    public Execution readMemStats(Consumer<MemStats> to) {
        return StoppedCall.readMemStats(work, this, to);
    }

    // For the scheduler's hooks, see RuntimeHooks

    /** See {@link org.heapgoal.sched.RuntimeHooks#gcWorker}. */
    public @Nullable G gcWorker(P p, long nowNanos) {
        return work.workers.worker(p, nowNanos);
    }

    /**
     * While the world starts during a mark: sets a worker aside for an idle P ({@code mgcpacer.go: assignWaitingGCWorker});
     * {@link #gcWorker} gives it out when the P asks. Go 1.26 does so.
     */
    public boolean assignGcWorker(P p, long nowNanos) {
        return work.workers.assign(p, nowNanos);
    }

    /** See {@link org.heapgoal.sched.RuntimeHooks#idleGcWorker}. */
    public @Nullable G idleGcWorker(P p, long nowNanos) {
        return work.workers.idleWorker();
    }

    /** See {@link org.heapgoal.sched.RuntimeHooks#markWorkAvailable}. */
    public boolean markWorkAvailable() {
        return work.blackening && work.marking.pool.workAvailable();
    }

    /** See {@link org.heapgoal.sched.RuntimeHooks#acquired}. */
    public void acquired(P p, long nowNanos) {
        work.acquired(p);
    }

    /** A goroutine ends: while marking, credit that it has left goes to everybody ({@code proc.go: gdestroy}). */
    public void exited(G g, P p, long nowNanos) {
        if (work.blackening && g.assistBytes > 0) {
            work.marking.sync(nowNanos);
            work.controller
                    .work()
                    .addBgScanCredit(Amd64.toInt64(work.controller.assistWorkPerByte() * (double) g.assistBytes));
            g.assistBytes = 0;
        }
    }

    /** Tests the periodic trigger; called at every tick of the system monitor. */
    public void sysmon(long nowNanos) {
        helper.test();
    }

    /**
     * Pays a part of a large sweep debt before an allocation. The allocation goes on when the time has passed, and asks again:
     * other goroutines may have paid the rest by then. What is left the heap pays at once.
     *
     * @param p where it allocates
     * @param nowNanos the time
     * @param spanBytes size of the span about to be allocated
     * @param callerSweepPages pages that the allocation will sweep itself
     * @return CPU nanoseconds it takes; 0 where the debt is small
     */
    public long paySweepDebt(P p, long nowNanos, long spanBytes, long callerSweepPages) {
        return work.sweepPacer.debtPages(spanBytes, callerSweepPages, work.sweeping) > LARGE_DEBT_PAGES
                ? work.sweeping.sweep(DEBT_BATCH, p, nowNanos)
                : 0;
    }

    // For the heap's owner

    /** See {@link org.heapgoal.heap.span.HeapOwner#deductSweepCredit}. */
    public void deductSweepCredit(long spanBytes, long callerSweepPages) {
        work.sweepPacer.deductSweepCredit(spanBytes, callerSweepPages, work.sweeping);
    }

    /** heapLive and heapScan move; while marking the pacer revises, with all running workers' progress counted. */
    public void heapLive(long liveDelta, long scanDelta) {
        work.heapLive(liveDelta, scanDelta);
    }

    // Statistics

    /** The collector's fields of MemStats, now. */
    public MemStats.Gc memStats() {
        return work.pauses.memStats(work.controller.heapGoal(), work.numForcedGC, work.gcCpuFraction);
    }

    /** CPU classes and cycle counts, now. */
    public CpuStats cpuStats() {
        return work.cpu.stats();
    }

    /** Whether the GC CPU limiter holds assists and allocation-time scavenging back; never with the limiter switched off. */
    public boolean limiting() {
        return work.limiting();
    }

    /** Stack with which a goroutine starts ({@code mgcmark.go: gcComputeStartingStackSize}); a power of two, bytes. */
    public long startingStackBytes() {
        return work.startingStackBytes;
    }

    /** Completed cycles. */
    public long numGC() {
        return work.numGC;
    }

    /** Completed cycles that the program asked for. */
    public long numForcedGC() {
        return work.numForcedGC;
    }

    /** When the last cycle ended; 0 before the first. */
    public long lastGcNanos() {
        return work.pauses.lastEndNanos();
    }

    /** Whether all spans are swept and nobody is at it ({@code isSweepDone}). */
    public boolean sweepDone() {
        return work.sweeping.isDone();
    }

    /** Bytes that goroutines were allowed to allocate in the mark that goes on, for work done or credit taken. */
    public long grantedBytes() {
        return work.marking.grantedBytes();
    }

    /** Assists that wait for background credit now. */
    public int waitingAssists() {
        return work.marking.waitingAssists();
    }

    /** Whether the phase is not off: from one stop to the other. */
    public boolean running() {
        return work.phase != Phase.OFF;
    }

    /** What a goroutine that runs does for its P, as far as marking goes. */
    public PActivity activity(G g) {
        Execution top = g.execution();
        if (top instanceof MarkWorker worker) {
            return switch (worker.mode()) {
                case DEDICATED -> PActivity.DEDICATED;
                case FRACTIONAL -> PActivity.FRACTIONAL;
                case IDLE -> PActivity.IDLE_MARK;
                case NONE -> PActivity.RUNTIME;
            };
        }
        if (top instanceof Assist) {
            return PActivity.ASSIST;
        }
        return g.system() ? PActivity.RUNTIME : PActivity.USER;
    }

    /** Checks the collector's invariants; throws with the values if one does not hold. */
    public void verify() {
        Invariants.verify(work);
    }

    /** A call that changes nothing. */
    private static final class Nothing extends Execution {
        @Override
        public long next(G g, P p, long nowNanos) {
            return RETURN;
        }

        @Override
        public void ran(G g, P p, long cpuNanos) {
            throw new IllegalStateException("nothing takes no time");
        }
    }
}
