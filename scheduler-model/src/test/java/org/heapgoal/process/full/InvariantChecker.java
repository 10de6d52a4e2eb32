package org.heapgoal.process.full;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.heapgoal.gc.CpuStats;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.SweepPacer;
import org.heapgoal.process.program.Site;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.MemStats;
import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventObserver;

/**
 * Asserts between any two events of a process what must hold then. Cheap invariants are checked at every event; those that
 * recount everything at every {@code recountEvery}-th, and at the end.
 */
final class InvariantChecker implements EventObserver {
    private final GoProcess process;
    private final GcController controller;
    private final int recountEvery;
    private final HeapBound heapBound;
    private final CounterHistory history = new CounterHistory();
    private final LimitHistory limitHistory;
    private final long largestSweptByItself;
    private long events;
    private long numGC;
    private long sweepDebts;

    /** Time in which a pause went on while other Ps ran already, times GOMAXPROCS: it counts as GC and as what they did. */
    private long countedTwiceNanos;

    private boolean pauseWasOpen;
    private long lastNanos;

    InvariantChecker(GoProcess process) {
        this(process, 97);
    }

    InvariantChecker(GoProcess process, int recountEvery) {
        this.process = process;
        this.controller = process.controller;
        this.recountEvery = recountEvery;
        this.heapBound = new HeapBound(process);
        this.limitHistory = new LimitHistory(process);
        long pages = 0;
        for (Site site : process.setup.load().sites().values()) {
            for (Site.WeightedSize size : site.sizes()) {
                pages = Math.max(pages, size.bytes() / SizeClasses.PAGE_BYTES + 1);
            }
        }
        this.largestSweptByItself = pages;
    }

    @Override
    public void onEvent(long timeNanos, int priority, long sequence, EventKind kind, long subject) {
        try {
            if (pauseWasOpen) {
                countedTwiceNanos += (timeNanos - lastNanos) * process.scheduler.maxProcs();
            }
            pauseWasOpen = process.scheduler.pauseOpen();
            lastNanos = timeNanos;
            checkPacer();
            checkLimiter();
            checkSweepDebt();
            heapBound.check();
            limitHistory.check();
            history.check(process);
            process.scheduler.checkInvariants();
            if (events++ % recountEvery == 0) {
                recount();
            }
            if (numGC != process.collector.numGC()) {
                numGC = process.collector.numGC();
                process.collector.verify();
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "at " + timeNanos + " ns, before event \"" + kind + "\" of " + subject + ": "
                            + failure.getMessage(),
                    failure);
        }
    }

    /** How often the heap's bound held, and by which exemption. */
    HeapBound heapBound() {
        return heapBound;
    }

    /** How often each of the rules that need a particular state was looked at. */
    Map<String, Long> looks() {
        return Map.of(
                "heapLive as marked",
                history.freshStates(),
                "share of sweeping",
                sweepDebts,
                "paid while marking",
                heapBound.paidChecked(),
                "memory limit",
                limitHistory.checked(),
                "above the memory limit",
                limitHistory.over());
    }

    /** Checks what the run recorded against what it did. */
    void finish(Recording recording) {
        recount();
        MemStats stats = recording.last();
        checkMemStats(stats);
        checkCycleCounts(recording, stats);
    }

    private void recount() {
        process.heap.verify();
        process.collector.verify();
        process.mutator.verify();
        MemStats stats = process.heap.memStats(process.collector.memStats());
        checkMemStats(stats);
        history.check(stats);
        checkCpu();
    }

    /**
     * Goal, trigger and counters of the pacer; sizes are unsigned. While the world is stopped a cycle may have ended and
     * not been committed yet.
     */
    private void checkPacer() {
        if (process.scheduler.stopping()) {
            return;
        }
        long goal = controller.heapGoal();
        long trigger = controller.trigger();
        long marked = controller.heapMarked();
        require(Long.compareUnsigned(goal, marked) >= 0, "goal below heapMarked", goal, marked);
        require(Long.compareUnsigned(trigger, goal) <= 0, "trigger above goal", trigger, goal);
        if (Long.compareUnsigned(marked, goal) >= 0) {
            require(trigger == goal, "no room above heapMarked, but trigger is not the goal", trigger, goal);
            return;
        }
        require(Long.compareUnsigned(marked, trigger) <= 0, "heapMarked above trigger", marked, trigger);
        if (controller.sweepDistMinTrigger() == 0
                || Long.compareUnsigned(trigger, controller.sweepDistMinTrigger()) > 0) {
            long least = Math.min(4L << 20, 3 * Long.divideUnsigned(goal - marked, 64));
            require(goal - trigger >= least, "trigger too close to the goal", goal - trigger, least);
        }
        // A large object's bytes to scan are added after its trigger test, and a cycle may have ended in between.
        long scanAhead = process.scheduler.maxProcs() * heapBound.largestObject();
        require(
                controller.heapScan() <= controller.heapLive() + scanAhead,
                "heapScan above heapLive",
                controller.heapScan(),
                controller.heapLive());
        require(
                controller.workers().idle().running() >= 0,
                "idle workers",
                controller.workers().idle().running(),
                0);
    }

    private void checkLimiter() {
        long fill = process.limiter.fill();
        long capacity = process.limiter.capacity();
        require(fill >= 0 && fill <= capacity, "limiter's fill outside its bucket", fill, capacity);
        require(!process.limiter.limiting() || fill == capacity, "limiting with room in the bucket", fill, capacity);
    }

