package org.heapgoal.sim.event;

import umontreal.ssj.simevents.Event;

/**
 * Something that happens in a model at an instant. The object may be scheduled any number of times, one time at once; its
 * action may schedule it again.
 *
 * <p>The time methods that SSJ's {@link Event} brings along take {@code double} and bypass the clock's checks. They throw
 * here; use those of {@link VirtualClock}.
 */
public abstract class ModelEvent extends Event {
    private static final long NOT_PENDING = -1;
    /** What SSJ's Event holds as its time while it is not scheduled. */
    private static final double SSJ_NOT_SCHEDULED = -10.0;

    private final VirtualClock clock;
    private final EventKind kind;
    private final int rank;
    private final long subject;
    private long atNanos = NOT_PENDING;
    private long sequence;

    /**
     * An event that is not scheduled yet.
     *
     * @param clock the clock that it belongs to
     * @param kind what happens
     * @param priority a number of {@link EventPriority}
     * @param subject to whom it happens, for digests and messages: any identity that is stable from run to run
     */
    protected ModelEvent(VirtualClock clock, EventKind kind, int priority, long subject) {
        super(clock);
        this.clock = clock;
        this.kind = kind;
        this.rank = EventPriority.checked(priority);
        this.subject = subject;
    }

    /** What happens. It may schedule, re-time and cancel events of its clock, this one included. */
    protected abstract void fire();

    /** What happens, by name. */
    public final EventKind kind() {
        return kind;
    }

    /** To whom it happens. */
    public final long subject() {
        return subject;
    }

    /** Its place among the events of one instant, see {@link EventPriority}. */
    public final int rank() {
        return rank;
    }

    /** Whether the event is scheduled and has not run. */
    public final boolean isPending() {
        return atNanos != NOT_PENDING;
    }

    /**
     * The instant at which it will run.
     *
     * @throws IllegalStateException if it is not pending
     */
    public final long atNanos() {
        if (!isPending()) {
            throw new IllegalStateException("event " + this + " is not pending, so it has no instant");
        }
        return atNanos;
    }

    /** For SSJ's loop: runs the action under the clock's supervision. */
    @Override
    public final void actions() {
        clock.run(this, sequence);
    }

    /** Cancels this event through its clock. */
    @Override
    public final boolean cancel() {
        return clock.cancel(this);
    }

    /** Not supported: use {@link VirtualClock#schedule}. */
    @Override
    public final void schedule(double delay) {
        throw unsupported("schedule(double)", "schedule(event, delayNanos)");
    }

    /** Not supported: use {@link VirtualClock#retime}. */
    @Override
    public final void reschedule(double delay) {
        throw unsupported("reschedule(double)", "retime(event, atNanos)");
    }

    /** Not supported: it would change the priority for good. */
    @Override
    public final void scheduleNext() {
        throw unsupported("scheduleNext()", "schedule(event, 0) with a low priority");
    }

    /** Not supported: order within an instant is a matter of priority. */
    @Override
    public final void scheduleBefore(Event other) {
        throw unsupported("scheduleBefore(Event)", "scheduleAt(event, atNanos) with a lower priority");
    }

    /** Not supported: order within an instant is a matter of priority. */
    @Override
    public final void scheduleAfter(Event other) {
        throw unsupported("scheduleAfter(Event)", "scheduleAt(event, atNanos) with a higher priority");
    }

    @Override
    public String toString() {
        return "\"" + kind + "\" of " + subject + " (priority " + rank + ")";
    }

    final VirtualClock clock() {
        return clock;
    }

    final void markPending(long instantNanos, long newSequence) {
        atNanos = instantNanos;
        sequence = newSequence;
        eventTime = (double) instantNanos;
        priority = rank;
    }

    final void markIdle() {
        atNanos = NOT_PENDING;
        eventTime = SSJ_NOT_SCHEDULED;
    }

    private static UnsupportedOperationException unsupported(String method, String instead) {
        return new UnsupportedOperationException(
                "SSJ's " + method + " is not supported for model events; use VirtualClock." + instead);
    }
}
