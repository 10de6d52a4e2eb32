package org.heapgoal.pacer;

import org.jspecify.annotations.Nullable;

/**
 * One P's slot for the activity that the GC CPU limiter tracks. It holds at most one: an activity inside another is not
 * tracked, since its time is already counted. Source: {@code mgclimit.go: limiterEvent}.
 *
 * <p>The runtime keeps 61 bits of the start time, so an activity across a multiple of 2^61 ns (73 years) loses its time
 * there; this does not.
 */
public final class LimiterEvent {
    private @Nullable LimiterEventKind kind;
    private long startNanos;

    /** A slot with nothing in it. */
    public LimiterEvent() {}

    /**
     * Begins an activity.
     *
     * @return false if another one is open; then this one is not tracked and must not be stopped
     */
    public boolean start(LimiterEventKind newKind, long nowNanos) {
        if (kind != null) {
            return false;
        }
        kind = newKind;
        startNanos = nowNanos;
        return true;
    }

    /**
     * Ends the open activity and gives its time to the limiter.
     *
     * @throws IllegalStateException if the open activity is another one, or none
     */
    public void stop(LimiterEventKind expected, long nowNanos, GcCpuLimiter limiter) {
        if (kind != expected) {
            throw new IllegalStateException("limiterEvent.stop: want=" + expected + " got=" + kind);
        }
        long duration = elapsed(nowNanos);
        kind = null;
        limiter.addEventTime(expected, duration);
    }

    /** Gives the limiter the open activity's time so far; the activity counts from now on. */
    void consume(long nowNanos, GcCpuLimiter limiter) {
        if (kind == null) {
            return;
        }
        long duration = elapsed(nowNanos);
        if (duration > 0) {
            startNanos = nowNanos;
            limiter.addEventTime(kind, duration);
        }
    }

    /** The open activity, or null. */
    public @Nullable LimiterEventKind kind() {
        return kind;
    }

    /** A stale clock reading gives no time. */
    private long elapsed(long nowNanos) {
        return nowNanos < startNanos ? 0 : nowNanos - startNanos;
    }
}
