package org.heapgoal.pacer;

import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.GoalBasis;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.sim.units.Amd64;

/**
 * The pacer's controller: from the live heap, stacks and globals, GOGC and the memory limit it derives the heap goal and
 * the trigger, and while marking the price of allocation in scan work. Source: {@code mgcpacer.go: gcControllerState}.
 *
 * <p>The caller keeps the runtime's order of calls: {@link #startCycle}, then updates each followed by {@link #revise},
 * {@link #endCycle}, {@link #resetLive}, {@link #commit}. Setters of GOGC and the limit need a {@link #commit}, and a
 * {@link #revise} while marking. Goal and trigger follow the counters, so ask again after each
 * change. Between calls, outside a cycle {@link #triggered} is {@link #UNSET}.
 */
public final class GcController {
    /** A heap size that is not set: 2^64 − 1. */
    public static final long UNSET = -1L;

    /** The share of GOMAXPROCS that background marking takes, and all that marking should take. */
    public static final double BACKGROUND_UTILIZATION = 0.25;

    /** How far the sweeper must get before the next trigger, {@code mgc.go: sweepMinHeapDistance}. */
    static final long SWEEP_MIN_HEAP_DISTANCE = 1L << 20;

    private final PacerProfile.StartPoint startPoint;
    private final LimitHeadroom headroom;
    private final ConsMark consMark;
    private final MemoryInputs memory = new MemoryInputs();
    private final MarkWork work = new MarkWork();
    private final MarkTime time = new MarkTime();
    private final MarkWorkers workers = new MarkWorkers(time);
    private final AssistRatio assistRatio = new AssistRatio();

    private int gcPercent;
    private long memoryLimit;
    private long heapMinimum;
    private long gcPercentHeapGoal;
    private boolean heapMinimumSetsGoal;
    private long runway;
    private long sweepDistMinTrigger;
    private long triggered = UNSET;

    /** The trigger that no limit binds, while {@link #triggerKnown}: most calls only compare with it. */
    private long unlimitedTrigger;

    private boolean triggerKnown;
    private long lastHeapGoal;
    private long heapLive;
    private long heapScan;
    private long heapMarked;
    private long lastHeapScan;
    private long lastStackScan;
    private long maxStackScan;
    private long globalsScan;
    private long committedGlobalsScan;
    private long markStartTime;

    /**
     * The controller of a process that starts.
     *
     * @param version whose law it follows
     * @param gcPercent GOGC; any negative value for off
     * @param memoryLimitBytes the memory limit, not negative; the largest {@code long} for none
     * @param globalsScanBytes bytes of global variables that may hold pointers
     * @throws IllegalArgumentException for a negative limit
     */
    public GcController(GoVersion version, int gcPercent, long memoryLimitBytes, long globalsScanBytes) {
        if (memoryLimitBytes < 0) {
            throw new IllegalArgumentException("memoryLimitBytes " + memoryLimitBytes + " is negative");
        }
        PacerProfile profile = PacerProfile.of(version);
        startPoint = profile.startPoint();
        headroom = profile.headroom();
        consMark = profile.consMark().get();
        globalsScan = globalsScanBytes;
        setGCPercent(gcPercent);
        setMemoryLimit(memoryLimitBytes);
        commit(true);
    }

    /**
     * Sets GOGC; {@link #commit} must follow.
     *
     * @param percent any negative value for off
     * @return the value before, −1 for off
     */
    public int setGCPercent(int percent) {
        int before = gcPercent;
        gcPercent = GcPercent.normalize(percent);
        heapMinimum = GcPercent.heapMinimum(gcPercent);
        return before;
    }

    /**
     * Sets the memory limit; {@link #commit} must follow.
     *
     * @param limitBytes a negative value changes nothing
     * @return the value before
     */
    public long setMemoryLimit(long limitBytes) {
        long before = memoryLimit;
        if (limitBytes >= 0) {
            memoryLimit = limitBytes;
        }
        return before;
    }

    /** Starts a concurrent cycle; see {@link #startCycle(long, int, CycleCause, boolean)}. */
    public void startCycle(long markStartNanos, int procs, CycleCause cause) {
        startCycle(markStartNanos, procs, cause, false);
    }

