package org.heapgoal.machine;

import org.jspecify.annotations.Nullable;

/**
 * A thread of the process, as the operating system sees it: it has a <em>burst</em> of CPU time to get through, wants a core
 * for it, and says what comes after it.
 */
public abstract class CoreThread {
    /** What the operating system knows of a thread. */
    public enum State {
        /** Sleeping: it wants no core. */
        OFF,
        /** In the run queue: it waits for a core. */
        QUEUED,
        /** On a core; it gets on with its burst unless the CPU quota is used up. */
        ON
    }

    final int order;

    /** Whether it belongs to another process, outside the CPU quota of this one. */
    final boolean foreign;

    State state = State.OFF;

    /** From when on the present piece of the burst gets on; in the future while overhead is being paid. */
    long sinceNanos;

    /** Of the burst, as of sinceNanos. */
    long leftNanos;

    /** Got through and not taken yet, as of sinceNanos. */
    long usedNanos;

    /** CPU time to be paid before the burst goes on; while it gets on, part of sinceNanos instead. */
    long owedNanos;

    long sliceSinceNanos;
    long waitSinceNanos;
    long throttleMarkNanos;

    /** When it last left a core. */
    long lastOnNanos;

    int heapPlace = -1;
    int corePlace = -1;

    @Nullable
    CoreThread queueNext;

    /** Of queues that each belong to a core: the one where it is, last ran or will wake; -1 before. */
    int core = -1;

    private long queuedNanos;
    private long throttledNanos;
    private int waits;

    /**
     * A thread that sleeps.
     *
     * @param order its number: of two threads whose bursts end at one instant, the lower acts first
     */
    protected CoreThread(int order) {
        this(order, false);
    }

    CoreThread(int order, boolean foreign) {
        this.order = order;
        this.foreign = foreign;
    }

    /**
     * The burst is over at this instant, and the thread is on a core. It must get a new burst ({@link Cores#burst}) or
     * leave its core ({@link Cores#block}).
     */
    protected abstract void burstEnded();

    /** What the operating system knows of it. */
    public final State threadState() {
        return state;
    }

    /** Time that it spent in the run queue, throttling left out. */
    public final long queuedNanos() {
        return queuedNanos;
    }

    /** Time for which it wanted to run and the CPU quota was used up. */
    public final long throttledNanos() {
        return throttledNanos;
    }

    /** Changes whenever {@link #queuedNanos} or {@link #throttledNanos} does. */
    public final int waits() {
        return waits;
    }

    final void waited(long queued, long throttled) {
        queuedNanos += queued;
        throttledNanos += throttled;
        waits++;
    }
}
