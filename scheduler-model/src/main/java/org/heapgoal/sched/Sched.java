package org.heapgoal.sched;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.machine.Cores;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.Gathering;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.machine.OtherPrograms;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.NamedStream;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.sim.units.Amd64;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a scheduler share ({@code runtime2.go: schedt}): its lists and counts, and the parts themselves. The
 * parts act on it at single instants, one after the other, so that no lock and no retry of the runtime has a counterpart.
 */
final class Sched {
    /** The system monitor's thread number; it needs neither P nor, in this model, a core. */
    static final int MONITOR_ID = 1;

    /** Of a core's time, what one thread of another program takes at most. */
    private static final double MOST_OTHER_LOAD = 0.95;

    final VirtualClock clock;
    final SchedulerConfig config;
    final GoVersion version;
    final Cores cores;
    final NamedStream stealStream;
    private final NamedStream othersStream;
    RuntimeHooks hooks = new NoHooks();

    final long switchNanos;
    final long threadWakeNanos;
    final long signalNanos;
    final long timerSlackNanos;
    final long syscallNanos;
    final long stopFixedNanos;
    final long stopPerPNanos;
    final long stopRunningNanos;
    final long startFixedNanos;
    final long startPerPNanos;

    int maxProcs;
    final List<P> allPs = new ArrayList<>();
    List<P> ps = List.of();
    final List<M> allMs = new ArrayList<>();
    final ArrayList<G> allGs = new ArrayList<>();
    final FreeSlots freeSlots = new FreeSlots();
    long lastGId;
    int lastMId = MONITOR_ID;
    boolean mainStarted;

    final GQueue runq = new GQueue();
    final ArrayList<P> idlePs = new ArrayList<>();
    final ArrayList<M> idleMs = new ArrayList<>();
    int spinning;
    int idleLocked;
    boolean needSpinning;
    boolean gcWaiting;
    int stopWait;
    boolean userDisabled;
    final GQueue disabled = new GQueue();
    final StealOrder stealOrder = new StealOrder();

    final Threads threads;
    final Runner runner;
    final Finder finder;
    final Poller poller;
    final Syscalls syscalls;
    final Monitor monitor;
    final Stopper stopper;
    final SafePoints safePoints;

    Sched(VirtualClock clock, SchedulerConfig config, StreamFactory streams) {
        this.clock = clock;
        this.config = config;
        this.version = config.version();
        MachineProfile profile = config.profile();
        this.cores = new Cores(
                clock,
                config.cores(),
                Math.max(1, nanos(profile, Cost.OS_SLICE)),
                nanos(profile, Cost.THREAD_SWITCH),
                gathering(profile, streams));
        this.othersStream = streams.stream("machine/others");
        this.stealStream = streams.stream("sched/steal");
        this.switchNanos = nanos(profile, Cost.GOROUTINE_SWITCH);
        this.threadWakeNanos = nanos(profile, Cost.THREAD_WAKE);
        this.signalNanos = nanos(profile, Cost.PREEMPT_SIGNAL);
        this.timerSlackNanos = nanos(profile, Cost.TIMER_SLACK);
        this.syscallNanos = nanos(profile, Cost.SYSCALL);
        this.stopFixedNanos = nanos(profile, Cost.STOP_WORLD);
        this.stopPerPNanos = nanos(profile, Cost.STOP_WORLD_P);
        this.stopRunningNanos = nanos(profile, Cost.STOP_RUNNING);
        this.startFixedNanos = nanos(profile, Cost.START_WORLD);
        this.startPerPNanos = nanos(profile, Cost.START_WORLD_P);
        this.maxProcs = config.maxProcs();
        this.threads = new Threads(this);
        this.runner = new Runner(this);
        this.finder = new Finder(this);
        this.poller = new Poller(this);
        this.syscalls = new Syscalls(this);
        this.monitor = new Monitor(this);
        this.stopper = new Stopper(this);
        this.safePoints = new SafePoints(this);
    }

    private static long nanos(MachineProfile profile, Cost cost) {
        return Amd64.toInt64(StrictMath.rint(profile.of(cost)));
    }

    private static @Nullable Gathering gathering(MachineProfile profile, StreamFactory streams) {
        double share = Math.min(1, profile.of(Cost.GATHERING));
        return share == 0 ? null : new Gathering(share, streams.stream("machine/wakings")::nextDouble);
    }

    /** The first thread, idle Ps, the monitor asleep. */
    void start() {
        M first = new M(this, 0);
        allMs.add(first);
        idleMs.add(first);
        for (int id = 0; id < maxProcs; id++) {
            allPs.add(new P(id));
        }
        for (int id = maxProcs - 1; id >= 0; id--) {
            putIdle(allPs.get(id));
        }
        setMaxProcs(maxProcs);
        if (config.cpuQuota() > 0) {
            cores.setQuota(config.cpuQuota(), config.cpuPeriodNanos());
        }
        startOthers();
        monitor.start();
    }