    /**
     * Starts a cycle at the present heapLive, with the world stopped, and computes the first assist ratio.
     *
     * @param markStartNanos the time just before the world was stopped
     * @param procs GOMAXPROCS, at least 1
     * @param cause a periodic cycle gets fewer idle workers
     * @param stopTheWorldMark whether {@code GODEBUG=gcstoptheworld} is on, so that every P marks
     */
    public void startCycle(long markStartNanos, int procs, CycleCause cause, boolean stopTheWorldMark) {
        if (procs < 1) {
            throw new IllegalArgumentException("procs " + procs + " is below 1");
        }
        work.reset();
        time.reset();
        markStartTime = markStartNanos;
        triggered = startPoint == PacerProfile.StartPoint.TRIGGER ? trigger() : heapLive;
        triggerKnown = false;
        WorkerPlan plan = stopTheWorldMark ? WorkerPlan.stopTheWorld(procs) : WorkerPlan.concurrent(procs);
        workers.startCycle(plan, procs, cause == CycleCause.PERIODIC);
        revise();
    }

    /** Recomputes the assist ratio; due while marking, after every change of what it depends on. */
    public void revise() {
        assistRatio.revise(
                gcPercent,
                heapLive,
                heapGoal(),
                triggered,
                work.total(),
                expectedScanWork(),
                heapScan + maxStackScan + globalsScan);
    }

    /**
     * Ends a cycle in its mark-termination stop and learns from it; {@link #resetLive} and {@link #commit} must follow.
     *
     * @param nowNanos the time just before the world was stopped
     * @param procs GOMAXPROCS
     */
    public CycleEnd endCycle(long nowNanos, int procs) {
        lastHeapGoal = heapGoal();
        long assistDuration = nowNanos - markStartTime;
        double cpu = (double) (assistDuration * procs);
        double utilization = BACKGROUND_UTILIZATION;
        if (assistDuration > 0) {
            utilization += (double) time.assistNanos() / cpu;
        }
        double previous = consMark.estimate();
        if (Long.compareUnsigned(heapLive, triggered) <= 0) {
            return new CycleEnd(utilization, false, 0, previous, false);
        }
        double idleUtilization = assistDuration > 0 ? (double) time.idleNanos() / cpu : 0;
        double measured = (Amd64.fromUint64(heapLive - triggered) * (utilization + idleUtilization))
                / ((double) work.total() * (1 - utilization));
        boolean ok = consMark.measured(measured);
        return new CycleEnd(utilization, true, measured, previous, !ok);
    }

    /**
     * Takes over what the finished cycle found live; nothing is being marked from here on.
     *
     * @param bytesMarked live bytes, with everything allocated while marking
     */
    public void resetLive(long bytesMarked) {
        heapMarked = bytesMarked;
        heapLive = bytesMarked;
        heapScan = work.heapScanWork();
        lastHeapScan = work.heapScanWork();
        lastStackScan = work.stackScanWork();
        triggered = UNSET;
        triggerKnown = false;
    }

    /**
     * Recomputes what goal and trigger are derived from, after a cycle or a change of GOGC or the limit.
     *
     * @param sweepDone whether nothing is left to sweep; if not, the next trigger keeps 1 MiB away
     */
    public void commit(boolean sweepDone) {
        sweepDistMinTrigger = sweepDone ? 0 : heapLive + SWEEP_MIN_HEAP_DISTANCE;
        long goal = GcPercent.goal(gcPercent, heapMarked, lastStackScan, globalsScan);
        heapMinimumSetsGoal = Long.compareUnsigned(goal, heapMinimum) < 0;
        gcPercentHeapGoal = heapMinimumSetsGoal ? heapMinimum : goal;
        committedGlobalsScan = globalsScan;
        runway = Amd64.toUint64(((consMark.estimate() * (1 - BACKGROUND_UTILIZATION)) / BACKGROUND_UTILIZATION)
                * Amd64.fromUint64(expectedScanWork()));
        triggerKnown = false;
    }

    /** Scan work of the next cycle if the heap stays as it is. */
    public long expectedScanWork() {
        return lastHeapScan + lastStackScan + globalsScan;
    }

    /** The heap size at which the cycle should end, unsigned; allocates nothing. */
    public long heapGoal() {
        long limited = limitedGoal();
        return Long.compareUnsigned(limited, gcPercentHeapGoal) < 0 ? limited : unlimitedHeapGoal();
    }

