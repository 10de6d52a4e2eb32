package org.heapgoal.sched;

import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.jspecify.annotations.Nullable;

/** Starting, stopping and waking threads, and giving them Ps ({@code proc.go: startm, stopm, wakep, handoffp, …}). */
final class Threads {
    private final Sched s;

    Threads(Sched s) {
        this.s = s;
    }

    // Called by threads

    /** A thread's burst is over, and it does not run a stretch. */
    void burstEnded(M m) {
        s.cores.take(m);
        switch (m.phase) {
            case STARTING -> begin(m);
            case SWITCHING -> s.runner.begin(m);
            case RELEASED -> s.runner.ask(m);
            case ENTERING_SYSCALL -> s.syscalls.enter(m);
            case LEAVING_SYSCALL -> s.syscalls.leave(m);
            case SEARCHING -> resumeSearch(m);
            case POLLED -> s.poller.returned(m);
            default -> throw new IllegalStateException("M" + m.id() + " is on a core in phase " + m.phase);
        }
    }

    /** A thread's sleep is over. */
    void alarm(M m) {
        switch (m.phase) {
            case WAKING -> m.phase = MPhase.STARTING;
            case IN_SYSCALL -> m.phase = MPhase.LEAVING_SYSCALL;
            case STEALING -> m.phase = MPhase.SEARCHING;
            case POLLING, POLL_WAKING -> m.phase = MPhase.POLLED;
            default -> throw new IllegalStateException("M" + m.id() + " has an alarm in phase " + m.phase);
        }
        s.cores.wake(m, 0);
    }

    private void begin(M m) {
        P p = m.nextP;
        if (p == null) {
            throw new IllegalStateException("M" + m.id() + " was started without a P");
        }
        m.nextP = null;
        acquire(m, p);
        G locked = m.lockedG;
        if (locked != null) {
            s.runner.execute(m, locked, false);
            // The runtime runs it without looking, and asks again every 100 microseconds while it stops the world.
            locked.preempt = s.gcWaiting || p.safePointDue;
        } else {
            schedule(m);
        }
    }

    // Scheduling

    /** Finds something to run for a thread with a P, until it runs something, sleeps or stops ({@code schedule}). */
    void schedule(M m) {
        if (m.lockedG != null) {
            stopLocked(m);
            return;
        }
        run(m, s.finder.find(m));
    }

    private void resumeSearch(M m) {
        run(m, s.finder.resume(m));
    }

    private void run(M m, @Nullable G found) {
        G g = found;
        while (g != null) {
            boolean inherit = s.finder.inheritTime();
            boolean another = s.finder.wakeAnother();
            if (m.spinning) {
                resetSpinning(m);
            }
            if (s.userDisabled && !g.system()) {
                s.disabled.add(g);
                g = s.finder.find(m);
                continue;
            }
            if (another) {
                wakeP();
            }
            M owner = g.lockedM;
            if (owner != null) {
                startLocked(m, owner);
            } else {
                s.runner.execute(m, g, inherit);
            }
            return;
        }
    }

    private void resetSpinning(M m) {
        m.spinning = false;
        s.spinning--;
        wakeP();
    }

    void becomeSpinning(M m) {
        m.spinning = true;
        s.spinning++;
        s.needSpinning = false;
    }

    // Ps and threads

    void acquire(M m, P p) {
        wire(m, p);
        s.hooks.acquired(p, s.now());
    }

    void wire(M m, P p) {
        m.p = p;
        p.m = m;
        p.state = PState.RUNNING;
    }

    P release(M m) {
        P p = m.heldP();
        m.p = null;
        p.m = null;
        p.oldM = m;
        p.state = PState.IDLE;
        return p;
    }

    /** Runs a P, or an idle one, on an idle or new thread ({@code startm}). */
    void start(@Nullable P given, boolean spinning) {
        P p = given == null ? s.takeIdle() : given;
        if (p == null) {
            if (spinning) {
                throw new IllegalStateException("a spinning thread is started without a P");
            }
            return;
        }
        give(idleOrNewM(), p, spinning);
    }

    private M idleOrNewM() {
        if (!s.idleMs.isEmpty()) {
            return s.idleMs.remove(s.idleMs.size() - 1);
        }
        M m = new M(s, ++s.lastMId);
        s.allMs.add(m);
        return m;
    }

