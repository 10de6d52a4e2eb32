package org.heapgoal.sched;

import org.heapgoal.pacer.LimiterEvent;
import org.jspecify.annotations.Nullable;

/** A processor: the right to run Go code ({@code runtime2.go: p}). */
public final class P {
    private final int id;
    PState state = PState.IDLE;

    @Nullable
    M m;

    @Nullable
    G runnext;

    final LocalQueue queue = new LocalQueue();
    long schedtick;
    long syscalltick;

    /** The activity that the GC CPU limiter counts on this P. */
    public final LimiterEvent limiterEvent = new LimiterEvent();

    /** Assist time not yet given to the controller ({@code gcAssistTime}). */
    public long gcAssistNanos;

    /** Time that fractional workers took on this P in this cycle ({@code gcFractionalMarkTime}). */
    public long gcFractionalMarkNanos;

    P(int id) {
        this.id = id;
    }

    /** The number, from 0. */
    public int id() {
        return id;
    }

    /** Its state. */
    public PState state() {
        return state;
    }

    /** The goroutine it runs, or null. */
    public @Nullable G running() {
        M mine = m;
        return mine == null ? null : mine.current;
    }

    /** Whether goroutines wait in its own queue, runnext included. */
    public boolean hasLocalWork() {
        return runnext != null || queue.size() > 0;
    }
}
