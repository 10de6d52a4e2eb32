package org.heapgoal.sched;

import org.heapgoal.machine.CoreThread;
import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.jspecify.annotations.Nullable;

/** An operating-system thread ({@code runtime2.go: m}). */
public final class M extends CoreThread {
    private static final EventKind ALARM = new EventKind("thread alarm");

    private final int id;
    private final Sched sched;

    /** The end of a sleep: of a wake-up, a system call, a wait before stealing, a blocking poll. */
    final ModelEvent alarm;

    MPhase phase = MPhase.PARKED;

    @Nullable
    P p;

    /** Given to it while it slept. */
    @Nullable
    P nextP;

    /** Left behind at a system call. */
    @Nullable
    P oldP;

    @Nullable
    G current;

    @Nullable
    G lockedG;

    boolean spinning;

    /** What is left of its goroutine's stretch. */
    long stretchNanos;

    /** The stretch was cut off for its goroutine to be asked anew. */
    boolean reconsider;

    /** The goroutine was released before it was held. */
    boolean releasedEarly;

    /** {@link CoreThread#waits} that its goroutine's figures contain. */
    int waitsSeen;

    long queuedSeenNanos;
    long throttledSeenNanos;
    final Search search = new Search();

    M(Sched sched, int id) {
        super(id);
        this.id = id;
        this.sched = sched;
        this.alarm = new Alarm();
    }

    /** The number in trace lines, from 0. */
    public int id() {
        return id;
    }

    P heldP() {
        P mine = p;
        if (mine == null) {
            throw new IllegalStateException("M" + id + " has no P in phase " + phase);
        }
        return mine;
    }

    G runningG() {
        G g = current;
        if (g == null) {
            throw new IllegalStateException("M" + id + " has no goroutine in phase " + phase);
        }
        return g;
    }

    @Override
    protected void burstEnded() {
        if (phase == MPhase.RUNNING) {
            sched.runner.stretchEnded(this);
        } else {
            sched.threads.burstEnded(this);
        }
    }

    private final class Alarm extends ModelEvent {
        Alarm() {
            super(sched.clock, ALARM, EventPriority.MACHINE, id);
        }

        @Override
        protected void fire() {
            sched.threads.alarm(M.this);
        }
    }

    /** Where a thread's search for work stands while it waits before it takes a runnext. */
    static final class Search {
        long pollUntilNanos;
        boolean ranTimer;
        int position;
        int step;
        int visited;

        @Nullable
        G expected;
    }
}