    /** As many threads as it takes, each with pieces of work of a slice in the mean. */
    private void startOthers() {
        double load = Math.min(config.profile().of(Cost.OTHER_LOAD), MOST_OTHER_LOAD * config.cores());
        if (load <= 0) {
            return;
        }
        int threads = (int) StrictMath.ceil(load / MOST_OTHER_LOAD);
        double meanBurst = Math.max(1, config.profile().of(Cost.OS_SLICE));
        double meanSleep = meanBurst * (threads / load - 1);
        OtherPrograms.start(clock, cores, threads, () -> exponential(meanBurst), () -> exponential(meanSleep));
    }

    private long exponential(double mean) {
        return Amd64.toInt64(-mean * StrictMath.log(1 - othersStream.nextDouble()));
    }

    void setMaxProcs(int procs) {
        maxProcs = procs;
        ps = List.copyOf(allPs.subList(0, procs));
        stealOrder.reset(procs);
    }

    long now() {
        return clock.nowNanos();
    }

    /**
     * From waking a parked thread until it asks for a core: what it takes to bring an idle core back to work. For one that is
     * busy it queues at once.
     */
    long wakeNanos(M m) {
        return cores.findsIdle(m) ? threadWakeNanos : 0;
    }

    // Idle Ps (proc.go: pidleput, pidleget)

    void putIdle(P p) {
        safePoints.pass(p);
        p.state = PState.IDLE;
        p.listed = true;
        idlePs.add(p);
        hooks.pIdle(p, now());
    }

    @Nullable
    P takeIdle() {
        if (idlePs.isEmpty()) {
            return null;
        }
        P p = idlePs.remove(idlePs.size() - 1);
        p.listed = false;
        hooks.pBusy(p, now());
        return p;
    }

    /** For someone who has found work: without an idle P, the next thread that gives one up has to look for work. */
    @Nullable
    P takeIdleForWork() {
        P p = takeIdle();
        if (p == null) {
            needSpinning = true;
        }
        return p;
    }

    int idleCount() {
        return idlePs.size();
    }

    /** The P on which code runs that wakes somebody, as it was named from outside: it must be held by a thread. */
    P runningOn(P by) {
        if (by.m == null) {
            throw new IllegalStateException(
                    "at " + now() + " ns: nothing runs on P" + by.id() + ", which is " + by.state);
        }
        return by;
    }

    // Run queues (proc.go: runqput, globrunqput, globrunqgetbatch)

    void putLocal(P p, G g, boolean next) {
        G put = g;
        if (next) {
            G displaced = p.runnext;
            p.runnext = g;
            if (displaced == null) {
                return;
            }
            put = displaced;
        }
        if (p.queue.size() < LocalQueue.CAPACITY) {
            p.queue.add(put);
            return;
        }
        for (int i = 0; i < LocalQueue.CAPACITY / 2; i++) {
            runq.add(p.queue.remove());
        }
        runq.add(put);
    }

    /** All of a list into the local ring, and what does not fit into the global queue. */
    void putLocalBatch(P p, GQueue list) {
        while (p.queue.size() < LocalQueue.CAPACITY) {
            G g = list.poll();
            if (g == null) {
                return;
            }
            p.queue.add(g);
        }
        runq.addAll(list);
    }

    /** Takes a P's share of the global queue, which is not empty: the first to run, the rest for its ring. */
    G takeGlobalBatch(P p) {
        int batch = Math.min(Math.min(LocalQueue.CAPACITY / 2, runq.size()), runq.size() / maxProcs + 1);
        G first = takeGlobal();
        for (int i = 1; i < batch; i++) {
            p.queue.add(takeGlobal());
        }
        return first;
    }

    G takeGlobal() {
        G g = runq.poll();
        if (g == null) {
            throw new IllegalStateException("the global queue is empty");
        }
        return g;
    }

    // Goroutines

    /** A waiting or running goroutine is runnable from now on; the caller queues or runs it. */
    void markRunnable(G g) {
        g.state = GState.RUNNABLE;
        long now = now();
        g.runnableSinceNanos = now;
        g.stopMarkNanos = stopper.stopClock(now);
        g.throttleMarkNanos = cores.throttledTotalNanos();
    }

    /** The waiting goroutine that somebody wakes is runnable from now on. */
    void wake(G g) {
        if (g.state != GState.WAITING) {
            throw new IllegalStateException("at " + now() + " ns: G" + g.id() + " cannot be made runnable: it is "
                    + g.state + ", last wait \"" + g.waitReason().text() + "\"");
        }
        if (g.timerPlace >= 0) {
            poller.removeTimer(g);
        }
        markRunnable(g);
    }

    G newG(Execution execution, @Nullable P by, boolean system) {
        G g = new G(++lastGId, system);
        g.call(execution);
        int slot = by == null ? freeSlots.takeGlobal() : freeSlots.take(by.freeSlots);
        if (slot < 0) {
            slot = allGs.size();
            allGs.add(g);
        } else {
            allGs.set(slot, g);
        }
        g.slot = slot;
        return g;
    }
}