    /** Gives a P to a sleeping thread that is on no list, and wakes it. */
    void give(M m, P p, boolean spinning) {
        m.spinning = spinning;
        m.nextP = p;
        m.phase = MPhase.WAKING;
        s.clock.schedule(m.alarm, s.wakeNanos(m));
    }

    /** Ps that are runnable when the world starts, in order of their numbers, get threads ({@code procresize}). */
    void startStopped(List<P> runnable) {
        M[] threads = new M[runnable.size()];
        boolean keepsThreads = s.version.atLeast(GoVersion.GO_1_26);
        for (int i = threads.length - 1; i >= 0; i--) {
            M old = runnable.get(i).oldM;
            if (!keepsThreads) {
                threads[i] = idleOrNewM();
            } else if (old != null && old.phase == MPhase.PARKED && s.idleMs.remove(old)) {
                threads[i] = old;
            }
        }
        for (int i = 0; i < threads.length; i++) {
            give(threads[i] == null ? idleOrNewM() : threads[i], runnable.get(i), false);
        }
    }

    /** A thread without a P goes to the idle list ({@code stopm}). */
    void stop(M m) {
        if (m.p != null || m.spinning) {
            throw new IllegalStateException("M" + m.id() + " stops with a P or spinning");
        }
        m.phase = MPhase.PARKED;
        s.idleMs.add(m);
        s.cores.block(m);
    }

    /** A thread stands still for a stop of the world ({@code gcstopm}). */
    void stopForWorld(M m) {
        if (m.spinning) {
            m.spinning = false;
            s.spinning--;
        }
        P p = release(m);
        s.stopper.stopped(p);
        stop(m);
    }

    /** Starts a spinning thread if none spins and a P is idle ({@code wakep}). */
    void wakeP() {
        if (s.spinning != 0) {
            return;
        }
        P p = s.takeIdleForWork();
        if (p != null) {
            s.spinning++;
            s.needSpinning = false;
            give(idleOrNewM(), p, true);
        }
    }

    /** Starts up to a number of threads on idle Ps, for work that was queued ({@code injectglist: startIdle}). */
    void startIdle(int count) {
        for (int i = 0; i < count; i++) {
            P p = s.takeIdleForWork();
            if (p == null) {
                return;
            }
            start(p, false);
        }
    }

    /** A P that its thread gives up is run by another one or goes idle ({@code handoffp}). */
    void handOff(P p) {
        if (p.hasLocalWork() || !s.runq.isEmpty() || (s.hooks.blackening() && s.hooks.markWorkAvailable())) {
            start(p, false);
        } else if (s.spinning + s.idleCount() == 0) {
            s.spinning++;
            s.needSpinning = false;
            start(p, true);
        } else if (s.gcWaiting) {
            s.stopper.stopped(p);
        } else if (s.idleCount() == s.maxProcs - 1 && !s.poller.blocked()) {
            start(p, false);
        } else {
            s.putIdle(p);
            long timer = p.timers.firstNanos();
            if (timer != TimerHeap.NEVER) {
                s.poller.wakeFor(timer);
            }
        }
    }

    /** Waiting goroutines were made runnable in bulk ({@code injectglist}). */
    void inject(GQueue list, @Nullable P by) {
        int size = list.size();
        if (size == 0) {
            return;
        }
        if (by == null) {
            s.runq.addAll(list);
            startIdle(size);
            return;
        }
        int idle = Math.min(size, s.idleCount());
        for (int i = 0; i < idle; i++) {
            G g = list.poll();
            if (g != null) {
                s.runq.add(g);
            }
        }
        startIdle(idle);
        s.putLocalBatch(by, list);
        wakeP();
    }

    // Threads that goroutines are locked to

    /** The thread's goroutine is not running: it waits until somebody brings it with a P ({@code stoplockedm}). */
    void stopLocked(M m) {
        if (m.p != null) {
            handOff(release(m));
        }
        m.phase = MPhase.PARKED_LOCKED;
        s.idleLocked++;
        s.cores.block(m);
    }

    /** Hands a thread's P to the thread that a goroutine is locked to ({@code startlockedm}). */
    private void startLocked(M m, M owner) {
        P p = release(m);
        s.idleLocked--;
        give(owner, p, false);
        stop(m);
    }

    /** A goroutine ended without unlocking its thread, which ends with it. */
    void end(M m) {
        G g = m.lockedG;
        m.lockedG = null;
        if (g != null) {
            g.lockedM = null;
        }
        handOff(release(m));
        m.phase = MPhase.DEAD;
        s.allMs.remove(m);
        s.cores.block(m);
    }
}
