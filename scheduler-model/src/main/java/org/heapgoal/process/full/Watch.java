package org.heapgoal.process.full;

import org.heapgoal.process.RunLimits;
import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventObserver;

/**
 * Asks now and then whether the run is to stop, and tells its progress. Goes by simulated events, of which a second of real
 * time has hundreds of thousands at least, so that what a run does never depends on the machine's clock.
 */
final class Watch implements EventObserver {
    /** A power of two. */
    private static final int EVENTS_BETWEEN = 4096;

    private final RunLimits limits;
    private final Runnable cancel;
    private int events;

    Watch(RunLimits limits, Runnable cancel) {
        this.limits = limits;
        this.cancel = cancel;
    }

    @Override
    public void onEvent(long timeNanos, int priority, long sequence, EventKind kind, long subject) {
        if ((events++ & (EVENTS_BETWEEN - 1)) == 0) {
            limits.progress().accept(timeNanos);
            if (limits.cancelled().getAsBoolean()) {
                cancel.run();
            }
        }
    }
}
