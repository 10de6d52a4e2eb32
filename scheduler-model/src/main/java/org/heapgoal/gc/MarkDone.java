package org.heapgoal.gc;

import java.util.Optional;
import org.heapgoal.goruntime.GctraceLine;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.goruntime.PacerTrace;
import org.heapgoal.machine.Cost;
import org.heapgoal.pacer.CycleEnd;
import org.heapgoal.pacer.GcController;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.PState;
import org.heapgoal.sched.StopReason;
import org.heapgoal.sched.WorldStop;
import org.heapgoal.sim.units.Amd64;

/**
 * Ends the mark when nothing is left to be marked, on the goroutine of the marker that found out ({@code mgc.go: gcMarkDone,
 * gcMarkTermination}).
 *
 * <p>A ragged barrier before which somebody has marked finds the flags of work that markers have put into the global queues
 * since the last one, so it is repeated: there are two of them at the end of a mark, and only the second shows that nothing is
 * left. Write barriers publish nothing here and new objects are black, so nothing turns up once the pool is empty, and the
 * world is never restarted to mark on.
 */
final class MarkDone extends Routine {
    private enum State {
        SEMAPHORE,
        TEST,
        BARRIER,
        PASS,
        AFTER_BARRIER,
        END_MARK,
        TERMINATE,
        RESTART,
        FLUSH,
        FLUSHED,
        REPORT
    }

    private State state = State.SEMAPHORE;
    private boolean sweepHeld;

    /** Whether markers have put work into the global queues since the barrier before ({@code flushedWork}). */
    private boolean flushed;

    MarkDone(Work work) {
        super(work);
    }

    @Override
    public boolean preemptOff(G g) {
        return state.compareTo(State.END_MARK) >= 0;
    }

    @Override
    long step(G g, P p, long nowNanos) {
        return switch (state) {
            case SEMAPHORE -> take(work.markDoneSema, State.TEST, g);
            case TEST -> test(g, p);
            case BARRIER -> barrier();
            case PASS -> pass(g);
            case AFTER_BARRIER -> afterBarrier(g, p, nowNanos);
            case END_MARK -> endMark(p);
            case TERMINATE -> terminate(p);
            case RESTART -> restart(p, nowNanos);
            case FLUSH -> flushCaches();
            case FLUSHED -> flushed();
            case REPORT -> leave(p);
        };
    }

    private long take(Semaphore semaphore, State then, G g) {
        state = then;
        return semaphore.acquire(g) ? 0 : BLOCK;
    }

    private long test(G g, P p) {
        if (work.phase != Phase.MARK || !work.marking.isDone()) {
            work.markDoneSema.release(p);
            return RETURN;
        }
        return take(work.worldSema, State.BARRIER, g);
    }

    /** Every P flushes what it holds; running ones do it when they are next between goroutines ({@code forEachP}). */
    private long barrier() {
        flushed = work.marking.pool.clearFlushed();
        state = State.PASS;
        return work.costs.each(Cost.RAGGED_BARRIER_P, work.world.maxProcs());
    }

    private long pass(G g) {
        state = State.AFTER_BARRIER;
        return work.world.passSafePoints(g) ? HOLD : 0;
    }

    private long afterBarrier(G g, P p, long nowNanos) {
        if (flushed || !work.marking.isDone()) {
            work.worldSema.release(p);
            state = State.TEST;
            return 0;
        }
        work.cycle.tMarkTerm = nowNanos;
        state = State.END_MARK;
        return work.stopWorld(StopReason.GC_MARK_TERMINATION, g);
    }

    /** The world stands still: marking is off and the controller learns. */
    private long endMark(P p) {
        WorldStop stop = work.stopped();
        CycleData cycle = work.cycle;
        cycle.stoppingNanos += stop.finishedStoppingNanos() - stop.startedStoppingNanos();
        if (work.version.atLeast(GoVersion.GO_1_23)) {
            work.cpu.addPause(stop.stoppingCpuNanos());
        }
        work.startingStackBytes = work.godebug.value(GodebugSetting.ADAPTIVESTACKSTART) == 0
                ? StartingStack.SMALLEST
                : StartingStack.bytes(work.marking.stackBytesScanned(), work.marking.stacksScanned());
        work.blackening = false;
        work.limiter.startGCTransition(false, cycle.tMarkTerm);
        work.marking.wakeAllAssists(p);
        work.markDoneSema.release(p);
        if (cycle.stopTheWorld > 0) {
            work.world.enableUser(true);
        }
        work.marking.flushRests();
        work.marking.requireAllScanned();
        GcController controller = work.controller;
        CycleEnd end = controller.endCycle(cycle.tMarkTerm, cycle.maxProcs);
        cycle.end = end;
        work.consMarks.add(end);
        long nanos = end.consMarkMeasured() ? work.trace(GodebugSetting.GCPACERTRACE, () -> endLine(end)) : 0;
        work.phase = Phase.MARK_TERMINATION;
        cycle.heap1 = controller.heapLive();
        work.marking.pool.roots.clear();
        state = State.TERMINATE;
        return nanos
                + work.costs.of(Cost.MARK_TERMINATION, Cost.MARK_TERMINATION_P, cycle.maxProcs)
                + (work.godebug.on(GodebugSetting.GCCHECKMARK) ? checkMarkNanos() : 0);
    }

    /** A second mark, by this goroutine alone, costs what the first one did. */
    private long checkMarkNanos() {
        MarkPool pool = work.marking.pool;
        double roots = work.costs.globalsByte * (double) work.controller.globalsScan()
                + work.costs.stackGoroutine * (double) work.marking.stacksScanned()
                + work.costs.stackByte * (double) work.marking.stackBytesScanned();
        return pool.nanos(pool.total()) + Amd64.toInt64(roots);
    }

