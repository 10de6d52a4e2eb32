package org.heapgoal.gc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.pacer.IdleMarkWorkers;
import org.heapgoal.pacer.MarkWorkerMode;
import org.heapgoal.pacer.MarkWorkers;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.jspecify.annotations.Nullable;

/**
 * The background workers that wait for a P, and which of them a P gets ({@code mgcpacer.go: findRunnableGCWorker}). There
 * are as many workers as there ever were Ps; one that ends the mark is not in the pool meanwhile.
 */
final class WorkerPool {
    private final Work work;
    private final ArrayDeque<MarkWorker> idle = new ArrayDeque<>();
    private final List<@Nullable MarkWorker> assigned = new ArrayList<>();
    private int created;
    private int dedicatedRunning;
    private int idleRunning;

    WorkerPool(Work work) {
        this.work = work;
    }

    /** Workers made so far. */
    int created() {
        return created;
    }

    /** Makes a worker, which tells the goroutine that starts it when it waits in the pool. */
    void create(G starter, P p) {
        created++;
        work.world.newGoroutine(new MarkWorker(work, starter), p, true);
    }

    void park(MarkWorker worker) {
        idle.push(worker);
    }

    /** A dedicated or fractional worker for a P, or null. */
    @Nullable
    G worker(P p, long nowNanos) {
        if (work.limiter.needUpdate(nowNanos)) {
            work.updateLimiter(nowNanos);
        }
        MarkWorker worker = takeAssigned(p);
        if (worker == null) {
            worker = take(p, nowNanos);
        }
        return worker == null ? null : worker.g();
    }

    /** Sets a worker aside for a P that is idle while the world starts. */
    boolean assign(P p, long nowNanos) {
        if (assigned.size() <= p.id()) {
            assigned.addAll(Collections.nCopies(p.id() + 1 - assigned.size(), null));
        }
        MarkWorker worker = take(p, nowNanos);
        if (worker == null) {
            return false;
        }
        assigned.set(p.id(), worker);
        return true;
    }

    private @Nullable MarkWorker takeAssigned(P p) {
        return p.id() < assigned.size() ? assigned.set(p.id(), null) : null;
    }

    /** The world stands still: workers that were set aside and did not get to run are in the pool again. */
    void releaseAssigned() {
        for (int p = 0; p < assigned.size(); p++) {
            MarkWorker worker = assigned.set(p, null);
            if (worker != null) {
                if (worker.mode() == MarkWorkerMode.DEDICATED) {
                    dedicatedRunning--;
                    work.controller.workers().stop(MarkWorkerMode.DEDICATED, 0);
                }
                idle.push(worker);
            }
        }
    }

    private @Nullable MarkWorker take(P p, long nowNanos) {
        if (!work.blackening || !work.marking.pool.workAvailable()) {
            return null;
        }
        MarkWorkers needed = work.controller.workers();
        if (work.version.atLeast(GoVersion.GO_1_24) && needed.noneNeeded()) {
            return null;
        }
        if (idle.isEmpty()) {
            return null;
        }
        MarkWorkerMode mode = needed.take(nowNanos - work.controller.markStartTime(), p.gcFractionalMarkNanos);
        if (mode == MarkWorkerMode.NONE) {
            return null;
        }
        if (mode == MarkWorkerMode.DEDICATED) {
            dedicatedRunning++;
        }
        return start(mode);
    }

    /** An idle-time worker for a P that has nothing else to run, or null. */
    @Nullable
    G idleWorker() {
        if (!work.blackening || !work.marking.pool.workAvailable() || idle.isEmpty()) {
            return null;
        }
        if (!work.controller.workers().idle().add()) {
            return null;
        }
        idleRunning++;
        return start(MarkWorkerMode.IDLE).g();
    }

    private MarkWorker start(MarkWorkerMode mode) {
        MarkWorker worker = idle.pop();
        worker.start(mode);
        return worker;
    }

    /** A worker has stopped marking. */
    void stopped(MarkWorkerMode mode, long durationNanos, P p) {
        work.controller.workers().stop(mode, durationNanos);
        switch (mode) {
            case DEDICATED -> dedicatedRunning--;
            case FRACTIONAL -> p.gcFractionalMarkNanos += durationNanos;
            case IDLE -> idleRunning--;
            case NONE -> throw new IllegalStateException("a worker without a mode stopped");
        }
    }

    void verify(int dedicatedPlanned) {
        IdleMarkWorkers places = work.controller.workers().idle();
        if (places.running() != idleRunning) {
            throw new IllegalStateException(
                    "idle workers: controller has " + places.running() + ", " + idleRunning + " run");
        }
        if (work.phase == Phase.MARK
                && dedicatedRunning + work.controller.dedicatedMarkWorkersNeeded() != dedicatedPlanned) {
            throw new IllegalStateException("dedicated workers: " + dedicatedRunning + " running + "
                    + work.controller.dedicatedMarkWorkersNeeded() + " needed is not " + dedicatedPlanned);
        }
    }
}
