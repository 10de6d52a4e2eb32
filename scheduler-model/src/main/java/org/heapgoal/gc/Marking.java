package org.heapgoal.gc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.MarkWork;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.jspecify.annotations.Nullable;

/**
 * Who marks now, what for, and what it is worth: active markers, their credit, and the assists that wait for it.
 *
 * <p>Between calls the controller's counters are those of the last look; {@link #sync} brings them to the present.
 */
final class Marking {
    final MarkPool pool;
    private final Work work;
    private final List<Drain> active = new ArrayList<>();
    private final AssistQueue queue = new AssistQueue();
    private long[] restUnits = new long[0];
    private long earliestFlushNanos;
    private long grantedBytes;
    private long stacksScanned;
    private long stackBytesScanned;

    Marking(Work work) {
        this.work = work;
        pool = new MarkPool(work.costs, work.version);
    }

    /** Zeroes what a cycle counts. */
    void reset() {
        Arrays.fill(restUnits, 0);
        earliestFlushNanos = 0;
        grantedBytes = 0;
        stacksScanned = 0;
        stackBytesScanned = 0;
    }

    // Markers

    /** Markers that are active now. */
    int markers() {
        return active.size();
    }

    /** A marker begins ({@code gcBeginWork}). */
    void begin(Drain drain, G g, P p) {
        long rest = 0;
        if (p.id() < restUnits.length) {
            rest = restUnits[p.id()];
            restUnits[p.id()] = 0;
        }
        drain.begin(g, p, rest);
        active.add(drain);
    }

    /**
     * A marker ends.
     *
     * @return whether it was the last and nothing is left to do ({@code gcEndWork})
     */
    boolean end(Drain drain, P p) {
        long rest = drain.end(drain.background());
        if (rest > 0 && !drain.background()) {
            if (p.id() >= restUnits.length) {
                restUnits = Arrays.copyOf(restUnits, p.id() + 8);
            }
            restUnits[p.id()] += rest;
        }
        active.remove(drain);
        return isDone();
    }

    /** Whether nobody marks and nothing is left ({@code gcIsMarkDone}). */
    boolean isDone() {
        return active.isEmpty() && !pool.workAvailable();
    }

    /** Work that assists left unflushed goes to the controller, and to nobody's credit ({@code gcw.dispose}). */
    void flushRests() {
        MarkWork counters = work.controller.work();
        for (int p = 0; p < restUnits.length; p++) {
            counters.addHeapScanWork(restUnits[p]);
            restUnits[p] = 0;
        }
    }

    /** Looks at a marker that has just got a stretch. */
    void watch(Drain drain, long nowNanos) {
        long nanos = drain.nanosToFlush();
        if (nanos != Long.MAX_VALUE) {
            earliestFlushNanos = Math.min(earliestFlushNanos, nowNanos + nanos);
        }
    }

    /**
     * Brings the progress of all running markers up to date. CPU time cannot pass faster than the clock, so before the
     * earliest possible flush there is nothing to see.
     */
    void sync(long nowNanos) {
        if (nowNanos < earliestFlushNanos) {
            return;
        }
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < active.size(); i++) {
            Drain drain = active.get(i);
            work.world.sync(drain.g());
            long nanos = drain.nanosToFlush();
            if (nanos != Long.MAX_VALUE) {
                earliest = Math.min(earliest, nowNanos + nanos);
            }
        }
        earliestFlushNanos = earliest;
    }

    /** Takes half of what the marker with the most untouched work has. */
    long takeFromOthers(Drain taker, long maxUnits) {
        Drain richest = null;
        long most = 2 * pool.minClaim();
        for (int i = 0; i < active.size(); i++) {
            Drain drain = active.get(i);
            if (drain != taker && drain.untouched() > most) {
                richest = drain;
                most = drain.untouched();
            }
        }
        if (richest == null) {
            return 0;
        }
        work.world.sync(richest.g());
        long units = Math.min(richest.untouched() / 2, Math.max(1, maxUnits));
        if (units < pool.minClaim()) {
            return 0;
        }
        richest.lose(units);
        work.world.reconsider(richest.g());
        return units;
    }

    /** Assists stop when the limiter comes on. */
    void stopAssists() {
        for (Drain drain : List.copyOf(active)) {
            if (!drain.background()) {
                work.world.reconsider(drain.g());
            }
        }
    }

    // Credit

    /** Background work is flushed: waiting assists first, the rest is credit ({@code gcFlushBgCredit}). */
    void credit(long scanWork, @Nullable P p) {
        GcController controller = work.controller;
        long left = scanWork;
        if (!queue.isEmpty()) {
            left = queue.pay(
                    scanWork,
                    controller.assistBytesPerWork(),
                    controller.assistWorkPerByte(),
                    this::grant,
                    g -> work.world.ready(g, p, false));
        }
        controller.work().addBgScanCredit(left);
    }

    /** A goroutine may allocate so much more, for work that it did or for credit that it took. */
    void grant(G g, long bytes) {
        g.assistBytes += bytes;
        grantedBytes += bytes;
    }

    /** What goroutines were granted in this mark, all together. */
    long grantedBytes() {
        return grantedBytes;
    }

    /** Whether assists wait for credit. */
    boolean assistsWait() {
        return !queue.isEmpty();
    }

    /**
     * An assist waits from now on, unless there is credit after all; running workers are to come back at each flush ({@code
     * gcParkAssist}).
     */
    boolean await(G g) {
        for (Drain drain : List.copyOf(active)) {
            if (drain.background()) {
                work.world.reconsider(drain.g());
            }
        }
        if (work.controller.work().bgScanCredit() > 0) {
            return false;
        }
        queue.add(g);
        return true;
    }

    /** Marking is over: waiting assists go on, whatever they owe ({@code gcWakeAllAssists}). */
    void wakeAllAssists(@Nullable P p) {
        if (!queue.isEmpty()) {
            work.world.inject(queue.takeAll(), p);
        }
    }

    int waitingAssists() {
        return queue.size();
    }

    // Stacks

    /** A marker on a P has scanned a stack. */
    void stackScanned(G g, P by) {
        stacksScanned++;
        stackBytesScanned += g.stackUsedBytes;
        if (!work.godebug.on(GodebugSetting.GCSHRINKSTACKOFF)) {
            work.owner.mayShrinkStack(g, by);
        }
    }

    /** Stacks scanned in this cycle, and their bytes in use together. */
    long stacksScanned() {
        return stacksScanned;
    }

    long stackBytesScanned() {
        return stackBytesScanned;
    }

    /** Every unit of heap scan work was done once and told to the controller. */
    void requireAllScanned() {
        long scanned = work.controller.work().heapScanWork();
        if (pool.counts() && scanned != pool.total()) {
            throw new IllegalStateException("marking ended with " + scanned + " units of heap scan work done of "
                    + pool.total() + " at " + work.world.nowNanos() + " ns");
        }
    }

    void verify() {
        if (work.phase != Phase.MARK && !active.isEmpty()) {
            throw new IllegalStateException(
                    active.size() + " markers in phase " + work.phase + " at " + work.world.nowNanos() + " ns");
        }
        if (!work.blackening && !queue.isEmpty()) {
            throw new IllegalStateException(
                    queue.size() + " assists wait outside marking at " + work.world.nowNanos() + " ns");
        }
    }
}
