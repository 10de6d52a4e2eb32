package org.heapgoal.pacer;

import java.util.List;
import org.heapgoal.sim.units.Amd64;

/**
 * The GC CPU limiter: a leaky bucket that GC time fills and mutator time empties, so that GC gets no more than half of the
 * CPU for long. While it is full, assists and scavenging on allocation are called off. Source: {@code mgclimit.go:
 * gcCPULimiterState}.
 *
 * <p>Between calls the fill lies between 0 and the capacity. The runtime guards the limiter by a lock; here only the part
 * of it that shows remains: from {@link #startGCTransition} to {@link #finishGCTransition} updates are dropped.
 */
public final class GcCpuLimiter {
    /** Bucket capacity per P in CPU nanoseconds. */
    public static final long CAPACITY_PER_PROC = 1_000_000_000L;

    /** Longest time between updates while someone is there to make them, in nanoseconds. */
    public static final long UPDATE_PERIOD_NANOS = 10_000_000L;

    private final List<LimiterEvent> events;

    private long fill;
    private long capacity;
    private long overflow;
    private boolean enabled;
    private long enabledSince;
    private long enabledNanos;
    private boolean gcEnabled;
    private boolean transitioning;
    private long assistTimePool;
    private long idleTimePool;
    private long schedIdleTime;
    private long lastUpdate;
    private int lastEnabledCycle;
    private int numGC;
    private int procs;

    /**
     * A limiter that looks at no P: everything it learns is told by {@link #addAssistTime} and {@link #addIdleTime}.
     *
     * @param nowNanos the time
     * @param procs GOMAXPROCS
     */
    public GcCpuLimiter(long nowNanos, int procs) {
        this(nowNanos, procs, List.of());
    }

    /**
     * A limiter that charges what goes on on the Ps at each update.
     *
     * @param nowNanos the time
     * @param procs GOMAXPROCS
     * @param events the slots of all Ps; the caller keeps the list up to date
     */
    public GcCpuLimiter(long nowNanos, int procs, List<LimiterEvent> events) {
        this.events = events;
        resetCapacity(nowNanos, procs);
    }

    /** Whether GC has to hold back. */
    public boolean limiting() {
        return enabled;
    }

    /**
     * The world is stopped to start or end marking; until {@link #finishGCTransition} the limiter takes no updates.
     *
     * @param enableGC whether marking is on from here
     * @param nowNanos the time just before the stop
     * @throws IllegalStateException in another transition, or if marking is already so
     */
    public void startGCTransition(boolean enableGC, long nowNanos) {
        requireUnlocked("start a GC transition", nowNanos);
        if (gcEnabled == enableGC) {
            throw new IllegalStateException(
                    "transitioning GC to the same state as before: gcEnabled=" + gcEnabled + " at " + nowNanos + " ns");
        }
        updateLocked(nowNanos);
        gcEnabled = enableGC;
        transitioning = true;
    }

    /**
     * The stop is over; all Ps are charged to GC for all of it.
     *
     * @param nowNanos the time at the end of the stop
     * @throws IllegalStateException outside a transition
     */
    public void finishGCTransition(long nowNanos) {
        if (!transitioning) {
            throw new IllegalStateException("finishGCTransition called without starting one, at " + nowNanos + " ns");
        }
        if (nowNanos >= lastUpdate) {
            accumulate(0, (nowNanos - lastUpdate) * procs, nowNanos);
        }
        lastUpdate = nowNanos;
        transitioning = false;
    }

    /** Whether the last update is more than 10 ms ago. */
    public boolean needUpdate(long nowNanos) {
        return nowNanos - lastUpdate > UPDATE_PERIOD_NANOS;
    }

    /** Adds assist time, in CPU nanoseconds, for the next update. */
    public void addAssistTime(long nanos) {
        assistTimePool += nanos;
    }

    /** Adds time that Ps were idle or did idle marking, in CPU nanoseconds, for the next update. */
    public void addIdleTime(long nanos) {
        idleTimePool += nanos;
    }

    /** Moves time into the bucket; dropped during a transition, and when the time lies before the last update. */
    public void update(long nowNanos) {
        if (!transitioning) {
            updateLocked(nowNanos);
        }
    }

