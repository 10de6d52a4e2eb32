package org.heapgoal.machine;

import java.util.Arrays;
import org.heapgoal.machine.CoreThread.State;
import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.heapgoal.sim.event.VirtualClock;
import org.jspecify.annotations.Nullable;

/**
 * The cores under a process, and the operating system that puts its threads on them.
 *
 * <p>Threads that find no free core wait for one, in one queue for all ({@link OneQueue}) or in one for each core
 * ({@link CoreQueues}), and pay for the switch when they get it. With one queue and a core for every thread nothing of this happens
 * and nothing is paid.
 *
 * <p>With a CPU quota (see {@link CpuQuota}) all threads stop when a period's quota is used up, until the next begins.
 *
 * <p><b>Bursts.</b> The ends of all bursts that get on are kept in a heap of their own behind one event of the clock. When
 * it fires, threads are told in order of (instant, number), one after the other, for as long as no other event is due
 * ({@link VirtualClock#advanceTo}). A burst thus costs a step in a small heap and nothing in the event list.
 */
public final class Cores {
    private static final EventKind BURST_END = new EventKind("burst end");
    private static final EventKind SLICE_END = new EventKind("slice end");
    private static final EventKind QUOTA = new EventKind("cpu quota");

    /** Linux's least slice on one core ({@code kernel/sched/fair.c: sysctl_sched_base_slice}, 0.70 ms since 6.15, 0.75 before). */
    private static final long BASE_SLICE_NANOS = 700_000;

    /** From this many cores on it gets no longer ({@code fair.c: get_update_sysctl_factor}). */
    private static final int MOST_CORES = 8;

    private final VirtualClock clock;
    private final int cores;
    private final long switchNanos;
    private final CpuQuota quota = new CpuQuota();
    private final ModelEvent burstEnd;
    private final ModelEvent sliceEnd;
    private final ModelEvent quotaEvent;

    private final BurstHeap bursts = new BurstHeap();
    private CoreThread[] on = new CoreThread[8];
    private int onCount;
    private int foreignOn;

    private final ThreadQueues queues;

    /** The thread whose burst has just ended, while it is told. */
    private @Nullable CoreThread acting;

    private boolean inline = true;
    private boolean inLoop;
    private boolean throttled;
    private long throttledSinceNanos;
    private long throttledNanos;
    private long throttledPeriods;
    private long cpuNanos;
    private long cpuUntilNanos;
    private long chargedNanos;

    /**
     * Cores with no thread on them, and one queue for all.
     *
     * @param cores at least 1
     * @param sliceNanos how long a thread keeps its core while others wait, at least 1
     * @param switchNanos CPU time that a switch between threads costs the one that comes
     */
    public Cores(VirtualClock clock, int cores, long sliceNanos, long switchNanos) {
        this(clock, cores, sliceNanos, switchNanos, null);
    }

    /**
     * Cores with no thread on them.
     *
     * @param cores at least 1
     * @param sliceNanos how long a thread keeps its core while others wait, the time between two ticks of the timer; at least 1
     * @param switchNanos CPU time that a switch between threads costs the one that comes
     * @param gathering null for one queue for all cores, else each has its own
     */
    public Cores(VirtualClock clock, int cores, long sliceNanos, long switchNanos, @Nullable Gathering gathering) {
        if (cores < 1 || sliceNanos < 1 || switchNanos < 0) {
            throw new IllegalArgumentException(
                    "no cores with slices: " + cores + " cores, " + sliceNanos + " ns, " + switchNanos + " ns");
        }
        this.clock = clock;
        this.cores = cores;
        int doublings = 31 - Integer.numberOfLeadingZeros(Math.min(cores, MOST_CORES));
        long leastSliceNanos = Math.min(sliceNanos, BASE_SLICE_NANOS * (1 + doublings));
        this.queues = gathering == null
                ? new OneQueue(this, sliceNanos, leastSliceNanos)
                : new CoreQueues(this, cores, sliceNanos, leastSliceNanos, gathering);
        this.switchNanos = switchNanos;
        this.burstEnd = new Action(clock, BURST_END, EventPriority.GOROUTINE, this::endBursts);
        this.sliceEnd = new Action(clock, SLICE_END, EventPriority.MACHINE, this::endSlices);
        this.quotaEvent = new Action(clock, QUOTA, EventPriority.MACHINE, this::quotaDue);
    }

