package org.heapgoal.sched;

import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.jspecify.annotations.Nullable;

/**
 * Has every P pass between two goroutines while the world goes on ({@code proc.go: forEachP}). Idle Ps and those in system
 * calls have passed at once; one that runs is asked to give up its goroutine, and if its thread has no core, that waits until
 * it has. Whoever asked keeps its P, and its thread sleeps until the last P has passed.
 */
final class SafePoints {
    private static final EventKind PASSED = new EventKind("all Ps passed");

    private final Sched s;
    private final ModelEvent passed;
    private @Nullable G by;
    private int wait;

    SafePoints(Sched s) {
        this.s = s;
        this.passed = new Passed();
    }

    private final class Passed extends ModelEvent {
        Passed() {
            super(s.clock, PASSED, EventPriority.RUNTIME, 0);
        }

        @Override
        protected void fire() {
            G g = by;
            by = null;
            if (g != null) {
                s.runner.release(g);
            }
        }
    }

    /**
     * Asks every P but a running goroutine's own.
     *
     * @return whether some have not passed yet; the goroutine is then released when they have
     */
    boolean ask(G g) {
        if (by != null) {
            throw new IllegalStateException(
                    "at " + s.now() + " ns: G" + g.id() + " and G" + by.id() + " have all Ps pass at once");
        }
        P own = Runner.thread(g).heldP();
        for (int i = 0; i < s.maxProcs; i++) {
            P p = s.allPs.get(i);
            if (p != own && !p.listed) {
                p.safePointDue = true;
                wait++;
                s.runner.preempt(p);
            }
        }
        for (int i = 0; i < s.maxProcs; i++) {
            P p = s.allPs.get(i);
            if (p.state == PState.SYSCALL) {
                s.syscalls.claim(p);
                s.threads.handOff(p);
            }
        }
        if (wait == 0) {
            return false;
        }
        by = g;
        return true;
    }

    /** A P is between two goroutines, goes idle or enters the system: it passes if it was asked to ({@code runSafePointFn}). */
    void pass(P p) {
        if (!p.safePointDue) {
            return;
        }
        p.safePointDue = false;
        wait--;
        if (wait == 0 && by != null) {
            s.clock.schedule(passed, s.stopRunningNanos);
        }
    }
}