    /**
     * Adapts the bucket to another GOMAXPROCS. Time so far counts with the old one.
     *
     * @throws IllegalStateException during a transition
     */
    public void resetCapacity(long nowNanos, int newProcs) {
        requireUnlocked("reset capacity", nowNanos);
        updateLocked(nowNanos);
        procs = newProcs;
        capacity = newProcs * CAPACITY_PER_PROC;
        int order = Long.compareUnsigned(fill, capacity);
        if (order > 0) {
            fill = capacity;
            enable(nowNanos);
        } else if (order < 0) {
            disable(nowNanos);
        }
    }

    private void updateLocked(long nowNanos) {
        if (nowNanos < lastUpdate) {
            return;
        }
        long windowTotal = (nowNanos - lastUpdate) * procs;
        lastUpdate = nowNanos;
        for (int p = 0; p < events.size(); p++) {
            events.get(p).consume(nowNanos, this);
        }
        long windowGc = assistTimePool;
        long idle = idleTimePool;
        assistTimePool = 0;
        idleTimePool = 0;
        // The background share is one of real time, so it is taken before idle time is.
        if (gcEnabled) {
            windowGc += Amd64.toInt64((double) windowTotal * GcController.BACKGROUND_UTILIZATION);
        }
        windowTotal -= idle;
        accumulate(windowTotal - windowGc, windowGc, nowNanos);
    }

    /** Puts GC time into the bucket and takes mutator time out, and switches the limiter where it fills or stops being full. */
    private void accumulate(long mutatorNanos, long gcNanos, long nowNanos) {
        long room = capacity - fill;
        boolean wasFull = room == 0;
        long change = gcNanos - mutatorNanos;
        if (change > 0 && Long.compareUnsigned(room, change) <= 0) {
            overflow += change - room;
            fill = capacity;
            if (!wasFull) {
                enable(nowNanos);
            }
            return;
        }
        if (change < 0 && Long.compareUnsigned(fill, -change) <= 0) {
            fill = 0;
        } else {
            fill += change;
        }
        if (change != 0 && wasFull) {
            disable(nowNanos);
        }
    }

    private void enable(long nowNanos) {
        if (!enabled) {
            enabledSince = nowNanos;
        }
        enabled = true;
        lastEnabledCycle = numGC + 1;
    }

    private void disable(long nowNanos) {
        if (enabled) {
            enabledNanos += nowNanos - enabledSince;
        }
        enabled = false;
    }

    private void requireUnlocked(String action, long nowNanos) {
        if (transitioning) {
            throw new IllegalStateException(
                    "failed to acquire lock to " + action + ": in a GC transition, at " + nowNanos + " ns");
        }
    }

    void addEventTime(LimiterEventKind kind, long nanos) {
        if (kind == LimiterEventKind.IDLE) {
            schedIdleTime += nanos;
        }
        if (kind.countsAsIdle()) {
            addIdleTime(nanos);
        } else {
            addAssistTime(nanos);
        }
    }

    /** Tells the limiter how many cycles have been completed, for {@link #lastEnabledCycle}; unsigned. */
    public void setNumGC(int completedCycles) {
        numGC = completedCycles;
    }

    /** The number of the cycle in which the limiter was last switched on; 0 for never, unsigned. */
    public int lastEnabledCycle() {
        return lastEnabledCycle;
    }

    /** For how long the limiter has been on since the start, in nanoseconds; not kept by the runtime. */
    public long enabledNanos(long nowNanos) {
        return enabled ? enabledNanos + Math.max(0, nowNanos - enabledSince) : enabledNanos;
    }

    /** GC time in the bucket, unsigned CPU nanoseconds. */
    public long fill() {
        return fill;
    }

    /** How much the bucket holds: one CPU second per P. */
    public long capacity() {
        return capacity;
    }

    /** GC time that did not fit, summed up; unsigned CPU nanoseconds. */
    public long overflow() {
        return overflow;
    }

    /** The time of the last update in nanoseconds. */
    public long lastUpdate() {
        return lastUpdate;
    }

    /** Time that Ps spent on the idle list since it was last taken, in CPU nanoseconds. */
    public long schedIdleTime() {
        return schedIdleTime;
    }

    /** Takes {@link #schedIdleTime}, which starts again from 0, for the CPU statistics at the end of a cycle. */
    public long takeSchedIdleTime() {
        long taken = schedIdleTime;
        schedIdleTime = 0;
        return taken;
    }
}
