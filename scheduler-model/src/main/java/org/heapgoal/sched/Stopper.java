package org.heapgoal.sched;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.jspecify.annotations.Nullable;

/** Stopping and starting the world, and changing the number of Ps ({@code proc.go: stopTheWorldWithSema, procresize}). */
final class Stopper {
    private static final EventKind STOPPED = new EventKind("world stopped");

    private final Sched s;
    private final ModelEvent stopped;
    private @Nullable Stop stop;
    private int newProcs;
    private long procNanos;
    private long procSinceNanos;
    private long stopNanos;

    /** A stop that was asked for. */
    private static final class Stop {
        final StopReason reason;
        final G by;
        final Consumer<WorldStop> then;
        final long startedNanos;
        final long throttledBeforeNanos;

        @Nullable
        WorldStop done;

        /** Whether the stopper's thread sleeps until the last P has stopped ({@code sched.stopnote}). */
        boolean waits;

        Stop(StopReason reason, G by, Consumer<WorldStop> then, long startedNanos, long throttledBeforeNanos) {
            this.reason = reason;
            this.by = by;
            this.then = then;
            this.startedNanos = startedNanos;
            this.throttledBeforeNanos = throttledBeforeNanos;
        }
    }

    private final class Stopped extends ModelEvent {
        Stopped() {
            super(s.clock, STOPPED, EventPriority.RUNTIME, 0);
        }

        @Override
        protected void fire() {
            finishStop();
        }
    }

    Stopper(Sched s) {
        this.s = s;
        this.stopped = new Stopped();
    }

    /** Time until now for which the world was stopped or stopping, throttled time left out. */
    long stopClock(long now) {
        Stop present = stop;
        return present == null ? stopNanos : stopNanos + length(present, now);
    }

    private long length(Stop present, long now) {
        return now - present.startedNanos - (s.cores.throttledTotalNanos() - present.throttledBeforeNanos);
    }

    /** Whether a goroutine is the one that stops the world or has stopped it. */
    boolean isStopper(G g) {
        Stop present = stop;
        return present != null && present.by == g;
    }

    // Stopping

    void stop(StopReason reason, G by, Consumer<WorldStop> then) {
        if (stop != null) {
            throw new IllegalStateException("at " + s.now() + " ns: G" + by.id()
                    + " stops the world, which is stopped or stopping for " + stop.reason + " by G" + stop.by.id());
        }
        P own = Runner.thread(by).heldP();
        stop = new Stop(reason, by, then, s.now(), s.cores.throttledTotalNanos());
        s.stopWait = s.maxProcs;
        s.gcWaiting = true;
        for (int i = 0; i < s.maxProcs; i++) {
            P p = s.allPs.get(i);
            if (p != own && p.state == PState.RUNNING) {
                s.runner.preempt(p);
            }
        }
        stopped(own);
        for (int i = 0; i < s.maxProcs; i++) {
            P p = s.allPs.get(i);
            if (p.state == PState.SYSCALL) {
                s.syscalls.claim(p);
                stopped(p);
            }
        }
        for (P p = s.takeIdle(); p != null; p = s.takeIdle()) {
            stopped(p);
        }
        required().waits = s.stopWait > 0;
    }

    /** A P stands still. */
    void stopped(P p) {
        if (s.stopWait == 0) {
            throw new IllegalStateException("at " + s.now() + " ns: P" + p.id()
                    + " stops in a stopped world: the goroutine that stopped it must neither block nor yield");
        }
        p.state = PState.GC_STOP;
        p.stoppedNanos = s.now();
        s.stopWait--;
        if (s.stopWait == 0) {
            long waking = required().waits ? s.stopRunningNanos : 0;
            s.clock.schedule(stopped, waking + s.stopFixedNanos + s.stopPerPNanos * s.maxProcs);
        }
    }

    private void finishStop() {
        Stop present = required();
        long now = s.now();
        long stoppingCpu = 0;
        for (int i = 0; i < s.maxProcs; i++) {
            P p = s.allPs.get(i);
            if (p.state != PState.GC_STOP) {
                throw new IllegalStateException("P" + p.id() + " is " + p.state + " in a stopped world");
            }
            stoppingCpu += now - p.stoppedNanos;
        }
        WorldStop done = new WorldStop(present.reason, present.startedNanos, now, stoppingCpu);
        present.done = done;
        present.then.accept(done);
    }