    /**
     * Everything is unswept.
     *
     * @return CPU nanoseconds of sweeping at once, if that is asked for
     */
    private long sweepSetUp(P p) {
        work.phase = Phase.OFF;
        work.heap.useWorkbufs(p.id(), 0);
        work.heap.prepareForSweep();
        work.sweeping.reset();
        if (work.cycle.stopTheWorld < 2) {
            work.sweeper.wake(p);
            return 0;
        }
        work.sweepPacer.stop();
        for (P each : work.world.ps()) {
            work.heap.flushIfStale(each.id());
        }
        long nanos = work.sweeping.finish();
        while (work.heap.freeWorkbufSpans()) {
            // Each call frees some.
        }
        return nanos;
    }

    private String endLine(CycleEnd end) {
        GcController controller = work.controller;
        return PacerTrace.end(
                work.version,
                new PacerTrace.End(
                        end.utilization(),
                        controller.work().heapScanWork(),
                        controller.work().stackScanWork(),
                        controller.work().globalsScanWork(),
                        controller.expectedScanWork(),
                        controller.triggered(),
                        controller.heapLive(),
                        controller.lastHeapGoal(),
                        end.previousConsMark()));
    }

    /** The heap is as live as what was marked, everything is unswept, and there are new goals. */
    private long terminate(P p) {
        CycleData cycle = work.cycle;
        cycle.heap2 = work.heap.bytesMarked();
        work.controller.resetLive(cycle.heap2);
        if (work.controller.heapScan() > work.controller.heapLive()) {
            throw new IllegalStateException("scanned " + work.controller.heapScan() + " bytes of a heap of "
                    + work.controller.heapLive() + " at " + work.world.nowNanos() + " ns");
        }
        long nanos = sweepSetUp(p);
        work.lastHeapInUseBytes = work.controller.memory().heapInUse();
        work.commit();
        state = State.RESTART;
        return nanos;
    }

    /** The cycle is over: statistics, and the world runs again. */
    private long restart(P p, long nowNanos) {
        account(nowNanos);
        work.numGC++;
        if (work.cycle.cause == CycleCause.FORCED) {
            work.numForcedGC++;
        }
        work.limiter.setNumGC((int) work.numGC);
        work.waiters.wake(p);
        work.heap.nextScavengeGeneration();
        work.limiter.finishGCTransition(nowNanos);
        sweepHeld = work.sweeping.begin();
        work.world.startTheWorld();
        state = State.FLUSH;
        return 0;
    }

    private void account(long nowNanos) {
        CycleData cycle = work.cycle;
        WorldStop stop = work.stopped();
        cycle.tEnd = nowNanos;
        cycle.pauseNanos += nowNanos - work.pauseStart(stop, cycle.tMarkTerm);
        work.pauses.add(cycle.pauseNanos, nowNanos);
        if (work.version.atLeast(GoVersion.GO_1_23)) {
            work.cpu.addPause((nowNanos - stop.finishedStoppingNanos()) * cycle.maxProcs);
        } else {
            work.cpu.addPause((nowNanos - cycle.tMarkTerm) * cycle.stwProcs);
        }
        work.cpu.accumulate(
                work.controller.time(),
                work.owner.takeScavengeTimes(),
                work.limiter.takeSchedIdleTime(),
                work.world.totalProcNanos());
        work.gcCpuFraction = work.cpu.gcFraction();
    }

    /** Ps that have not run since flush their caches, so that nothing stays unswept in them. */
    private long flushCaches() {
        work.heap.freeStackSpans();
        state = State.FLUSHED;
        return work.costs.each(Cost.CACHE_FLUSH_P, work.world.maxProcs());
    }

    private long flushed() {
        for (P p : work.world.ps()) {
            work.heap.flushIfStale(p.id());
            if (p.state() == PState.IDLE && work.version.atLeast(GoVersion.GO_1_21)) {
                work.heap.flushPageCache(p.id());
            }
        }
        if (sweepHeld) {
            work.sweeping.end();
        }
        state = State.REPORT;
        CycleRecord cycle = record();
        work.owner.onCycle(cycle);
        return work.trace(GodebugSetting.GCTRACE, () -> GctraceLine.cycle(cycle, work.cycle.stwProcs));
    }

    private CycleRecord record() {
        GcController controller = work.controller;
        CycleData cycle = work.cycle;
        return new CycleRecord(
                work.numGC,
                cycle.cause,
                new CycleRecord.Timing(cycle.tSweepTerm, cycle.tMark, cycle.tMarkTerm, cycle.tEnd, cycle.pauseNanos),
                controller.time().toMarkCpu(),
                new CycleRecord.Heap(cycle.heap0, cycle.heap1, cycle.heap2, controller.lastHeapGoal()),
                new CycleRecord.Pacing(
                        cycle.trigger().goal().rule(),
                        cycle.trigger().bound(),
                        cycle.trigger().goal().bytes(),
                        cycle.trigger().bytes(),
                        cycle.runway,
                        cycle.end().utilization(),
                        controller.consMark(),
                        work.limiter.limiting(),
                        work.owner.memory(),
                        Optional.of(cycle.basis())),
                work.version.atLeast(GoVersion.GO_1_20) ? controller.lastStackScan() : controller.maxStackScan(),
                controller.globalsScan(),
                cycle.maxProcs,
                work.gcCpuFraction);
    }

    private long leave(P p) {
        work.worldSema.release(p);
        work.gcSema.release(p);
        return RETURN;
    }
}
