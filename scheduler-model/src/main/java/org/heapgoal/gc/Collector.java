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
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.World;
import org.heapgoal.sim.random.StreamFactory;
import org.jspecify.annotations.Nullable;

/** The collector of one process: what mutators, the scheduler and the process ask of it. */
@SuppressWarnings("DoNotCallSuggester") // the contract, until it is implemented
public final class Collector {
    /** What a collector works with. */
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
            StreamFactory streams,
            CollectorOwner owner) {}

    public Collector(Parts parts) {
        throw new UnsupportedOperationException("contract");
    }

    /** Starts the runtime's own goroutines: background sweeper, forced-GC helper. The world runs; instant 0. */
    public void start() {
        throw new UnsupportedOperationException("contract");
    }

    // For mutators

    /** Whether blackening is on: allocations are debited and black. */
    public boolean blackening() {
        throw new UnsupportedOperationException("contract");
    }

    /**
     * The assist that a goroutine owes before its next allocation, to be {@link G#call called}; null if it owes none or
     * assists are off. Debit first: {@code g.assistBytes -= bytes}.
     */
    public @Nullable Execution assist(G g, P p) {
        throw new UnsupportedOperationException("contract");
    }

    /** Whether a heap-triggered cycle is due; asked after a refill and after a large allocation. */
    public boolean heapTriggered() {
        throw new UnsupportedOperationException("contract");
    }

    /** Starts a cycle on behalf of the calling goroutine ({@code gcStart}), to be called. */
    public Execution startCycle(GcTrigger trigger) {
        throw new UnsupportedOperationException("contract");
    }

    /** runtime.GC, to be called. */
    public Execution collectGarbage() {
        throw new UnsupportedOperationException("contract");
    }

    /** debug.FreeOSMemory, to be called. */
    public Execution freeOsMemory() {
        throw new UnsupportedOperationException("contract");
    }

    /** debug.SetGCPercent, to be called. */
    public Execution setGcPercent(int percent) {
        throw new UnsupportedOperationException("contract");
    }

    /** debug.SetMemoryLimit, to be called. */
    public Execution setMemoryLimit(long bytes) {
        throw new UnsupportedOperationException("contract");
    }

    /** runtime.GOMAXPROCS(n), to be called; from then on the runtime does not adapt it any more. */
    public Execution setMaxProcs(int procs) {
        throw new UnsupportedOperationException("contract");
    }

    /**
     * The runtime's own change of GOMAXPROCS, to be called ({@code proc.go: updateMaxProcsGoroutine}): like the program's,
     * but without effect if the program has set it by the time the world stands still.
     */
    public Execution updateMaxProcs(int procs) {
        throw new UnsupportedOperationException("contract");
    }

    /** Whether the program has called {@link #setMaxProcs}. */
    public boolean maxProcsCustom() {
        throw new UnsupportedOperationException("contract");
    }

    /** runtime.ReadMemStats, to be called; the consumer gets what was read. */
    public Execution readMemStats(Consumer<MemStats> to) {
        throw new UnsupportedOperationException("contract");
    }

    // For the scheduler's hooks, see RuntimeHooks

    public @Nullable G gcWorker(P p, long nowNanos) {
        throw new UnsupportedOperationException("contract");
    }

    public @Nullable G idleGcWorker(P p, long nowNanos) {
        throw new UnsupportedOperationException("contract");
    }

    public boolean markWorkAvailable() {
        throw new UnsupportedOperationException("contract");
    }

    public void acquired(P p, long nowNanos) {
        throw new UnsupportedOperationException("contract");
    }

    public void exited(G g, P p, long nowNanos) {
        throw new UnsupportedOperationException("contract");
    }

    /** Tests the periodic trigger; called at every tick of the system monitor. */
    public void sysmon(long nowNanos) {
        throw new UnsupportedOperationException("contract");
    }

    // For the heap's owner

    /** See {@link org.heapgoal.heap.span.HeapOwner#deductSweepCredit}. */
    public void deductSweepCredit(long spanBytes, long callerSweepPages) {
        throw new UnsupportedOperationException("contract");
    }

    /** heapLive and heapScan move; while marking the pacer revises, with all running workers' progress counted. */
    public void heapLive(long liveDelta, long scanDelta) {
        throw new UnsupportedOperationException("contract");
    }

    // Statistics

    /** The collector's fields of MemStats, now. */
    public MemStats.Gc memStats() {
        throw new UnsupportedOperationException("contract");
    }

    /** CPU classes and cycle counts, now. */
    public CpuStats cpuStats() {
        throw new UnsupportedOperationException("contract");
    }

    /** Whether the GC CPU limiter holds assists and allocation-time scavenging back; never with the limiter switched off. */
    public boolean limiting() {
        throw new UnsupportedOperationException("contract");
    }

    /** Stack with which a goroutine starts ({@code mgcmark.go: gcComputeStartingStackSize}); a power of two, bytes. */
    public long startingStackBytes() {
        throw new UnsupportedOperationException("contract");
    }

    /** Completed cycles. */
    public long numGC() {
        throw new UnsupportedOperationException("contract");
    }

    /** Whether the phase is not off: from one stop to the other. */
    public boolean running() {
        throw new UnsupportedOperationException("contract");
    }

    /** Checks the collector's invariants; throws with the values if one does not hold. */
    public void verify() {
        throw new UnsupportedOperationException("contract");
    }
}