    /** The goal with the rule that set it. */
    public HeapGoal explainHeapGoal() {
        long limited = memoryLimitHeapGoal();
        if (Long.compareUnsigned(limited, gcPercentHeapGoal) < 0) {
            return new HeapGoal(limited, MemoryLimitGoal.rule(memory, memoryLimit, heapMarked, headroom), 0);
        }
        long goal = unlimitedHeapGoal();
        GoalRule rule = UnlimitedGoal.rule(goal, gcPercentHeapGoal, heapMinimumSetsGoal, sweepDistMinTrigger);
        return new HeapGoal(goal, rule, sweepDistMinTrigger);
    }

    /**
     * The heap size at which a cycle starts, unsigned; allocates nothing.
     *
     * @throws IllegalStateException if it lies above the goal, which is fatal in the runtime too
     */
    public long trigger() {
        long limited = limitedGoal();
        if (Long.compareUnsigned(limited, gcPercentHeapGoal) < 0) {
            return Triggers.trigger(limited, heapMarked, 0, runway);
        }
        if (!triggerKnown) {
            unlimitedTrigger = Triggers.trigger(unlimitedHeapGoal(), heapMarked, sweepDistMinTrigger, runway);
            triggerKnown = true;
        }
        return unlimitedTrigger;
    }

    /** The trigger with its goal and the bound that set it. */
    public Trigger explainTrigger() {
        HeapGoal goal = explainHeapGoal();
        return new Trigger(
                Triggers.trigger(goal.bytes(), heapMarked, goal.minTrigger(), runway),
                Triggers.bound(goal.bytes(), heapMarked, goal.minTrigger(), runway),
                goal);
    }

    /** What goal and trigger follow from, outside a cycle, and what other settings would give. */
    public GoalBasis explainBasis() {
        HeapGoal goal = explainHeapGoal();
        GoalAlternatives alternatives = new GoalAlternatives(
                memory, headroom, memoryLimit, heapMarked, lastStackScan, committedGlobalsScan, sweepDistMinTrigger);
        boolean limited = memoryLimit != GcSettings.NO_MEMORY_LIMIT;
        return new GoalBasis(
                gcPercent,
                memoryLimit,
                heapMarked,
                lastStackScan,
                committedGlobalsScan,
                lastHeapScan + lastStackScan + committedGlobalsScan,
                consMark.estimate(),
                gcPercentHeapGoal,
                limited ? memoryLimitHeapGoal() : GoalBasis.NONE,
                new GoalBasis.TriggerBounds(
                        goal.minTrigger(),
                        Triggers.lowest(goal.bytes(), heapMarked, goal.minTrigger()),
                        Triggers.highest(goal.bytes(), heapMarked, goal.minTrigger())),
                alternatives.other(gcPercent),
                limited ? alternatives.bindingGcPercent() : GcSettings.GC_PERCENT_OFF,
                limited ? alternatives.looseLimit(gcPercentHeapGoal) : GoalBasis.NONE);
    }

    /** The goal that keeps the memory limit, unsigned; in force if below {@link #gcPercentHeapGoal}. */
    public long memoryLimitHeapGoal() {
        return MemoryLimitGoal.goal(memory, memoryLimit, heapMarked, headroom);
    }

    /** The goal that keeps the limit, or a number above all goals of GOGC where there is no limit to keep. */
    private long limitedGoal() {
        boolean none = memoryLimit == GcSettings.NO_MEMORY_LIMIT && gcPercentHeapGoal >= 0;
        return none ? Long.MAX_VALUE : memoryLimitHeapGoal();
    }

    private long unlimitedHeapGoal() {
        return UnlimitedGoal.goal(gcPercentHeapGoal, sweepDistMinTrigger, triggered);
    }

    /**
     * Changes heapLive, and heapScan outside marking; while marking, heapScan is frozen and the assist ratio is revised
     * even if nothing changed. Source: {@code mgcpacer.go: update}.
     *
     * @param heapLiveDelta signed bytes
     * @param heapScanDelta signed bytes, dropped while marking
     * @param blackenEnabled whether the GC is marking
     */
    public void update(long heapLiveDelta, long heapScanDelta, boolean blackenEnabled) {
        heapLive += heapLiveDelta;
        if (blackenEnabled) {
            revise();
        } else {
            heapScan += heapScanDelta;
        }
    }