    /**
     * Who allocated last found its share of sweeping done, for all that is live now: what it took is in heapLive since. Who
     * allocates a large object sweeps as many pages by itself and pays that much less.
     */
    private void checkSweepDebt() {
        SweepPacer pacer = process.sweepPacer;
        if (pacer.sweepPagesPerByte() == 0) {
            return;
        }
        sweepDebts++;
        long due = pacer.pagesTarget(0, largestSweptByItself, controller.heapLive());
        long swept = process.heap.pagesSwept() - pacer.pagesSweptBasis();
        require(due <= swept, "pages to be swept by now, and swept", due, swept);
    }

    private void checkMemStats(MemStats stats) {
        MemStats.Heap heap = stats.heap();
        MemStats.OffHeap off = stats.offHeap();
        assertThat(stats.sys())
                .as("Sys is the sum of the Sys fields")
                .isEqualTo(heap.sys()
                        + off.stackSys()
                        + off.mspanSys()
                        + off.mcacheSys()
                        + off.buckHashSys()
                        + off.gcSys()
                        + off.otherSys());
        assertThat(heap.sys()).as("HeapSys").isEqualTo(heap.inuse() + heap.idle());
        assertThat(heap.released()).as("HeapReleased").isBetween(0L, heap.idle());
        assertThat(stats.alloc()).as("HeapAlloc").isBetween(0L, heap.inuse());
        assertThat(stats.sys() - heap.released())
                .as("mappedReady")
                .isEqualTo(process.account.mappedReady() + process.heap.fencedBytes());
        assertThat(heap.objects()).as("HeapObjects").isEqualTo(stats.mallocs() - stats.frees());
        assertThat(stats.frees()).as("Frees").isBetween(0L, stats.mallocs());
        for (MemStats.SizeCount size : stats.bySize()) {
            assertThat(size.frees()).as("Frees of " + size.size() + " bytes").isBetween(0L, size.mallocs());
        }
        assertThat(off.stackInuse()).as("StackInuse").isBetween(0L, off.stackSys());
        assertThat(off.mspanInuse()).as("MSpanInuse").isBetween(0L, off.mspanSys());
        assertThat(off.mcacheInuse()).as("MCacheInuse").isBetween(0L, off.mcacheSys());
        for (long multiple : new long[] {heap.inuse(), heap.idle(), heap.sys(), heap.released(), off.stackInuse()}) {
            assertThat(multiple % 8192).as("whole pages").isZero();
        }
        assertThat(heap.inuse()).as("HeapInuse").isEqualTo(process.heap.pagesInUse() * 8192);
        checkGcStats(stats.gc());
    }

    private void checkGcStats(MemStats.Gc gc) {
        assertThat(gc.numForcedGC()).as("NumForcedGC").isBetween(0L, gc.numGC());
        double total = Math.max(1, process.collector.cpuStats().total());
        assertThat(gc.gcCPUFraction()).as("GCCPUFraction").isBetween(0.0, 1 + countedTwiceNanos / total);
        long sum = gc.pauseNs().stream().mapToLong(Long::longValue).sum();
        if (gc.numGC() <= gc.pauseNs().size()) {
            assertThat(gc.pauseTotalNs()).as("PauseTotalNs").isEqualTo(sum);
            for (int slot = (int) gc.numGC(); slot < gc.pauseNs().size(); slot++) {
                assertThat(gc.pauseNs().get(slot)).as("unused slot of PauseNs").isZero();
            }
        } else {
            assertThat(gc.pauseTotalNs()).as("PauseTotalNs").isGreaterThanOrEqualTo(sum);
        }
        if (gc.numGC() > 0) {
            int newest = (int) ((gc.numGC() + 255) % 256);
            assertThat(gc.pauseEnd().get(newest)).as("newest PauseEnd").isEqualTo(gc.lastGC());
        }
    }

    /** A running cycle's pauses are counted before the total is. */
    private void checkCpu() {
        CpuStats cpu = process.collector.cpuStats();
        long parts = cpu.gcTotal() + cpu.scavengeAssist() + cpu.scavengeBackground() + cpu.idle() + cpu.user();
        assertThat(cpu.user()).as("user CPU time").isGreaterThanOrEqualTo(-countedTwiceNanos);
        if (process.collector.running() || process.scheduler.stopping()) {
            assertThat(parts).as("CPU classes").isGreaterThanOrEqualTo(cpu.total());
        } else {
            assertThat(parts).as("CPU classes").isEqualTo(cpu.total());
        }
    }

    /** One record and one gctrace line a cycle, whose pause is part of the line's clock. */
    private void checkCycleCounts(Recording recording, MemStats stats) {
        long cycles = stats.gc().numGC();
        assertThat(process.collector.numGC()).isEqualTo(cycles);
        assertThat(cycles - recording.cycles.size())
                .as("cycles not recorded yet")
                .isBetween(0L, 1L);
        if (process.setup.godebug().on(GodebugSetting.GCTRACE)) {
            long lines = recording.lines.stream()
                    .filter(line -> line.startsWith("gc "))
                    .count();
            assertThat(cycles - lines).as("gctrace lines not printed yet").isBetween(0L, 1L);
        }
        for (CycleRecord cycle : recording.cycles) {
            CycleRecord.Timing timing = cycle.timing();
            assertThat(timing.pauseNanos())
                    .as("pause of cycle " + cycle.number() + ", against gctrace's clock")
                    .isBetween(1L, timing.sweepTerminationNanos() + timing.markTerminationNanos());
        }
    }

    static void require(boolean holds, String what, long first, long second) {
        if (!holds) {
            throw new AssertionError(
                    what + ": " + Long.toUnsignedString(first) + " and " + Long.toUnsignedString(second));
        }
    }
}