    private static final class Action extends ModelEvent {
        private final Runnable action;

        Action(VirtualClock clock, EventKind kind, int priority, Runnable action) {
            super(clock, kind, priority, 0);
            this.action = action;
        }

        @Override
        protected void fire() {
            action.run();
        }
    }

    /** With false every burst's end goes through the event list: slower, and for showing that it makes no difference. */
    public void inlineAdvance(boolean allowed) {
        inline = allowed;
    }

    // Threads

    /**
     * A sleeping thread is about to be woken, by the thread whose burst has just ended or else by a timer.
     *
     * @return whether it will find a core that does nothing now
     */
    public boolean findsIdle(CoreThread thread) {
        return queues.findsIdle(thread, acting);
    }

    /** Something short has run on a core that had nothing to do, which looks for a thread that waits for another before it idles. */
    public void look() {
        if (queues.size() > 0 && anyIdle() && !throttled) {
            queues.look();
            settle();
        }
    }

    /** A sleeping thread wants a core, to get on with a burst. */
    public void wake(CoreThread thread, long burstNanos) {
        if (thread.state != State.OFF) {
            throw new IllegalStateException("thread " + thread.order + " is awake already");
        }
        thread.leftNanos = burstNanos;
        thread.usedNanos = 0;
        thread.throttleMarkNanos = throttledTotalNanos();
        queues.woken(thread);
        settle();
    }

    /** A thread on a core goes to sleep; what it has not taken of its burst is forgotten. */
    public void block(CoreThread thread) {
        if (thread.state != State.ON) {
            throw new IllegalStateException("thread " + thread.order + " is not on a core");
        }
        takeOff(thread);
        thread.state = State.OFF;
        thread.leftNanos = 0;
        queues.left(thread);
        settle();
    }

    /** A thread's burst is this long from now on. What has passed of an earlier one should have been taken. */
    public void burst(CoreThread thread, long nanos) {
        thread.leftNanos = nanos;
        if (thread.heapPlace >= 0) {
            bursts.move(thread, thread.sinceNanos + nanos);
            if (!inLoop) {
                armBurstEnd();
            }
        }
    }

    /**
     * Gives a thread a burst and passes its time at once, if nothing else happens before its end: it is as if {@link #burst}
     * had been called, the burst had ended and its time had been {@linkplain #take taken}.
     *
     * @param nanos at least 1
     * @return false, with nothing done, where another thread's burst or an event of the clock comes first
     */
    public boolean passAtOnce(CoreThread thread, long nanos) {
        long endNanos = thread.sinceNanos + nanos;
        if (!inLoop
                || !inline
                || thread.usedNanos != 0
                || !bursts.endsFirst(thread, endNanos)
                || !clock.advanceTo(endNanos)) {
            return false;
        }
        thread.sinceNanos = endNanos;
        thread.leftNanos = 0;
        return true;
    }

    /** CPU time of the burst that has passed since the last call. */
    public long take(CoreThread thread) {
        if (thread.heapPlace >= 0) {
            long now = clock.nowNanos();
            long passed = now - thread.sinceNanos;
            if (passed > 0) {
                thread.sinceNanos = now;
                thread.leftNanos -= passed;
                thread.usedNanos += passed;
            }
        }
        long used = thread.usedNanos;
        thread.usedNanos = 0;
        return used;
    }

    /** Charges a thread CPU time that it has to pay before its burst gets on. */
    public void charge(CoreThread thread, long nanos) {
        if (nanos == 0) {
            return;
        }
        chargedNanos += nanos;
        if (thread.heapPlace < 0) {
            thread.owedNanos += nanos;
            return;
        }
        long passed = Math.max(0, clock.nowNanos() - thread.sinceNanos);
        thread.usedNanos += passed;
        thread.leftNanos -= passed;
        thread.sinceNanos += passed + nanos;
        bursts.move(thread, thread.sinceNanos + thread.leftNanos);
        if (!inLoop) {
            armBurstEnd();
        }
    }

