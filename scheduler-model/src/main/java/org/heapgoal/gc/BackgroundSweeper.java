package org.heapgoal.gc;

import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.WaitReason;
import org.jspecify.annotations.Nullable;

/** The goroutine that sweeps while nobody else wants its P ({@code mgcsweep.go: bgsweep}). */
final class BackgroundSweeper extends Routine {
    /** Spans between two looks at whether somebody else wants the P. */
    private static final int BATCH = 10;

    /** A turn of waiting for another sweeper to end takes so long. */
    private static final long SPIN_NANOS = 1000;

    private enum State {
        SWEEP,
        SWEPT,
        FREE_WORKBUFS,
        FREED,
        PARK
    }

    private State state = State.PARK;
    private @Nullable G self;
    private boolean parked;

    BackgroundSweeper(Work work) {
        super(work);
    }

    /** Spans are there to be swept: runs next on the P if it slept ({@code ready(sweep.g)}). */
    void wake(P p) {
        G g = self;
        if (parked && g != null) {
            parked = false;
            work.world.ready(g, p, true);
        }
    }

    @Override
    long step(G g, P p, long nowNanos) {
        self = g;
        switch (state) {
            case SWEEP -> {
                long nanos = work.sweeping.sweep(BATCH, p, nowNanos);
                state = nanos > 0 ? State.SWEPT : State.FREE_WORKBUFS;
                return nanos;
            }
            case SWEPT -> {
                state = State.SWEEP;
                return yieldIfBusy(g);
            }
            case FREE_WORKBUFS -> {
                state = work.heap.freeWorkbufSpans() ? State.FREED : State.PARK;
                return 0;
            }
            case FREED -> {
                state = State.FREE_WORKBUFS;
                return yieldIfBusy(g);
            }
            case PARK -> {
                if (!work.sweeping.isDone()) {
                    // Another sweeper is still at it, or a cycle has begun and ended meanwhile.
                    state = State.SWEPT;
                    return SPIN_NANOS;
                }
                state = State.SWEEP;
                parked = true;
                g.waitReason(WaitReason.GC_SWEEP_WAIT);
                return BLOCK;
            }
        }
        throw new IllegalStateException("no step " + state);
    }

    private long yieldIfBusy(G g) {
        return g.preemptRequested() || work.world.idlePs() == 0 ? YIELD : 0;
    }
}
