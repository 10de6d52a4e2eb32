package org.heapgoal.sched;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.machine.Cost;
import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.StreamFactory;
import org.jspecify.annotations.Nullable;

/** A clock, a scheduler on a machine where nothing costs but what a test says, and a log of what scripts did. */
final class Fixture {
    static final long MS = 1_000_000;

    final VirtualClock clock = new VirtualClock();
    final List<String> log = new ArrayList<>();
    private final Profiles profiles = Profiles.free();
    private GoVersion version = GoVersion.GO_1_25;
    private boolean asyncPreemptOff;
    private int cores = 64;
    private double quota;
    private @Nullable Scheduler made;

    Fixture cost(Cost cost, double value) {
        profiles.with(cost, value);
        return this;
    }

    Fixture version(GoVersion wanted) {
        version = wanted;
        return this;
    }

    Fixture asyncPreemptOff() {
        asyncPreemptOff = true;
        return this;
    }

    Fixture cores(int wanted) {
        cores = wanted;
        return this;
    }

    Fixture quota(double cpus) {
        quota = cpus;
        return this;
    }

    Scheduler procs(int procs) {
        Scheduler scheduler = new Scheduler(
                clock,
                new SchedulerConfig(version, procs, cores, quota, 100 * MS, profiles.profile(), asyncPreemptOff, false),
                new StreamFactory(1, 0));
        made = scheduler;
        return scheduler;
    }

    Script script(String name) {
        return new Script(name, log);
    }

    /** A script that runs for good. */
    Script loop(String name) {
        return script(name).run(1L << 50);
    }

    /** A goroutine that nobody made in particular. */
    G go(Script script) {
        return scheduler().newGoroutine(script, null, false);
    }

    /** Does something at an instant, before anything else does. */
    void at(long nanos, Runnable action) {
        clock.scheduleAt(
                new ModelEvent(clock, new EventKind("test"), EventPriority.SCENARIO, 0) {
                    @Override
                    protected void fire() {
                        action.run();
                    }
                },
                nanos);
    }

    /** Runs with the invariants checked after every event. */
    void run(long untilNanos) {
        at(untilNanos, () -> {});
        while (clock.nowNanos() < untilNanos && clock.step()) {
            scheduler().checkInvariants();
        }
    }

    private Scheduler scheduler() {
        Scheduler scheduler = made;
        if (scheduler == null) {
            throw new IllegalStateException("no scheduler yet");
        }
        return scheduler;
    }
}