    private Stop required() {
        Stop present = stop;
        if (present == null) {
            throw new IllegalStateException("at " + s.now() + " ns: the world is not stopped");
        }
        return present;
    }

    private WorldStop requireStopped() {
        WorldStop done = required().done;
        if (done == null) {
            throw new IllegalStateException("at " + s.now() + " ns: the world is not stopped yet");
        }
        return done;
    }

    // Starting

    void setMaxProcs(int procs) {
        requireStopped();
        if (procs < 1 || procs > SchedulerConfig.MAX_PROCS) {
            throw new IllegalArgumentException("GOMAXPROCS is 1 to " + SchedulerConfig.MAX_PROCS + ", not " + procs);
        }
        newProcs = procs;
    }

    /** Starts the world. @return the stop that is over */
    WorldStop start() {
        WorldStop done = requireStopped();
        Stop present = required();
        M m = Runner.thread(present.by);
        s.poller.pollAll(m.p);
        int procs = newProcs == 0 ? s.maxProcs : newProcs;
        newProcs = 0;
        List<P> runnable = resize(procs, m);
        long now = s.now();
        stopNanos += length(present, now);
        stop = null;
        s.gcWaiting = false;
        s.monitor.wake();
        s.threads.startStopped(runnable);
        s.cores.charge(m, s.startFixedNanos + s.startPerPNanos * s.maxProcs);
        s.threads.wakeP();
        return done;
    }

    /** GOMAXPROCS over time, integrated until now. */
    long totalProcNanos() {
        return procNanos + s.maxProcs * (s.now() - procSinceNanos);
    }

    /** Gives the world its Ps; answers which ones have something to run, lowest number first. */
    private List<P> resize(int procs, M m) {
        int before = s.maxProcs;
        procNanos = totalProcNanos();
        procSinceNanos = s.now();
        for (int id = s.allPs.size(); id < procs; id++) {
            s.allPs.add(new P(id));
        }
        P own = m.heldP();
        if (own.id() >= procs) {
            s.threads.release(m);
            own = s.allPs.get(0);
            s.threads.acquire(m, own);
        } else {
            own.state = PState.RUNNING;
            s.hooks.acquired(own, s.now());
        }
        for (int id = procs; id < before; id++) {
            destroy(s.allPs.get(id), own);
        }
        s.setMaxProcs(procs);
        List<P> runnable = distribute(procs, own);
        if (procs != before) {
            s.hooks.maxProcsChanged(before, procs, s.now());
        }
        return runnable;
    }

    private List<P> distribute(int procs, P own) {
        List<P> runnable = new ArrayList<>();
        List<P> idle = new ArrayList<>();
        for (int id = 0; id < procs; id++) {
            P p = s.allPs.get(id);
            if (p == own) {
                continue;
            }
            p.state = PState.IDLE;
            if (p.hasLocalWork()) {
                runnable.add(p);
            } else {
                idle.add(p);
            }
        }
        if (s.version.atLeast(GoVersion.GO_1_26) && s.hooks.blackening()) {
            while (!idle.isEmpty() && s.hooks.assignGcWorker(idle.get(0), s.now())) {
                runnable.add(0, idle.remove(0));
            }
        }
        for (int i = idle.size() - 1; i >= 0; i--) {
            s.putIdle(idle.get(i));
        }
        return runnable;
    }

    private void destroy(P p, P heir) {
        while (p.queue.size() > 0) {
            // From the tail, so that the queue keeps its order at the head of the global one.
            s.runq.addFirst(p.queue.removeLast());
        }
        G next = p.runnext;
        if (next != null) {
            p.runnext = null;
            s.runq.addFirst(next);
        }
        s.poller.moveTimers(p, heir);
        s.freeSlots.purge(p.freeSlots);
        s.hooks.destroyed(p, s.now());
        p.state = PState.DEAD;
    }
}