    /** Of what a thread was charged, what it has not paid yet. */
    public long owedNanos(CoreThread thread) {
        return thread.heapPlace < 0 ? thread.owedNanos : Math.max(0, thread.sinceNanos - clock.nowNanos());
    }

    // Quota

    /** Changes the CPU quota from now on; 0 CPUs for none. */
    public void setQuota(double cpus, long periodNanos) {
        quota.account(running(), clock.nowNanos());
        quota.set(cpus, periodNanos, clock.nowNanos());
        if (throttled) {
            unthrottle();
        }
        settle();
    }

    /** Whether the quota is used up and all threads stand still. */
    public boolean throttled() {
        return throttled;
    }

    /** When a throttled process goes on. */
    public long throttledUntilNanos() {
        return quota.periodEndNanos();
    }

    /** Time until now for which the quota was used up. */
    public long throttledTotalNanos() {
        return throttled ? throttledNanos + (clock.nowNanos() - throttledSinceNanos) : throttledNanos;
    }

    /** Number of periods in which the quota was used up ({@code cpu.stat: nr_throttled}). */
    public long throttledPeriods() {
        return throttledPeriods;
    }

    // Figures

    /** CPU time that threads have had, switches included. */
    public long cpuNanos() {
        return cpuNanos + running() * (clock.nowNanos() - cpuUntilNanos);
    }

    /** CPU time charged on top of bursts, thread switches included, whether paid already or not. */
    public long chargedNanos() {
        return chargedNanos;
    }

    /** Threads on cores. */
    public int onCores() {
        return onCount;
    }

    /** Threads that wait for a core. */
    public int queued() {
        return queues.size();
    }

    private int running() {
        return throttled ? 0 : onCount - foreignOn;
    }

    // Bursts

    private void endBursts() {
        inLoop = true;
        try {
            do {
                acting = bursts.first();
                acting.burstEnded();
            } while (inline && !bursts.isEmpty() && clock.advanceTo(bursts.firstNanos()));
        } finally {
            inLoop = false;
            acting = null;
        }
        armBurstEnd();
    }

    private void armBurstEnd() {
        if (bursts.isEmpty()) {
            clock.cancel(burstEnd);
        } else {
            armAt(burstEnd, bursts.firstNanos());
        }
    }

    private void armAt(ModelEvent event, long atNanos) {
        if (!event.isPending()) {
            clock.scheduleAt(event, atNanos);
        } else if (event.atNanos() != atNanos) {
            clock.retime(event, atNanos);
        }
    }

    /** Brings the clock's events up to date after threads came, went or changed places. */
    private void settle() {
        if (!inLoop) {
            armBurstEnd();
        }
        if (queues.size() > 0 && !throttled) {
            armAt(sliceEnd, Math.max(clock.nowNanos(), queues.turnsAtNanos()));
        } else if (sliceEnd.isPending()) {
            clock.cancel(sliceEnd);
        }
        if (!quota.unlimited() && !throttled) {
            quota.account(onCount - foreignOn, clock.nowNanos());
            long at = quota.exhaustedAtNanos(onCount - foreignOn);
            if (at != CpuQuota.NEVER) {
                armAt(quotaEvent, at);
                return;
            }
        }
        if (quotaEvent.isPending() && !throttled) {
            clock.cancel(quotaEvent);
        }
    }

    private void quotaDue() {
        if (throttled) {
            quota.account(0, clock.nowNanos());
            unthrottle();
        } else {
            quota.account(onCount - foreignOn, clock.nowNanos());
            if (quota.usedUp()) {
                throttle();
                return;
            }
        }
        settle();
    }

