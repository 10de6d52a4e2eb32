package org.heapgoal.process.full;

import java.util.function.BooleanSupplier;
import org.heapgoal.gc.CollectorOwner.ScavengeTimes;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Scavtrace;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.heap.span.Heap;
import org.heapgoal.heap.span.HeapWork;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.GcCpuLimiter;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.scavenger.AllocationScavenge;
import org.heapgoal.scavenger.ScavengeGoals;
import org.heapgoal.sched.P;
import org.heapgoal.sim.units.Amd64;

/**
 * Gives memory back: keeps the goals, does the work that allocations ask for, and counts what was released by whom
 * ({@code mgcscavenge.go: scavenge}, {@code mheap.go: allocSpan}).
 */
final class Scavenging {
    private static final int PHYSICAL_PAGE_BYTES = OsPages.LINUX_AMD64.physPageBytes();
    private static final long PHYSICAL_PER_HEAP_PAGE = 2;

    private final Heap heap;
    private final GcController controller;
    private final GcCpuLimiter limiter;
    private final GoVersion version;
    private final double callNanos;
    private final double pageNanos;
    private final BooleanSupplier limiting;
    private ScavengeGoals goals;
    private long releasedBackground;
    private long releasedEager;
    private long assistNanos;
    private long backgroundNanos;
    private long lastNanos;

    /** Scavenging of a process that has not collected yet. */
    Scavenging(
            Heap heap,
            GcController controller,
            GcCpuLimiter limiter,
            GoVersion version,
            MachineProfile profile,
            ModelSwitches switches) {
        this.heap = heap;
        this.controller = controller;
        this.limiter = limiter;
        this.version = version;
        this.callNanos = profile.of(Cost.SCAVENGE_CALL);
        this.pageNanos = profile.of(Cost.SCAVENGE_PAGE) * PHYSICAL_PER_HEAP_PAGE;
        this.limiting = () -> switches.limiter() && limiter.limiting();
        this.goals = goals(0);
    }

    /** Sets the goals anew after a commit of the controller; see {@link ScavengeGoals}. */
    void pace(long lastHeapInUseBytes) {
        goals = goals(lastHeapInUseBytes);
    }

    private ScavengeGoals goals(long lastHeapInUseBytes) {
        return ScavengeGoals.pace(
                version,
                PHYSICAL_PAGE_BYTES,
                new ScavengeGoals.Inputs(
                        controller.memoryLimit(),
                        controller.memory().mappedReady(),
                        controller.heapGoal(),
                        controller.lastHeapGoal(),
                        lastHeapInUseBytes,
                        retained()));
    }

    /** The goals in force. */
    ScavengeGoals goals() {
        return goals;
    }

    /** Whether the background scavenger has something to do. */
    boolean workNeeded() {
        return goals.workNeeded(retained(), controller.memory().mappedReady());
    }

    /** Whether an allocation of pages can lead to a release: the heap grew, or memory is above the limit. */
    boolean mayRelease(long scavengedBytes, long grownBytes) {
        return grownBytes != 0 || controller.memory().mappedReady() + scavengedBytes > controller.memoryLimit();
    }

    /**
     * An allocation took pages and has not accounted for them yet: releases what the memory limit or the heap's growth ask
     * for. The time is that of the allocating goroutine, which is charged by what the heap counted.
     *
     * @param p the P on which it did
     */
    void spanTaken(P p, long scavengedBytes, long grownBytes) {
        AllocationScavenge decision = AllocationScavenge.decide(new AllocationScavenge.Inputs(
                limiting.getAsBoolean(),
                scavengedBytes,
                controller.memory().mappedReady(),
                controller.memoryLimit(),
                goals.gcPercentGoalBytes(),
                grownBytes,
                retained()));
        if (decision.bytes() == 0) {
            return;
        }
        releasedEager += release(decision.bytes(), decision.forced(), limiting);
        assistNanos += lastNanos;
        if (p.limiterEvent.kind() == null) {
            limiter.addAssistTime(lastNanos);
        }
    }

    /** One piece of background work; {@link #lastNanos} is its CPU time. Returns bytes released. */
    long releaseInBackground(long bytes) {
        long released = release(bytes, false, () -> false);
        releasedBackground += released;
        return released;
    }

    /** FreeOSMemory: releases everything that is free. Returns bytes released; {@link #lastNanos} is the CPU time. */
    long releaseAll() {
        return release(-1L, true, () -> false);
    }

    private long release(long bytes, boolean forced, BooleanSupplier stop) {
        HeapWork work = heap.work();
        long calls = work.scavengeCalls;
        long pages = work.scavengedPages;
        long released = heap.scavenge(bytes, forced, stop);
        lastNanos = Amd64.toInt64(
                (double) (work.scavengeCalls - calls) * callNanos + (double) (work.scavengedPages - pages) * pageNanos);
        return released;
    }

    /** CPU time of the last release. */
    long lastNanos() {
        return lastNanos;
    }

    /** The background scavenger's last piece took this long by the clock. */
    void addBackgroundNanos(long nanos) {
        backgroundNanos += nanos;
    }

    /** Time since {@link #takeTimes} was last asked. */
    long pendingNanos() {
        return assistNanos + backgroundNanos;
    }

    /** Times since this was last asked. */
    ScavengeTimes takeTimes() {
        ScavengeTimes times = new ScavengeTimes(assistNanos, backgroundNanos);
        assistNanos = 0;
        backgroundNanos = 0;
        return times;
    }

    /**
     * The line of a drained sweep list; the amounts start again from 0.
     *
     * @param controllerReset whether the background scavenger's controller failed since the last line
     */
    String periodicLine(boolean controllerReset) {
        String line = line(
                releasedBackground,
                releasedEager,
                controllerReset ? Scavtrace.Ending.CONTROLLER_RESET : Scavtrace.Ending.NONE);
        releasedBackground = 0;
        releasedEager = 0;
        return line;
    }

    /** The line of {@link #releaseAll}. */
    String forcedLine(long releasedBytes) {
        return line(0, releasedBytes, Scavtrace.Ending.FORCED);
    }

    private String line(long background, long eager, Scavtrace.Ending ending) {
        return new Scavtrace(
                        background,
                        eager,
                        controller.memory().heapReleased(),
                        controller.memory().heapInUse(),
                        controller.memory().heapFree(),
                        ending)
                .line(version);
    }

    /** Heap in use and heap free, bytes. */
    long retained() {
        return controller.memory().heapInUse() + controller.memory().heapFree();
    }
}
