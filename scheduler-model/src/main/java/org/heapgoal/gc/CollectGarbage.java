package org.heapgoal.gc;

import org.heapgoal.sched.G;
import org.heapgoal.sched.P;

/**
 * A whole cycle that begins after the call ({@code mgc.go: GC}), and for {@code debug.FreeOSMemory} the return of all free
 * memory after it.
 */
final class CollectGarbage extends Routine {
    private enum State {
        BEGIN,
        FIRST_MARK,
        START,
        SECOND_MARK,
        SWEEP,
        SWEPT,
        WAIT_FOR_SWEEP,
        SCAVENGE,
        LEAVE
    }

    /** A turn of waiting for other sweepers takes so long. */
    private static final long SPIN_NANOS = 1000;

    private final boolean freeMemory;
    private State state = State.BEGIN;
    private long number;
    private boolean spun;

    CollectGarbage(Work work, boolean freeMemory) {
        super(work);
        this.freeMemory = freeMemory;
    }

    @Override
    long step(G g, P p, long nowNanos) {
        switch (state) {
            case BEGIN -> {
                number = work.cycles;
                state = State.FIRST_MARK;
                return 0;
            }
            case FIRST_MARK -> {
                return waitForMark(number, State.START, g);
            }
            case START -> {
                state = State.SECOND_MARK;
                g.call(new CycleStart(work, GcTrigger.CYCLE, number + 1));
                return CALL;
            }
            case SECOND_MARK -> {
                return waitForMark(number + 1, State.SWEEP, g);
            }
            case SWEEP -> {
                long nanos = work.cycles == number + 1 ? work.sweeping.sweep(1, p, nowNanos) : 0;
                state = nanos > 0 ? State.SWEPT : State.WAIT_FOR_SWEEP;
                return nanos;
            }
            case SWEPT -> {
                state = State.SWEEP;
                return YIELD;
            }
            case WAIT_FOR_SWEEP -> {
                if (work.cycles == number + 1 && !work.sweeping.isDone()) {
                    spun = !spun;
                    return spun ? SPIN_NANOS : YIELD;
                }
                state = State.SCAVENGE;
                return 0;
            }
            case SCAVENGE -> {
                state = State.LEAVE;
                return freeMemory ? work.owner.scavengeAll() : 0;
            }
            case LEAVE -> {
                return RETURN;
            }
        }
        throw new IllegalStateException("no step " + state);
    }

    private long waitForMark(long cycle, State then, G g) {
        if (!work.waiters.markDone(cycle, g)) {
            return BLOCK;
        }
        state = then;
        return 0;
    }
}
