package org.heapgoal.sched;

import org.jspecify.annotations.Nullable;

/**
 * The network poller and the timers ({@code netpoll.go}, {@code time.go}): events that goroutines wait for lie here until a
 * thread looks. At most one thread sleeps in the poller, until an event or a timer is due.
 */
final class Poller {
    private static final long MILLI = 1_000_000;

    private final Sched s;
    private final GQueue ready = new GQueue();
    private final GQueue batch = new GQueue();
    private long waiters;
    private long timerOrder;
    private @Nullable M sleeper;
    private long sleeperUntilNanos;
    private boolean sleeperSpun;
    private long polledNanos;

    Poller(Sched s) {
        this.s = s;
    }

    /** Whether a thread sleeps in the poller ({@code sched.lastpoll == 0}). */
    boolean blocked() {
        return sleeper != null;
    }

    // The network

    /** A goroutine begins to wait; if for the network, it counts as a waiter. */
    void blocked(G g) {
        if (g.waitReason == WaitReason.IO_WAIT) {
            g.polled = true;
            waiters++;
        }
    }

    /** What a goroutine waits for in the network is there. */
    void networkReady(G g) {
        if (g.state != GState.WAITING || !g.polled) {
            throw new IllegalStateException("at " + s.now() + " ns: a network event for G" + g.id()
                    + ", which does not wait for one: it is " + g.state + ", last wait \""
                    + g.waitReason().text() + "\"");
        }
        g.polled = false;
        ready.add(g);
        wakeSleeper();
    }

    /** Whether a thread that looks for work looks here too. */
    boolean canPoll() {
        return waiters > 0 && sleeper == null && !ready.isEmpty();
    }

    /** The first ready goroutine, to run on a P; the others are queued. Null if none is ready. */
    @Nullable
    G poll(@Nullable P by) {
        G first = ready.poll();
        if (first == null) {
            return null;
        }
        found(first);
        pollAll(by);
        return first;
    }

    /** Makes all ready goroutines runnable. */
    void pollAll(@Nullable P by) {
        for (G g = ready.poll(); g != null; g = ready.poll()) {
            found(g);
            batch.add(g);
        }
        s.threads.inject(batch, by);
    }

    private void found(G g) {
        waiters--;
        g.readsNext = true;
        s.wake(g);
    }

    /** The system monitor's look, if nobody has looked for 10 ms. */
    void pollFromMonitor() {
        long now = s.now();
        if (sleeper == null && polledNanos + Monitor.TEN_MILLIS < now) {
            polledNanos = now;
            pollAll(null);
        }
    }

    // The thread that sleeps here

    /** A thread without a P and without work sleeps in the poller, if there is a reason and nobody does; else it stops. */
    void blockOrStop(M m, boolean wasSpinning) {
        long until = m.search.pollUntilNanos;
        boolean timer = until != TimerHeap.NEVER;
        if (sleeper == null && (waiters > 0 || timer)) {
            sleeper = m;
            sleeperUntilNanos = until;
            sleeperSpun = wasSpinning;
            m.phase = MPhase.POLLING;
            s.cores.block(m);
            long now = s.now();
            if (!ready.isEmpty()) {
                wakeSleeper();
            } else if (timer) {
                s.clock.scheduleAt(m.alarm, now + timeoutNanos(until - now) + s.threadWakeNanos);
            }
            return;
        }
        if (timer && sleeper != null && until < sleeperUntilNanos) {
            wakeSleeper();
        }
        s.threads.stop(m);
    }

    /**
     * How long epoll_wait sleeps until a timer is due: it takes whole milliseconds, so less than one becomes one, and the rest of
     * more is left for another sleep ({@code netpoll_epoll.go: netpoll}). What falls due in the meantime comes in one burst.
     */
    private static long timeoutNanos(long delayNanos) {
        if (delayNanos <= 0) {
            return 0;
        }
        return delayNanos < MILLI ? MILLI : delayNanos / MILLI * MILLI;
    }

    private void wakeSleeper() {
        M m = sleeper;
        if (m == null || m.phase != MPhase.POLLING) {
            return;
        }
        m.phase = MPhase.POLL_WAKING;
        long at = s.now() + s.wakeNanos(m);
        if (!m.alarm.isPending()) {
            s.clock.scheduleAt(m.alarm, at);
        } else if (at < m.alarm.atNanos()) {
            s.clock.retime(m.alarm, at);
        }
    }

    /** The thread that slept here runs again. */
    void returned(M m) {
        sleeper = null;
        polledNanos = s.now();
        P p = s.takeIdle();
        if (p == null) {
            pollAll(null);
            s.threads.stop(m);
            return;
        }
        s.threads.acquire(m, p);
        G first = poll(p);
        if (first != null) {
            s.runner.execute(m, first, false);
            return;
        }
        if (sleeperSpun) {
            s.threads.becomeSpinning(m);
        }
        s.threads.schedule(m);
    }

    // Timers

    /** A goroutine sleeps until an instant. */
    void addTimer(G g, P p, long atNanos) {
        if (g.timerPlace >= 0) {
            throw new IllegalStateException("at " + s.now() + " ns: G" + g.id() + " sleeps already");
        }
        long first = p.timers.firstNanos();
        g.wakeAtNanos = atNanos;
        g.timerOrder = timerOrder++;
        g.timerP = p;
        p.timers.add(g);
        if (atNanos < first) {
            wakeFor(atNanos);
        }
    }

    /** Takes a goroutine's timer away. */
    boolean removeTimer(G g) {
        P p = g.timerP;
        if (g.timerPlace < 0 || p == null) {
            return false;
        }
        p.timers.remove(g);
        g.timerP = null;
        return true;
    }

    /** The timers of a P that is destroyed go to another. */
    void moveTimers(P from, P to) {
        while (from.timers.size() > 0) {
            G g = from.timers.first();
            from.timers.remove(g);
            g.timerP = to;
            to.timers.add(g);
        }
    }

    /** Runs a P's due timers: their goroutines become runnable on the P that looks. */
    boolean runTimers(P of, P by) {
        boolean ran = false;
        while (of.timers.firstNanos() <= s.now()) {
            G g = of.timers.first();
            of.timers.remove(g);
            g.timerP = null;
            s.wake(g);
            s.putLocal(by, g, true);
            s.threads.wakeP();
            ran = true;
        }
        return ran;
    }

    /** The earliest timer of all Ps, or {@link TimerHeap#NEVER}. */
    long earliestTimer() {
        long earliest = TimerHeap.NEVER;
        for (int i = 0; i < s.maxProcs; i++) {
            earliest = Math.min(earliest, s.allPs.get(i).timers.firstNanos());
        }
        return earliest;
    }

    /** Sees to it that somebody is awake when a new timer is due ({@code wakeNetPoller}). */
    void wakeFor(long atNanos) {
        if (sleeper == null) {
            s.threads.wakeP();
        } else if (atNanos < sleeperUntilNanos) {
            wakeSleeper();
        }
    }
}
