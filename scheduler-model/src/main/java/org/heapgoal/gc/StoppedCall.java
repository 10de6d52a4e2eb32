package org.heapgoal.gc;

import java.util.function.Consumer;
import org.heapgoal.machine.Cost;
import org.heapgoal.recording.MemStats;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.StopReason;

/** A call of the program that stops the world: runtime.ReadMemStats or runtime.GOMAXPROCS ({@code proc.go: stopTheWorld}). */
final class StoppedCall extends Routine {
    private enum State {
        CYCLE_SEMAPHORE,
        WORLD_SEMAPHORE,
        STOP,
        STOPPED,
        RESTART,
        LEAVE
    }

    private final StopReason reason;
    private final Runnable action;
    private final boolean excludesCycles;
    private State state;

    private StoppedCall(Work work, StopReason reason, boolean excludesCycles, Runnable action) {
        super(work);
        this.reason = reason;
        this.excludesCycles = excludesCycles;
        this.action = action;
        state = excludesCycles ? State.CYCLE_SEMAPHORE : State.WORLD_SEMAPHORE;
    }

    /** Flushes all caches and reads ({@code mstats.go: ReadMemStats}). */
    static StoppedCall readMemStats(Work work, Collector collector, Consumer<MemStats> to) {
        return new StoppedCall(work, StopReason.READ_MEM_STATS, false, () -> {
            for (P p : work.world.ps()) {
                work.heap.flush(p.id());
            }
            to.accept(work.heap.memStats(collector.memStats()));
        });
    }

    /** Changes GOMAXPROCS; waits for a running cycle first ({@code debug.go: GOMAXPROCS}). */
    static StoppedCall setMaxProcs(Work work, int procs) {
        return new StoppedCall(work, StopReason.GOMAXPROCS, true, () -> work.world.setMaxProcs(procs));
    }

    /** The same by the runtime itself, which leaves alone what the program has set meanwhile. */
    static StoppedCall updateMaxProcs(Work work, int procs) {
        return new StoppedCall(work, StopReason.GOMAXPROCS, true, () -> {
            if (!work.maxProcsCustom && procs != work.world.maxProcs()) {
                work.world.setMaxProcs(procs);
            }
        });
    }

    @Override
    public boolean preemptOff(G g) {
        return state.compareTo(State.STOPPED) >= 0;
    }

    @Override
    long step(G g, P p, long nowNanos) {
        return switch (state) {
            case CYCLE_SEMAPHORE -> {
                state = State.WORLD_SEMAPHORE;
                yield work.gcSema.acquire(g) ? 0 : BLOCK;
            }
            case WORLD_SEMAPHORE -> {
                state = State.STOP;
                yield work.worldSema.acquire(g) ? 0 : BLOCK;
            }
            case STOP -> {
                state = State.STOPPED;
                yield work.stopWorld(reason, g);
            }
            case STOPPED -> {
                state = State.RESTART;
                yield stoppedNanos();
            }
            case RESTART -> {
                action.run();
                work.world.wakeTheWorld();
                state = State.LEAVE;
                // The goroutine may be on another P from here on: it is asked again.
                yield 1;
            }
            case LEAVE -> {
                work.world.pauseEnded(work.stopped());
                work.worldSema.release(p);
                if (excludesCycles) {
                    work.gcSema.release(p);
                }
                yield RETURN;
            }
        };
    }

    private long stoppedNanos() {
        return reason == StopReason.READ_MEM_STATS
                ? work.costs.of(Cost.READ_MEM_STATS, Cost.CACHE_FLUSH_P, work.world.maxProcs())
                : 0;
    }
}
