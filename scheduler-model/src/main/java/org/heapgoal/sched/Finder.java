package org.heapgoal.sched;

import org.jspecify.annotations.Nullable;

/**
 * The search for something to run ({@code proc.go: findRunnable, stealWork}). A search takes no time, apart from the wait
 * before a running P's next goroutine is taken; a thread that finds nothing stops at once. So passes over the Ps that find
 * nothing are not repeated: between them nothing can change.
 */
final class Finder {
    /** How long a thief leaves a running P's next goroutine alone ({@code runqgrab}). */
    private static final long STEAL_WAIT_NANOS = 3_000;

    private static final long GLOBAL_TICK = 61;
    private static final long RANDOM_BOUND = 1L << 32;

    private enum Outcome {
        /** The thread stopped, or waits: the search is over for now. */
        ENDED,
        /** From the beginning. */
        AGAIN,
        NOTHING
    }

    private final Sched s;
    private Outcome outcome = Outcome.NOTHING;
    private boolean inheritTime;
    private boolean wakeAnother;

    Finder(Sched s) {
        this.s = s;
    }

    /** Whether what was found goes on with the time slice of the one before. */
    boolean inheritTime() {
        return inheritTime;
    }

    /** Whether another thread should be woken before what was found runs. */
    boolean wakeAnother() {
        return wakeAnother;
    }

    /** A goroutine for a thread with a P; null if the thread stopped or sleeps. */
    @Nullable
    G find(M m) {
        while (true) {
            G g = once(m);
            if (g != null) {
                return g;
            }
            if (outcome == Outcome.ENDED) {
                return null;
            }
        }
    }

    /** Goes on after the wait before a next goroutine is taken. */
    @Nullable
    G resume(M m) {
        inheritTime = false;
        wakeAnother = false;
        G g = steal(m, true);
        if (g == null && outcome == Outcome.NOTHING) {
            g = giveUp(m);
        }
        return g != null || outcome == Outcome.ENDED ? g : find(m);
    }

    private @Nullable G once(M m) {
        inheritTime = false;
        wakeAnother = false;
        if (s.gcWaiting) {
            s.threads.stopForWorld(m);
            outcome = Outcome.ENDED;
            return null;
        }
        P p = m.heldP();
        s.safePoints.pass(p);
        s.poller.runTimers(p, p);
        m.search.pollUntilNanos = p.timers.firstNanos();
        G g = queued(p);
        if (g == null && s.poller.canPoll()) {
            g = s.poller.poll(p);
        }
        if (g != null) {
            return g;
        }
        if (m.spinning || 2 * s.spinning < s.maxProcs - s.idleCount()) {
            if (!m.spinning) {
                s.threads.becomeSpinning(m);
            }
            g = steal(m, false);
            if (g != null || outcome != Outcome.NOTHING) {
                return g;
            }
        }
        return giveUp(m);
    }

    /** A mark worker, or from the P's own queue or the global one. */
    private @Nullable G queued(P p) {
        if (s.hooks.blackening()) {
            G worker = s.hooks.gcWorker(p, s.now());
            if (worker != null) {
                s.wake(worker);
                wakeAnother = true;
                return worker;
            }
        }
        if (p.schedtick % GLOBAL_TICK == 0 && !s.runq.isEmpty()) {
            return s.takeGlobal();
        }
        G g = takeLocal(p);
        return g == null && !s.runq.isEmpty() ? s.takeGlobalBatch(p) : g;
    }

    private @Nullable G takeLocal(P p) {
        G next = p.runnext;
        if (next != null) {
            p.runnext = null;
            inheritTime = true;
            return next;
        }
        return p.queue.size() == 0 ? null : p.queue.remove();
    }

    // Stealing

    private @Nullable G steal(M m, boolean resumed) {
        P p = m.heldP();
        M.Search search = m.search;
        outcome = Outcome.NOTHING;
        if (!resumed) {
            search.ranTimer = false;
            if (anybodyHasWork(p)) {
                draw(search);
                G g = stealFromRings(p, search);
                if (g != null) {
                    return g;
                }
                draw(search);
            } else {
                search.visited = 0;
                search.position = 0;
                search.step = 1;
            }
        }
        G g = stealAnything(m, p, search, resumed);
        if (g == null && outcome == Outcome.NOTHING && search.ranTimer) {
            outcome = Outcome.AGAIN;
        }
        return g;
    }

    private boolean anybodyHasWork(P thief) {
        for (int i = 0; i < s.maxProcs; i++) {
            P p = s.allPs.get(i);
            if (p != thief && (p.hasLocalWork() || p.timers.firstNanos() <= s.now())) {
                return true;
            }
        }
        return false;
    }

    private void draw(M.Search search) {
        long random = s.stealStream.nextBelow(RANDOM_BOUND);
        search.position = s.stealOrder.start(random);
        search.step = s.stealOrder.step(random);
        search.visited = 0;
    }

    private @Nullable G stealFromRings(P thief, M.Search search) {
        for (; search.visited < s.maxProcs; advance(search)) {
            P victim = s.allPs.get(search.position);
            if (victim != thief && !victim.listed && victim.queue.size() > 0) {
                return stealHalf(thief, victim);
            }
        }
        return null;
    }

