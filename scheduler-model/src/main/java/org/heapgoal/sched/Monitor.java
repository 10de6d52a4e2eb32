package org.heapgoal.sched;

import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;

/**
 * The system monitor ({@code proc.go: sysmon, retake}). Its thread wakes up often and does little, and Linux lets such a
 * thread run at once: it is taken to need no core and no CPU time. It stands still with all others while the CPU quota is
 * used up.
 *
 * <p>Every tick is an event. They are few: while no P is taken from a system call, the delay between them reaches 10 ms after
 * about 21 ms, and an idle process has none.
 */
final class Monitor {
    static final long TEN_MILLIS = 10_000_000;
    private static final EventKind TICK = new EventKind("sysmon tick");
    private static final long SHORTEST_NANOS = 20_000;
    private static final int TICKS_BEFORE_BACK_OFF = 50;
    /** Half the time after which a collection is forced. */
    private static final long LONGEST_SLEEP_NANOS = 60_000_000_000L;

    private final Sched s;
    private final ModelEvent tick;
    private long delayNanos;
    private int idleTicks;
    private boolean asleep;
    private boolean woken;

    Monitor(Sched s) {
        this.s = s;
        this.tick = new Tick(s);
    }

    private static final class Tick extends ModelEvent {
        private final Sched s;

        Tick(Sched s) {
            super(s.clock, TICK, EventPriority.RUNTIME, Sched.MONITOR_ID);
            this.s = s;
        }

        @Override
        protected void fire() {
            s.monitor.fire();
        }
    }

    void start() {
        sleep();
    }

    /** Whether it sleeps until it is woken ({@code sched.sysmonwait}). */
    boolean asleep() {
        return asleep;
    }

    /** Ends a deep sleep. */
    void wake() {
        if (asleep) {
            asleep = false;
            woken = true;
            s.clock.retime(tick, s.now() + s.threadWakeNanos);
        }
    }

    private void sleep() {
        if (idleTicks == 0) {
            delayNanos = SHORTEST_NANOS;
        } else if (idleTicks > TICKS_BEFORE_BACK_OFF) {
            delayNanos *= 2;
        }
        delayNanos = Math.min(delayNanos, TEN_MILLIS);
        s.clock.schedule(tick, delayNanos + s.timerSlackNanos);
    }

    private void fire() {
        long now = s.now();
        if (s.cores.throttled()) {
            s.clock.scheduleAt(tick, s.cores.throttledUntilNanos());
            return;
        }
        s.cores.look();
        boolean overslept = asleep;
        asleep = false;
        if (woken) {
            woken = false;
            idleTicks = 0;
            delayNanos = SHORTEST_NANOS;
        } else if (!overslept && !s.config.schedtrace() && (s.gcWaiting || s.idleCount() == s.maxProcs)) {
            long next = s.poller.earliestTimer();
            if (next > now) {
                asleep = true;
                s.clock.schedule(tick, Math.min(LONGEST_SLEEP_NANOS, next - now));
                return;
            }
        }
        work(now);
        sleep();
    }

    private void work(long now) {
        s.poller.pollFromMonitor();
        if (retake(now) > 0) {
            idleTicks = 0;
        } else {
            idleTicks++;
        }
        s.hooks.sysmon(now);
    }

    private int retake(long now) {
        int taken = 0;
        for (int i = 0; i < s.maxProcs; i++) {
            P p = s.allPs.get(i);
            if (p.state != PState.RUNNING && p.state != PState.SYSCALL) {
                continue;
            }
            boolean longSlice = false;
            if (p.seenSchedtick != p.schedtick) {
                p.seenSchedtick = p.schedtick;
                p.seenSchedNanos = now;
            } else if (p.seenSchedNanos + TEN_MILLIS <= now) {
                s.runner.preempt(p);
                longSlice = true;
            }
            if (p.state == PState.SYSCALL && retakeFromSyscall(p, longSlice, now)) {
                taken++;
            }
        }
        return taken;
    }

    private boolean retakeFromSyscall(P p, boolean longSlice, long now) {
        if (!longSlice && p.seenSyscalltick != p.syscalltick) {
            p.seenSyscalltick = p.syscalltick;
            p.seenSyscallNanos = now;
            return false;
        }
        if (!p.hasLocalWork() && s.spinning + s.idleCount() > 0 && p.seenSyscallNanos + TEN_MILLIS > now) {
            return false;
        }
        s.syscalls.claim(p);
        s.threads.handOff(p);
        return true;
    }
}
