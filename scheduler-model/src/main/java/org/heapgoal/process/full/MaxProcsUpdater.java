package org.heapgoal.process.full;

import java.util.List;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.WaitReason;
import org.heapgoal.sched.World;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a GOMAXPROCS that nobody set equal to its default while the container's quota changes ({@code proc.go:
 * sysmonUpdateGOMAXPROCS, updateMaxProcsGoroutine}).
 */
final class MaxProcsUpdater extends Execution {
    private static final long PERIOD_NANOS = 1_000_000_000;
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final GoProcess process;
    private final World world;
    private @Nullable G self;
    private boolean idle;
    private long lastNanos = LONG_AGO;
    private int wanted;

    MaxProcsUpdater(GoProcess process, World world) {
        this.process = process;
        this.world = world;
    }

    /** Starts the goroutine, which waits. */
    void start() {
        self = world.newGoroutine(this, null, true);
    }

    /** The system monitor's tick: compares with the default at most once per second. */
    void sysmon(long nowNanos) {
        G g = self;
        if (g == null || process.maxProcsCustom() || lastNanos + PERIOD_NANOS > nowNanos) {
            return;
        }
        lastNanos = nowNanos;
        int procs = process.defaultMaxProcs();
        if (procs != world.maxProcs() && idle) {
            idle = false;
            wanted = procs;
            world.inject(List.of(g), null);
        }
    }

    @Override
    public long next(G g, P p, long nowNanos) {
        if (wanted != 0) {
            int procs = wanted;
            wanted = 0;
            g.call(process.collector.updateMaxProcs(procs));
            return CALL;
        }
        idle = true;
        g.waitReason(WaitReason.GOMAXPROCS_UPDATER_IDLE);
        return BLOCK;
    }

    /** Its own work takes no time. */
    @Override
    public void ran(G g, P p, long cpuNanos) {
        throw new IllegalStateException("the GOMAXPROCS updater ran " + cpuNanos + " ns");
    }
}
