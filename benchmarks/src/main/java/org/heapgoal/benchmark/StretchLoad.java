package org.heapgoal.benchmark;

import java.util.EnumMap;
import java.util.Map;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.Scheduler;
import org.heapgoal.sched.SchedulerConfig;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.StreamFactory;

/** Goroutines that do nothing but ask for the next stretch, one on each P: what is left is the scheduler's own cost. */
final class StretchLoad {
    /** Stretches that a call of {@link #run} gets through, about. */
    static final int STRETCHES = 100_000;

    private static final long SHORTEST_NANOS = 1_000;

    private final VirtualClock clock = new VirtualClock();
    private final Loop[] loops;
    private final long runNanos;

    /** That many Ps on as many cores, and a goroutine for each. */
    StretchLoad(int procs) {
        Scheduler scheduler = new Scheduler(
                clock,
                new SchedulerConfig(GoVersion.DEFAULT, procs, procs, 0, 0, free(), false, false),
                new StreamFactory(1, 0));
        loops = new Loop[procs];
        for (int i = 0; i < procs; i++) {
            loops[i] = new Loop(SHORTEST_NANOS + i);
            scheduler.newGoroutine(loops[i], null, false);
        }
        // A stretch is 31.5 ns longer than the shortest, on average, and half a nanosecond more for each P.
        runNanos = STRETCHES * (SHORTEST_NANOS + 31) / procs;
    }

    private static MachineProfile free() {
        Map<Cost, MachineProfile.Entry> entries = new EnumMap<>(Cost.class);
        for (Cost cost : Cost.values()) {
            entries.put(cost, new MachineProfile.Entry(cost == Cost.OS_SLICE ? 3e6 : 0, 0, "benchmark"));
        }
        return new MachineProfile("free", "Nothing costs anything.", false, entries);
    }

    /** Runs on; answers how many stretches there have been in all. */
    long run() {
        clock.runUntil(clock.nowNanos() + runNanos);
        long stretches = 0;
        for (Loop loop : loops) {
            stretches += loop.stretches;
        }
        return stretches;
    }

    private static final class Loop extends Execution {
        private final long shortestNanos;
        private long leftNanos;
        private long stretches;

        Loop(long shortestNanos) {
            this.shortestNanos = shortestNanos;
        }

        @Override
        public long next(G g, P p, long nowNanos) {
            if (leftNanos == 0) {
                leftNanos = shortestNanos + (stretches++ & 63);
            }
            return leftNanos;
        }

        @Override
        public void ran(G g, P p, long cpuNanos) {
            leftNanos -= cpuNanos;
        }
    }
}