    private G stealHalf(P thief, P victim) {
        int size = victim.queue.size();
        for (int i = 1; i < size - size / 2; i++) {
            thief.queue.add(victim.queue.remove());
        }
        return victim.queue.remove();
    }

    /** The last pass: also due timers, and the next goroutine of a P with an empty ring. */
    private @Nullable G stealAnything(M m, P thief, M.Search search, boolean resumed) {
        boolean waited = resumed;
        for (; search.visited < s.maxProcs; advance(search)) {
            if (s.gcWaiting) {
                outcome = Outcome.AGAIN;
                return null;
            }
            P victim = s.allPs.get(search.position);
            if (victim == thief) {
                continue;
            }
            G g = waited ? null : stealTimers(thief, victim, search);
            if (g == null && !victim.listed) {
                g = stealGoroutine(m, thief, victim, search, waited);
            }
            if (g != null || outcome == Outcome.ENDED) {
                return g;
            }
            waited = false;
        }
        return null;
    }

    private @Nullable G stealTimers(P thief, P victim, M.Search search) {
        if (victim.timers.size() == 0) {
            return null;
        }
        boolean ran = s.poller.runTimers(victim, thief);
        search.pollUntilNanos = Math.min(search.pollUntilNanos, victim.timers.firstNanos());
        if (!ran) {
            return null;
        }
        G g = takeLocal(thief);
        if (g == null) {
            search.ranTimer = true;
        }
        return g;
    }

    private @Nullable G stealGoroutine(M m, P thief, P victim, M.Search search, boolean waited) {
        if (victim.queue.size() > 0) {
            return stealHalf(thief, victim);
        }
        G next = victim.runnext;
        if (next == null) {
            return null;
        }
        if (victim.state == PState.RUNNING && !(waited && next == search.expected)) {
            search.expected = next;
            m.phase = MPhase.STEALING;
            s.clock.schedule(m.alarm, STEAL_WAIT_NANOS);
            s.cores.block(m);
            outcome = Outcome.ENDED;
            return null;
        }
        search.expected = null;
        victim.runnext = null;
        return next;
    }

    private void advance(M.Search search) {
        search.position = s.stealOrder.next(search.position, search.step);
        search.visited++;
    }

    // Giving up

    /** There is nothing: one more look at everything, then the P becomes idle and the thread polls or stops. */
    private @Nullable G giveUp(M m) {
        P p = m.heldP();
        long now = s.now();
        if (s.hooks.blackening() && s.hooks.markWorkAvailable()) {
            G worker = s.hooks.idleGcWorker(p, now);
            if (worker != null) {
                s.wake(worker);
                return worker;
            }
        }
        if (s.gcWaiting) {
            outcome = Outcome.AGAIN;
            return null;
        }
        if (!s.runq.isEmpty()) {
            return s.takeGlobalBatch(p);
        }
        if (!m.spinning && s.needSpinning) {
            s.threads.becomeSpinning(m);
            outcome = Outcome.AGAIN;
            return null;
        }
        s.putIdle(s.threads.release(m));
        boolean wasSpinning = m.spinning;
        if (wasSpinning) {
            m.spinning = false;
            s.spinning--;
            G g = lookAgain(m);
            if (g != null || outcome == Outcome.AGAIN) {
                return g;
            }
            m.search.pollUntilNanos = s.poller.earliestTimer();
        }
        outcome = Outcome.ENDED;
        s.poller.blockOrStop(m, wasSpinning);
        return null;
    }

    /** After a spinning thread gave up its P: work that was queued meanwhile must not be left lying. */
    private @Nullable G lookAgain(M m) {
        outcome = Outcome.NOTHING;
        if (!s.runq.isEmpty()) {
            P p = s.takeIdleForWork();
            if (p != null) {
                s.threads.acquire(m, p);
                G g = s.takeGlobalBatch(p);
                s.threads.becomeSpinning(m);
                return g;
            }
        }
        if (queueOfBusyP()) {
            P p = s.takeIdleForWork();
            if (p != null) {
                s.threads.acquire(m, p);
                s.threads.becomeSpinning(m);
                outcome = Outcome.AGAIN;
                return null;
            }
        }
        return idleWorker(m);
    }

    private boolean queueOfBusyP() {
        for (int i = 0; i < s.maxProcs; i++) {
            P p = s.allPs.get(i);
            if (!p.listed && p.hasLocalWork()) {
                return true;
            }
        }
        return false;
    }

    private @Nullable G idleWorker(M m) {
        if (!s.hooks.blackening() || !s.hooks.markWorkAvailable()) {
            return null;
        }
        P p = s.takeIdleForWork();
        if (p == null) {
            return null;
        }
        G worker = s.hooks.idleGcWorker(p, s.now());
        if (worker == null) {
            s.putIdle(p);
            return null;
        }
        s.threads.acquire(m, p);
        s.threads.becomeSpinning(m);
        s.wake(worker);
        return worker;
    }
}
