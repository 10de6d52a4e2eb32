package org.heapgoal.sched;

import org.heapgoal.goruntime.GoVersion;
import org.jspecify.annotations.Nullable;

/** Runs goroutines: the protocol of {@link Execution}, dispatch, preemption, and what a goroutine's verdicts lead to. */
final class Runner {
    private static final long MAX_AT_ONE_INSTANT = 1_000_000;
    private static final long DIGEST_FACTOR = 0x9E3779B97F4A7C15L;

    private final Sched s;
    private long digest;
    private long asked;
    private long askedSinceNanos = -1;
    private long runNanos;
    private long overheadNanos;

    Runner(Sched s) {
        this.s = s;
    }

    /** A digest of the decisions of all executions and their instants. */
    long digest() {
        return digest;
    }

    /** CPU time of all stretches so far, as reported to executions. */
    long runNanos() {
        return runNanos;
    }

    /** CPU time of switches and of entering the system so far. */
    long overheadNanos() {
        return overheadNanos;
    }

    // Dispatch

    /** A thread with a P switches to a goroutine ({@code execute}). */
    void execute(M m, G g, boolean inheritTime) {
        P p = m.heldP();
        g.state = GState.RUNNING;
        g.m = m;
        // The runtime asks again every 100 microseconds.
        g.preempt = p.safePointDue;
        m.current = g;
        if (!inheritTime) {
            p.schedtick++;
        }
        s.hooks.schedLatency(s.now() - g.runnableSinceNanos);
        countRunnable(g);
        m.waitsSeen = m.waits();
        m.queuedSeenNanos = m.queuedNanos();
        m.throttledSeenNanos = m.throttledNanos();
        if (g.readsNext) {
            // It reads what it waited for, and that system call wakes the system monitor.
            g.readsNext = false;
            s.monitor.wake();
        }
        m.phase = MPhase.SWITCHING;
        overheadNanos += s.switchNanos;
        s.cores.burst(m, s.switchNanos);
    }

    private void countRunnable(G g) {
        long now = s.now();
        long throttled = s.cores.throttledTotalNanos() - g.throttleMarkNanos;
        long stopped = s.stopper.stopClock(now) - g.stopMarkNanos;
        g.throttledNanos += throttled;
        g.stoppedNanos += stopped;
        g.runnableNanos += now - g.runnableSinceNanos - throttled - stopped;
    }

    /** The switch is done. */
    void begin(M m) {
        if (mustStop(m.runningG())) {
            preempted(m);
        } else {
            ask(m);
        }
    }

    // Stretches

    /** A stretch is over, or its piece up to the point at which the goroutine can be preempted. */
    void stretchEnded(M m) {
        if (goesOn(m, s.cores.take(m))) {
            ask(m);
        }
    }

    /** Reports time that a stretch took to its end. @return false if the goroutine was to stop there, which it has done */
    private boolean goesOn(M m, long passed) {
        G g = m.runningG();
        report(m, g, m.heldP(), passed);
        boolean asksAnew = m.reconsider;
        m.reconsider = false;
        if (mustStop(g) && (!asksAnew || untilPreempted(g) == 0)) {
            preempted(m);
            return false;
        }
        return true;
    }

    private void report(M m, G g, P p) {
        report(m, g, p, s.cores.take(m));
    }

    private void report(M m, G g, P p, long passed) {
        if (passed > 0) {
            m.stretchNanos -= passed;
            runNanos += passed;
            Execution top = g.top;
            if (top != null) {
                top.ran(g, p, passed);
            }
        }
    }

    /** Asks a goroutine what it does next, until it takes time or leaves. */
    void ask(M m) {
        G g = m.runningG();
        if (m.waitsSeen != m.waits()) {
            countWaits(m, g);
        }
        while (true) {
            Execution top = g.top;
            // A goroutine that changes GOMAXPROCS can find itself on another P.
            P p = m.heldP();
            long now = s.now();
            long verdict = top == null ? Execution.EXIT : top.next(g, p, now);
            digest = Long.rotateLeft(digest * DIGEST_FACTOR + now, 23) ^ (verdict + (g.id() << 32));
            if (verdict > 0) {
                if (stretch(m, g, verdict)) {
                    continue;
                }
                return;
            }
            guard(g, now);
            if (verdict == Execution.RETURN) {
                g.pop();
            } else if (verdict == 0) {
                if (mustStop(g)) {
                    preempted(m);
                    return;
                }
            } else if (verdict != Execution.CALL && !(verdict == Execution.HOLD && releasedEarly(m))) {
                leave(m, g, p, verdict);
                return;
            }
        }
    }

    /** A goroutine takes time. @return whether it has passed already and the goroutine goes on */
    private boolean stretch(M m, G g, long nanos) {
        m.stretchNanos = nanos;
        m.phase = MPhase.RUNNING;
        boolean asked = g.preempt && mustStop(g);
        if (!asked && s.cores.passAtOnce(m, nanos)) {
            return goesOn(m, nanos);
        }
        s.cores.burst(m, asked ? Math.min(nanos, untilPreempted(g)) : nanos);
        return false;
    }

    private static boolean releasedEarly(M m) {
        boolean released = m.releasedEarly;
        m.releasedEarly = false;
        return released;
    }