    /** Adds signed bytes to heapLive and nothing else. */
    public void addHeapLive(long delta) {
        heapLive += delta;
    }

    /** Adds signed bytes to heapScan and nothing else. */
    public void addHeapScan(long delta) {
        heapScan += delta;
    }

    /** Adds a signed change of stack space; per-P batching is {@link ScannableStackBatch}. */
    public void addMaxStackScan(long delta) {
        maxStackScan += delta;
    }

    /** Replaces the stack space, for drivers that know only its sum. */
    public void setMaxStackScan(long bytes) {
        maxStackScan = bytes;
    }

    /** Replaces the bytes of global variables, for drivers that change them. */
    public void setGlobalsScan(long bytes) {
        globalsScan = bytes;
    }

    /** The memory counters behind the memory-limit goal, for the caller to keep up to date. */
    public MemoryInputs memory() {
        return memory;
    }

    /** Scan work and credit of this cycle, for the caller to add to. */
    public MarkWork work() {
        return work;
    }

    /** Marking time of this cycle, for the caller to add assist time to. */
    public MarkTime time() {
        return time;
    }

    /** The background workers of this cycle, for the caller to start and stop. */
    public MarkWorkers workers() {
        return workers;
    }

    /** GOGC; −1 for off. */
    public int gcPercent() {
        return gcPercent;
    }

    /** The memory limit in bytes; the largest {@code long} for none. */
    public long memoryLimit() {
        return memoryLimit;
    }

    /** The minimum heap at the present GOGC. */
    public long heapMinimum() {
        return heapMinimum;
    }

    /** The goal that GOGC sets, {@link #UNSET} when it is off; as of the last commit. */
    public long gcPercentHeapGoal() {
        return gcPercentHeapGoal;
    }

    /** The smallest trigger that leaves sweeping its room, 0 for none; as of the last commit. */
    public long sweepDistMinTrigger() {
        return sweepDistMinTrigger;
    }

    /** How far below the goal a cycle should start; as of the last commit. */
    public long runway() {
        return runway;
    }

    /** The start of the running cycle, {@link #UNSET} outside one: heapLive then, or the trigger in Go 1.19. */
    public long triggered() {
        return triggered;
    }

    /** The goal at the end of the last cycle. */
    public long lastHeapGoal() {
        return lastHeapGoal;
    }

    /** Bytes retained by the last cycle plus allocated since. */
    public long heapLive() {
        return heapLive;
    }

    /** The part of heapLive that may hold pointers; fixed while marking. */
    public long heapScan() {
        return heapScan;
    }

    /** Live bytes found by the last cycle. */
    public long heapMarked() {
        return heapMarked;
    }

    /** Heap bytes scanned by the last cycle. */
    public long lastHeapScan() {
        return lastHeapScan;
    }

    /** Stack bytes scanned by the last cycle. */
    public long lastStackScan() {
        return lastStackScan;
    }

    /** Stack space of all goroutines. */
    public long maxStackScan() {
        return maxStackScan;
    }

    /** Bytes of global variables that may hold pointers. */
    public long globalsScan() {
        return globalsScan;
    }

    /** When the last cycle started, in nanoseconds. */
    public long markStartTime() {
        return markStartTime;
    }

    /** Dedicated workers still to be started in this cycle. */
    public int dedicatedMarkWorkersNeeded() {
        return workers.dedicatedNeeded();
    }

    /** Share of each P's time for fractional workers, 0 to 1; 0 for none. */
    public double fractionalUtilizationGoal() {
        return workers.fractionalUtilizationGoal();
    }

    /** Idle workers that may run at once. */
    public int maxIdleMarkWorkers() {
        return workers.idle().max();
    }

    /** The cons/mark estimate, negative or infinite after cycles that were nothing but GC. */
    public double consMark() {
        return consMark.estimate();
    }

    /** Scan work that an allocated byte costs. */
    public double assistWorkPerByte() {
        return assistRatio.workPerByte();
    }

    /** Bytes that a unit of scan work pays for. */
    public double assistBytesPerWork() {
        return assistRatio.bytesPerWork();
    }
}
