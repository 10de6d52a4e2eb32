package org.heapgoal.sched;

import org.jspecify.annotations.Nullable;

/** System calls ({@code proc.go: entersyscall, entersyscallblock, exitsyscall}). */
final class Syscalls {
    private final Sched s;

    Syscalls(Sched s) {
        this.s = s;
    }

    /** A thread is in the system: its P stays behind, to be taken back or away, or is handed off at once. */
    void enter(M m) {
        G g = m.runningG();
        s.monitor.wake();
        g.state = GState.SYSCALL;
        P p = s.threads.release(m);
        if (g.syscallBlocks) {
            p.syscalltick++;
            s.threads.handOff(p);
        } else {
            p.state = PState.SYSCALL;
            s.safePoints.pass(p);
            p.syscallM = m;
            m.oldP = p;
            if (s.gcWaiting) {
                claim(p);
                s.stopper.stopped(p);
            }
        }
        m.phase = MPhase.IN_SYSCALL;
        s.cores.block(m);
        s.clock.schedule(m.alarm, g.syscallNanos);
    }

    /** Takes a P away from the thread that left it behind. */
    void claim(P p) {
        M m = p.syscallM;
        if (m == null || p.state != PState.SYSCALL) {
            throw new IllegalStateException("P" + p.id() + " is in no system call");
        }
        m.oldP = null;
        p.syscallM = null;
        p.state = PState.IDLE;
        p.syscalltick++;
    }

    /** A thread is back from the system. */
    void leave(M m) {
        G g = m.runningG();
        P old = m.oldP;
        m.oldP = null;
        if (old != null) {
            old.syscallM = null;
            s.threads.wire(m, old);
        } else {
            P idle = idleP(g);
            if (idle == null) {
                withoutP(m, g);
                return;
            }
            s.threads.acquire(m, idle);
        }
        P p = m.heldP();
        p.syscalltick++;
        g.state = GState.RUNNING;
        if (s.userDisabled && !g.system()) {
            s.runner.drop(m, g);
            s.markRunnable(g);
            s.runq.add(g);
            s.threads.schedule(m);
        } else {
            s.runner.ask(m);
        }
    }

    private @Nullable P idleP(G g) {
        if (s.userDisabled && !g.system()) {
            return null;
        }
        P p = s.takeIdle();
        if (p != null) {
            s.monitor.wake();
        }
        return p;
    }

    private void withoutP(M m, G g) {
        s.runner.drop(m, g);
        s.markRunnable(g);
        s.runq.add(g);
        if (g.lockedM == m) {
            s.threads.stopLocked(m);
        } else {
            s.threads.stop(m);
        }
    }
}
