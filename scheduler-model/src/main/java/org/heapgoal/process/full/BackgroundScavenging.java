package org.heapgoal.process.full;

import java.util.List;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.scavenger.BackgroundScavenger;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.WaitReason;
import org.heapgoal.sched.World;
import org.jspecify.annotations.Nullable;

/**
 * The background scavenger's goroutine: runs under {@link BackgroundScavenger}, parks when there is nothing to release and
 * sleeps off what it worked ({@code mgcscavenge.go: bgscavenge}).
 *
 * <p>A wake-up works only on a scavenger that is parked or asleep; one that comes while it runs stays pending, and the
 * system monitor tries again at each tick.
 */
final class BackgroundScavenging extends Execution {
    private enum State {
        NEW,
        PARKED,
        ASLEEP,
        WORKING
    }

    private final World world;
    private final Scavenging scavenging;
    private final Runnable onChange;
    private final BackgroundScavenger law =
            new BackgroundScavenger(OsPages.LINUX_AMD64.physPageBytes(), /* costRatio= */ 0);
    private @Nullable G self;
    private State state = State.NEW;
    private boolean wakeable;
    private boolean wakePending;
    private long sinceNanos;
    private long endNanos;
    private long restNanos;
    private long released;

    /** A scavenger that is not started; onChange is called when memory was released. */
    BackgroundScavenging(World world, Scavenging scavenging, Runnable onChange) {
        this.world = world;
        this.scavenging = scavenging;
        this.onChange = onChange;
    }

    /** Starts the goroutine, which parks. */
    void start() {
        self = world.newGoroutine(this, null, true);
    }

    /** Asks the system monitor to wake the scavenger ({@code scavengerState.ready}). */
    void request() {
        wakePending = true;
    }

    /** The system monitor's tick. */
    void sysmon() {
        if (wakePending) {
            wake(null);
        }
    }

    /** Wakes the scavenger if it is parked or asleep; by is the P on which the waking code runs, if any. */
    void wake(@Nullable P by) {
        G g = self;
        if (!wakeable || g == null) {
            return;
        }
        wakeable = false;
        wakePending = false;
        if (state == State.PARKED || world.cancelWake(g)) {
            world.inject(List.of(g), by);
        }
    }

    /** Whether the controller failed since this was last asked. */
    boolean takeControllerReset() {
        return law.takeControllerReset();
    }

    @Override
    public long next(G g, P p, long nowNanos) {
        switch (state) {
            case NEW -> {
                return park(g);
            }
            case PARKED -> wakeable = false;
            case ASLEEP -> {
                if (wakeable) {
                    // Its own timer woke it, which counts like any other wake-up.
                    wakeable = false;
                    wakePending = false;
                }
                law.woke(nowNanos - sinceNanos, world.maxProcs());
            }
            case WORKING -> {
                if (restNanos > 0) {
                    return restNanos;
                }
                pieceDone(endNanos);
                return work(g, p, nowNanos);
            }
        }
        law.startRun();
        state = State.WORKING;
        return work(g, p, nowNanos);
    }

    private long work(G g, P p, long nowNanos) {
        while (law.wantsQuantum() && scavenging.workNeeded()) {
            released = scavenging.releaseInBackground(BackgroundScavenger.QUANTUM_BYTES);
            sinceNanos = nowNanos;
            restNanos = scavenging.lastNanos();
            onChange.run();
            if (restNanos > 0) {
                return restNanos;
            }
            pieceDone(nowNanos);
        }
        if (law.endRun() == 0) {
            return park(g);
        }
        sinceNanos = nowNanos;
        state = State.ASLEEP;
        wakeable = true;
        g.waitReason(WaitReason.SLEEP);
        world.wakeAt(g, p, nowNanos + law.sleep(law.workedNanos()));
        return BLOCK;
    }

    private void pieceDone(long nowNanos) {
        long nanos = nowNanos - sinceNanos;
        scavenging.addBackgroundNanos(nanos);
        law.quantumDone(released, nanos);
    }

    private long park(G g) {
        state = State.PARKED;
        wakeable = true;
        g.waitReason(WaitReason.GC_SCAVENGE_WAIT);
        return BLOCK;
    }

    @Override
    public void ran(G g, P p, long cpuNanos) {
        restNanos -= cpuNanos;
        if (restNanos == 0) {
            // Not when it goes on: it may lose its P now and wait long for another.
            endNanos = world.nowNanos();
        }
    }

    /** A piece is released on the system stack, where nothing is preempted. */
    @Override
    public long safePointNanos(G g) {
        return NOT_PREEMPTIBLE;
    }
}
