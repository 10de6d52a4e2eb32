package org.heapgoal.sched;

import org.jspecify.annotations.Nullable;

/** What the scheduler asks of, and tells, the rest of the runtime. */
public interface RuntimeHooks {
    /** Whether blackening is on: the scheduler then looks for mark work. */
    boolean blackening();

    /**
     * A mark worker for a P that looks for something to run ({@code findRunnableGCWorker}), or null. The goroutine returned
     * is waiting or new; the scheduler makes it run.
     */
    @Nullable
    G gcWorker(P p, long nowNanos);

    /** An idle-time mark worker for a P that found nothing else, or null. */
    @Nullable
    G idleGcWorker(P p, long nowNanos);

    /** Whether mark work is there for an idle P ({@code gcMarkWorkAvailable}). */
    boolean markWorkAvailable();

    /**
     * Go 1.26, while the world starts during a mark: whether a mark worker waits for this idle P, which is then started
     * ({@code assignWaitingGCWorker}); {@link #gcWorker} gives it out when the P asks.
     */
    default boolean assignGcWorker(P p, long nowNanos) {
        return false;
    }

    /** The P goes to the idle list. */
    void pIdle(P p, long nowNanos);

    /** The P leaves the idle list. */
    void pBusy(P p, long nowNanos);

    /** The P is about to run user code ({@code acquirep: prepareForSweep}): caches of an older sweep are flushed. */
    void acquired(P p, long nowNanos);

    /** The P is destroyed; its caches go back. */
    void destroyed(P p, long nowNanos);

    /** GOMAXPROCS changes ({@code limiter.resetCapacity}). */
    void maxProcsChanged(int before, int now, long nowNanos);

    /** The system monitor's tick: wake the scavenger, test the periodic trigger, update GOMAXPROCS. */
    void sysmon(long nowNanos);

    /**
     * A goroutine was made and is about to become runnable: its structure and stack are to be allocated.
     *
     * @param by the P that makes it, or null while the process starts
     */
    default void made(G g, @Nullable P by) {}

    /** A goroutine has ended on a P. */
    void exited(G g, P p, long nowNanos);

    /** From runnable to running it took this long, on a P ({@code /sched/latencies}). */
    void schedLatency(long nanos);

    /** The world was stopped this long; stopping is the part until the last P stood still ({@code /sched/pauses}). */
    void paused(StopReason reason, long stoppingNanos, long totalNanos);
}