    private void throttle() {
        countCpu();
        for (int i = 0; i < onCount; i++) {
            if (!on[i].foreign) {
                pause(on[i]);
            }
        }
        throttled = true;
        throttledPeriods++;
        throttledSinceNanos = clock.nowNanos();
        armAt(quotaEvent, quota.periodEndNanos());
        clock.cancel(sliceEnd);
        armBurstEnd();
    }

    private void unthrottle() {
        countCpu();
        long length = clock.nowNanos() - throttledSinceNanos;
        throttledNanos += length;
        throttled = false;
        for (int i = 0; i < onCount; i++) {
            CoreThread thread = on[i];
            if (!thread.foreign) {
                thread.sliceSinceNanos += length;
                settleThrottling(thread);
                resume(thread);
            }
        }
    }

    // Cores and their queue

    void putOn(CoreThread thread) {
        account();
        if (onCount == on.length) {
            on = Arrays.copyOf(on, 2 * onCount);
        }
        thread.state = State.ON;
        thread.corePlace = onCount;
        on[onCount++] = thread;
        foreignOn += thread.foreign ? 1 : 0;
        thread.sliceSinceNanos = clock.nowNanos();
        if (!throttled || thread.foreign) {
            resume(thread);
        }
    }

    private void takeOff(CoreThread thread) {
        account();
        settleThrottling(thread);
        if (!throttled || thread.foreign) {
            pause(thread);
        }
        foreignOn -= thread.foreign ? 1 : 0;
        thread.lastOnNanos = clock.nowNanos();
        CoreThread last = on[--onCount];
        on[thread.corePlace] = last;
        last.corePlace = thread.corePlace;
        thread.corePlace = -1;
    }

    private void account() {
        countCpu();
        quota.account(running(), clock.nowNanos());
    }

    private void countCpu() {
        long now = clock.nowNanos();
        cpuNanos += running() * (now - cpuUntilNanos);
        cpuUntilNanos = now;
    }

    private void settleThrottling(CoreThread thread) {
        long total = throttledTotalNanos();
        if (total != thread.throttleMarkNanos) {
            thread.waited(0, total - thread.throttleMarkNanos);
            thread.throttleMarkNanos = total;
        }
    }

    // For the queues

    long nowNanos() {
        return clock.nowNanos();
    }

    boolean anyIdle() {
        return onCount < cores;
    }

    /** A thread waits from now on. */
    void queued(CoreThread thread) {
        thread.state = State.QUEUED;
        thread.waitSinceNanos = clock.nowNanos();
    }

    /** A thread on a core must wait for one. */
    void suspend(CoreThread thread) {
        takeOff(thread);
        queued(thread);
    }

    /** A thread that waited is put on a core, and pays for the switch. */
    void putOnQueued(CoreThread thread) {
        long total = throttledTotalNanos();
        long held = total - thread.throttleMarkNanos;
        thread.throttleMarkNanos = total;
        thread.waited(clock.nowNanos() - thread.waitSinceNanos - held, held);
        charge(thread, switchNanos);
        putOn(thread);
    }

    private void endSlices() {
        queues.turns();
        settle();
    }

    /** The thread that has been on longest. */
    CoreThread longestOn() {
        CoreThread longest = on[0];
        for (int i = 1; i < onCount; i++) {
            CoreThread thread = on[i];
            if (thread.sliceSinceNanos < longest.sliceSinceNanos
                    || (thread.sliceSinceNanos == longest.sliceSinceNanos && thread.order < longest.order)) {
                longest = thread;
            }
        }
        return longest;
    }

    // Whose burst gets on

    private void resume(CoreThread thread) {
        thread.sinceNanos = clock.nowNanos() + thread.owedNanos;
        thread.owedNanos = 0;
        bursts.add(thread, thread.sinceNanos + thread.leftNanos);
    }

    private void pause(CoreThread thread) {
        long passed = clock.nowNanos() - thread.sinceNanos;
        if (passed >= 0) {
            thread.leftNanos -= passed;
            thread.usedNanos += passed;
        } else {
            thread.owedNanos = -passed;
        }
        bursts.remove(thread);
    }
}
