package org.heapgoal.gc;

import org.heapgoal.pacer.FractionalWorkers;
import org.heapgoal.pacer.LimiterEventKind;
import org.heapgoal.pacer.MarkWorkerMode;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.WaitReason;
import org.jspecify.annotations.Nullable;

/**
 * A background mark worker ({@code mgc.go: gcBgMarkWorker}).
 *
 * <p>A dedicated worker gives its P up only to a stop of the world; then it ends, and the P gets another afterwards. In the
 * runtime it also answers the first preemption by moving the P's queue to the global one; here others have to steal it.
 */
final class MarkWorker extends Execution {
    /** Heap work between two looks of a fractional or idle worker at whether it should leave. */
    private static final long CHECK_UNITS = 100_000;

    /** Root jobs that a worker takes at once last about so long; real ones look up after each. */
    private static final long DEDICATED_ROOT_NANOS = 100_000;

    private static final long OTHER_ROOT_NANOS = 10_000;

    private enum State {
        NEW,
        PARKED,
        DRAINING,
        STOPPED
    }

    private final Work work;
    private final Drain drain;
    private @Nullable G starter;
    private @Nullable G self;
    private State state = State.NEW;
    private MarkWorkerMode mode = MarkWorkerMode.NONE;
    private long startNanos;
    private boolean tracked;
    private boolean last;

    MarkWorker(Work work, G starter) {
        this.work = work;
        this.starter = starter;
        drain = new Drain(work, true);
    }

    /** Taken out of the pool, to run next in a mode. */
    void start(MarkWorkerMode newMode) {
        if (state != State.PARKED) {
            throw new IllegalStateException("a mark worker that is not parked was taken from the pool");
        }
        mode = newMode;
    }

    MarkWorkerMode mode() {
        return mode;
    }

    /** Its goroutine; it has one once it has waited in the pool. */
    G g() {
        G g = self;
        if (g == null) {
            throw new IllegalStateException("a mark worker without goroutine is in the pool");
        }
        return g;
    }

    @Override
    public long next(G g, P p, long nowNanos) {
        return switch (state) {
            case NEW -> {
                self = g;
                long verdict = park(g);
                G waiting = starter;
                if (waiting != null) {
                    starter = null;
                    work.world.ready(waiting, p, true);
                }
                yield verdict;
            }
            case PARKED -> {
                begin(g, p, nowNanos);
                yield drain(g, p, nowNanos);
            }
            case DRAINING -> drain(g, p, nowNanos);
            case STOPPED -> afterStop(g);
        };
    }

    private void begin(G g, P p, long nowNanos) {
        if (!work.blackening || mode == MarkWorkerMode.NONE) {
            throw new IllegalStateException(
                    "mark worker " + g.id() + " runs in mode " + mode + " at " + nowNanos + " ns");
        }
        startNanos = nowNanos;
        tracked = mode == MarkWorkerMode.IDLE && p.limiterEvent.start(LimiterEventKind.IDLE_MARK_WORK, nowNanos);
        work.marking.begin(drain, g, p);
        g.waitReason(WaitReason.GC_WORKER_ACTIVE);
        state = State.DRAINING;
    }

    private long drain(G g, P p, long nowNanos) {
        boolean worked = drain.claimed();
        while (!drain.unfinished()) {
            if (worked && shouldLeave(p, nowNanos)) {
                return stop(g, p, nowNanos);
            }
            if (!claim()) {
                return stop(g, p, nowNanos);
            }
            worked = false;
        }
        work.marking.watch(drain, nowNanos);
        return drain.stretch();
    }

    private boolean claim() {
        boolean dedicated = mode == MarkWorkerMode.DEDICATED;
        if (dedicated && work.greenTea) {
            wakeIdle();
        }
        return drain.claimRoots(dedicated ? DEDICATED_ROOT_NANOS : OTHER_ROOT_NANOS, 0)
                || drain.claimHeap(dedicated ? Long.MAX_VALUE : Math.max(1, CHECK_UNITS - drain.sinceCheck()), 0);
    }

    /** Green Tea wakes a P when work is published and idle Ps may mark ({@code mgcpacer.go: enlistWorker}). */
    private void wakeIdle() {
        if (work.controller.workers().idle().need() && work.world.idlePs() > 0) {
            work.world.wakep();
        }
    }

    private boolean shouldLeave(P p, long nowNanos) {
        if (mode == MarkWorkerMode.DEDICATED) {
            return false;
        }
        if (!drain.rootClaim() && drain.sinceCheck() < CHECK_UNITS) {
            return false;
        }
        drain.checked();
        if (mode == MarkWorkerMode.IDLE) {
            return work.world.pollWork(p);
        }
        return FractionalWorkers.shouldLeave(
                nowNanos - work.controller.markStartTime(),
                p.gcFractionalMarkNanos,
                nowNanos - startNanos,
                work.controller.fractionalUtilizationGoal());
    }

    private long stop(G g, P p, long nowNanos) {
        account(p, nowNanos);
        return afterStop(g);
    }

    private void account(P p, long nowNanos) {
        last = work.marking.end(drain, p);
        work.workers.stopped(mode, nowNanos - startNanos, p);
        if (tracked) {
            p.limiterEvent.stop(LimiterEventKind.IDLE_MARK_WORK, nowNanos, work.limiter);
        }
        mode = MarkWorkerMode.NONE;
        state = State.STOPPED;
    }

    private long afterStop(G g) {
        if (last) {
            last = false;
            g.call(new MarkDone(work));
            return CALL;
        }
        return park(g);
    }

    private long park(G g) {
        state = State.PARKED;
        g.waitReason(WaitReason.GC_WORKER_IDLE);
        work.workers.park(this);
        return BLOCK;
    }

    @Override
    public void ran(G g, P p, long cpuNanos) {
        drain.ran(cpuNanos);
    }

    @Override
    public boolean preemptOff(G g) {
        // Between leaving the pool and marking it has no point at which it could stop: a stop waits until it begins.
        return (state == State.PARKED && mode != MarkWorkerMode.NONE)
                || (mode == MarkWorkerMode.DEDICATED && !work.world.stopping());
    }

    @Override
    public void preempted(G g, P p, long nowNanos) {
        if (state == State.DRAINING) {
            account(p, nowNanos);
        }
    }

    /** It holds its thread until it is back in the pool, so it never waits in a run queue; only one that ends the mark does. */
    @Override
    public boolean parksPreempted(G g) {
        if (state != State.STOPPED || last) {
            return false;
        }
        park(g);
        return true;
    }
}
