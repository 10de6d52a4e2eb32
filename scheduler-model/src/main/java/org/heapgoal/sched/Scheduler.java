package org.heapgoal.sched;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.heapgoal.goruntime.Schedtrace;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.StreamFactory;
import org.jspecify.annotations.Nullable;

/**
 * The Go scheduler of one process on its cores. It acts through the clock: threads' bursts, wake-ups, world stops and the
 * system monitor's ticks are its events. Draws from the stream {@code sched/steal}.
 *
 * <p>Cost of a stretch: the executions' own work, a step in a heap of the running threads, and no event unless something
 * else is due before.
 */
public final class Scheduler implements World {
    private final Sched s;
    private boolean pauseOpen;

    /** Idle Ps and one idle thread; goroutines may be made at once, hooks attached before. */
    public Scheduler(VirtualClock clock, SchedulerConfig config, StreamFactory streams) {
        s = new Sched(clock, config, streams);
        s.start();
    }

    /** Says who answers the scheduler's questions; before that nobody collects garbage. */
    public void attach(RuntimeHooks hooks) {
        s.hooks = hooks;
    }

    /** With false each stretch's end goes through the clock's event list; for tests. */
    void inlineAdvance(boolean allowed) {
        s.cores.inlineAdvance(allowed);
    }

    /** The parts, for tests. */
    Sched sched() {
        return s;
    }

    // Goroutines

    @Override
    public G newGoroutine(Execution execution, @Nullable P by, boolean system) {
        G g = s.newG(execution, by, system);
        s.hooks.made(g, by);
        s.markRunnable(g);
        if (by == null) {
            s.runq.add(g);
            s.mainStarted = true;
            s.threads.startIdle(1);
        } else {
            s.putLocal(s.runningOn(by), g, true);
            s.threads.wakeP();
        }
        return g;
    }

    @Override
    public void ready(G g, @Nullable P by, boolean next) {
        s.wake(g);
        if (by == null) {
            s.runq.add(g);
            s.threads.startIdle(1);
        } else {
            s.putLocal(s.runningOn(by), g, next);
            s.threads.wakeP();
        }
    }

    @Override
    public void inject(List<G> waiting, @Nullable P by) {
        GQueue list = new GQueue();
        for (G g : waiting) {
            s.wake(g);
            list.add(g);
        }
        s.threads.inject(list, by);
    }

    @Override
    public void wakeAt(G g, P p, long atNanos) {
        s.poller.addTimer(g, s.runningOn(p), atNanos);
    }

    @Override
    public boolean cancelWake(G g) {
        return s.poller.removeTimer(g);
    }

    @Override
    public void networkReady(G g) {
        s.poller.networkReady(g);
    }

    @Override
    public void sync(G g) {
        s.runner.sync(g);
    }

    @Override
    public void reconsider(G g) {
        s.runner.reconsider(g);
    }

    @Override
    public void preempt(P p) {
        s.runner.preempt(p);
    }

    @Override
    public void release(G g) {
        s.runner.release(g);
    }

    /** Goroutines that exist, in order of their structures; dead ones whose structure waits for a new one included. */
    public List<G> goroutines() {
        return Collections.unmodifiableList(s.allGs);
    }

    @Override
    public void lockThread(G g) {
        M m = Runner.thread(g);
        g.threadLocks++;
        g.lockedM = m;
        m.lockedG = g;
    }

    @Override
    public void unlockThread(G g) {
        M m = Runner.thread(g);
        if (g.threadLocks > 0 && --g.threadLocks == 0) {
            g.lockedM = null;
            m.lockedG = null;
        }
    }

    /** Threads made so far, the system monitor's included. */
    public int threadsMade() {
        return s.lastMId + 2;
    }

    // The world

    @Override
    public void stopTheWorld(StopReason reason, G by, Consumer<WorldStop> then) {
        s.stopper.stop(reason, by, then);
    }

    @Override
    public boolean passSafePoints(G by) {
        return s.safePoints.ask(by);
    }

    @Override
    public boolean stopping() {
        return s.gcWaiting;
    }

    @Override
    public void startTheWorld() {
        pauseEnded(s.stopper.start());
    }

    @Override
    public void wakeTheWorld() {
        s.stopper.start();
        pauseOpen = true;
    }

    /** Whether the world has been woken and the pause has not ended ({@link #wakeTheWorld}). */
    public boolean pauseOpen() {
        return pauseOpen;
    }

    @Override
    public void pauseEnded(WorldStop stop) {
        pauseOpen = false;
        long started = stop.startedStoppingNanos();
        s.hooks.paused(stop.reason(), stop.finishedStoppingNanos() - started, s.now() - started);
    }

    @Override
    public void setMaxProcs(int procs) {
        s.stopper.setMaxProcs(procs);
    }

    @Override
    public void enableUser(boolean enable) {
        if (s.userDisabled == !enable) {
            return;
        }
        s.userDisabled = !enable;
        if (enable) {
            int waiting = s.disabled.size();
            s.runq.addAll(s.disabled);
            for (int i = 0; i < waiting && s.idleCount() > 0; i++) {
                s.threads.start(null, false);
            }
        }
    }

    @Override
    public int maxProcs() {
        return s.maxProcs;
    }

    @Override
    public List<P> ps() {
        return s.ps;
    }

    @Override
    public int idlePs() {
        return s.idleCount();
    }

    @Override
    public boolean globalQueueEmpty() {
        return s.runq.isEmpty();
    }

    @Override
    public boolean pollWork(P p) {
        if (!s.runq.isEmpty() || p.hasLocalWork()) {
            return true;
        }
        boolean network = s.poller.canPoll();
        if (network) {
            s.poller.pollAll(s.runningOn(p));
        }
        return network;
    }

    @Override
    public long totalProcNanos() {
        return s.stopper.totalProcNanos();
    }

    @Override
    public void wakep() {
        s.threads.wakeP();
    }

    // The machine

    @Override
    public long nowNanos() {
        return s.now();
    }

    /** Changes the CPU quota from now on; 0 CPUs for none. */
    public void setQuota(double cpus, long periodNanos) {
        if (!(cpus >= 0) || (cpus > 0 && periodNanos <= 0)) {
            throw new IllegalArgumentException("no quota: " + cpus + " per " + periodNanos + " ns");
        }
        s.cores.setQuota(cpus, periodNanos);
    }

    /** CPU time that the process's threads have used. */
    public long cpuNanos() {
        return s.cores.cpuNanos();
    }

    /** Time for which threads that wanted to run stood still because the CPU quota was used up. */
    public long throttledNanos() {
        return s.cores.throttledTotalNanos();
    }

    /** Quota periods in which the quota was used up. */
    public long throttledPeriods() {
        return s.cores.throttledPeriods();
    }

    // For reading

    /** The schedtrace line's numbers now. */
    public Schedtrace schedtrace(long millis) {
        return TraceText.schedtrace(s, millis);
    }

    /** The lines of schedtrace with scheddetail, without the last line feed. */
    public String schedDetail(long millis) {
        return TraceText.detail(s, millis);
    }

    /** A digest of all that executed: equal in two runs that did the same at the same instants. */
    public long digest() {
        return s.runner.digest();
    }

    /** Throws with the values if an invariant does not hold; for tests, after an event. */
    public void checkInvariants() {
        new Invariants(s).check();
    }
}