    private void guard(G g, long now) {
        if (now != askedSinceNanos) {
            askedSinceNanos = now;
            asked = 0;
        }
        if (++asked > MAX_AT_ONE_INSTANT + 8L * s.allGs.size()) {
            throw new IllegalStateException("at " + now + " ns time stands still: after " + asked
                    + " decisions at this instant G" + g.id() + " decides again, executing " + g.top);
        }
    }

    private void leave(M m, G g, P p, long verdict) {
        if (verdict == Execution.SYSCALL) {
            m.phase = MPhase.ENTERING_SYSCALL;
            overheadNanos += s.syscallNanos;
            s.cores.burst(m, s.syscallNanos);
        } else if (verdict == Execution.HOLD) {
            m.phase = MPhase.HELD;
            s.cores.block(m);
        } else if (verdict == Execution.BLOCK) {
            drop(m, g);
            g.state = GState.WAITING;
            s.poller.blocked(g);
            s.threads.schedule(m);
        } else if (verdict == Execution.YIELD) {
            gosched(m, g, p, false);
        } else if (verdict == Execution.GOYIELD) {
            drop(m, g);
            s.markRunnable(g);
            s.putLocal(p, g, false);
            s.threads.schedule(m);
        } else if (verdict == Execution.EXIT) {
            exit(m, g, p);
        } else {
            throw new IllegalStateException("at " + s.now() + " ns: G" + g.id() + " returned " + verdict
                    + ", which is no verdict, executing " + g.top);
        }
    }

    private void exit(M m, G g, P p) {
        drop(m, g);
        g.state = GState.DEAD;
        s.hooks.exited(g, p, s.now());
        s.freeSlots.put(p.freeSlots, g.slot);
        if (m.lockedG == g) {
            s.threads.end(m);
        } else {
            s.threads.schedule(m);
        }
    }

    private void gosched(M m, G g, P p, boolean preempted) {
        drop(m, g);
        s.markRunnable(g);
        if (preempted && s.gcWaiting && s.version.atLeast(GoVersion.GO_1_26)) {
            s.putLocal(p, g, true);
        } else {
            s.runq.add(g);
        }
        if (s.mainStarted) {
            s.threads.wakeP();
        }
        s.threads.schedule(m);
    }

    /** Parts a goroutine from its thread. */
    void drop(M m, G g) {
        if (m.waitsSeen != m.waits()) {
            countWaits(m, g);
        }
        g.m = null;
        m.current = null;
    }

    private static void countWaits(M m, G g) {
        g.descheduledNanos += m.queuedNanos() - m.queuedSeenNanos;
        g.throttledNanos += m.throttledNanos() - m.throttledSeenNanos;
        m.queuedSeenNanos = m.queuedNanos();
        m.throttledSeenNanos = m.throttledNanos();
        m.waitsSeen = m.waits();
    }

    // Preemption

    private void preempted(M m) {
        G g = m.runningG();
        P p = m.heldP();
        Execution top = g.top;
        if (top != null) {
            top.preempted(g, p, s.now());
            if (top.parksPreempted(g)) {
                leave(m, g, p, Execution.BLOCK);
                return;
            }
        }
        gosched(m, g, p, true);
    }

    /** Whether a goroutine was asked to stop and may: the one that has stopped the world may not, nor one that keeps its P. */
    private boolean mustStop(G g) {
        Execution top = g.top;
        return g.preempt && !(s.gcWaiting && s.stopper.isStopper(g)) && (top == null || !top.preemptOff(g));
    }

    /** CPU time until a goroutine that was asked to stop does so, unless its stretch ends before. */
    private long untilPreempted(G g) {
        Execution top = g.top;
        if (top == null) {
            return 0;
        }
        if (s.config.asyncPreemptOff()) {
            return top.prologueNanos(g);
        }
        return Math.max(top.safePointNanos(g), s.signalNanos);
    }

    /**
     * Asks whatever runs on a P to stop ({@code preemptone}). The request stays until it is followed, so that repeating it
     * every 100 microseconds, as the runtime does while it stops the world, changes nothing.
     */
    void preempt(P p) {
        M m = p.m;
        G g = m == null ? null : m.current;
        if (m == null || g == null || (g.preempt && !g.preemptWaits)) {
            return;
        }
        g.preempt = true;
        g.preemptWaits = !mustStop(g);
        if (m.phase == MPhase.RUNNING && !m.reconsider && mustStop(g)) {
            report(m, g, p);
            s.cores.burst(m, Math.min(m.stretchNanos, untilPreempted(g)));
        }
    }

    // From outside

    void sync(G g) {
        M m = g.m;
        if (m != null && m.phase == MPhase.RUNNING) {
            report(m, g, m.heldP());
        }
    }

    void reconsider(G g) {
        M m = g.m;
        if (m == null || m.phase != MPhase.RUNNING || m.reconsider) {
            return;
        }
        report(m, g, m.heldP());
        m.reconsider = true;
        s.cores.burst(m, 0);
    }

    void release(G g) {
        M m = g.m;
        if (m == null) {
            throw new IllegalStateException("at " + s.now() + " ns: G" + g.id() + " is released but not held");
        }
        if (m.phase == MPhase.HELD) {
            m.phase = MPhase.RELEASED;
            s.cores.wake(m, 0);
        } else {
            m.releasedEarly = true;
        }
    }

    /** Where a goroutine runs; it must. */
    static M thread(@Nullable G g) {
        M m = g == null ? null : g.m;
        if (m == null) {
            throw new IllegalStateException("the goroutine does not run");
        }
        return m;
    }
}
