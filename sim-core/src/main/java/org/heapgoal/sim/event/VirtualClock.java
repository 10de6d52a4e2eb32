package org.heapgoal.sim.event;

import org.heapgoal.sim.units.BadInput;
import org.jspecify.annotations.Nullable;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.EventList;

/**
 * Simulated time in nanoseconds and the events to come; see the package for their order.
 *
 * <p>Scheduling, re-timing and cancelling cost O(log n) for n pending events and allocate nothing (the list's arrays grow
 * by doubling). A clock serves one run and cannot be set back.
 *
 * <p>Between calls: {@code nowNanos} equals SSJ's clock, no pending event is earlier, and {@code pending} is the length of
 * the event list.
 */
public final class VirtualClock extends Simulator {
    /** The last instant: 2^53 ns, about 104 days; up to here SSJ's floating-point clock counts every nanosecond. */
    public static final long LAST_INSTANT_NANOS = 1L << 53;

    private final @Nullable IndexedEventList indexed;
    private final EventDigest digest = new EventDigest();
    private @Nullable EventObserver observer;
    private @Nullable TimeObserver timeObserver;
    private long nowNanos;
    private long nextSequence;
    private long horizonNanos = LAST_INSTANT_NANOS;
    /** How far an action may advance the clock itself: a run's horizon, and nowhere outside a run or in a single step. */
    private long advanceLimitNanos = -1;

    private int pending;
    private boolean stopRequested;

    /** A clock at instant 0 with nothing scheduled. */
    public VirtualClock() {
        this(new IndexedEventList());
    }

    /**
     * A clock on another event list, for comparing lists.
     *
     * @param list an empty list that nobody else uses
     */
    public VirtualClock(EventList list) {
        super(list);
        if (!list.isEmpty()) {
            throw new IllegalArgumentException("a clock needs an empty event list");
        }
        this.indexed = list instanceof IndexedEventList own ? own : null;
    }

    /** The current instant, nanoseconds since the simulated process started. */
    public long nowNanos() {
        return nowNanos;
    }

    /** How many events are scheduled. */
    public int pending() {
        return pending;
    }

    /** The digest of all events that have run, up to the one that is running. */
    public EventDigest digest() {
        return digest;
    }

    /** From now on tells this observer of each event, before its action; it replaces an earlier one, null removes it. */
    public void observe(@Nullable EventObserver newObserver) {
        observer = newObserver;
    }

    /** From now on tells this observer whenever time passes; it replaces an earlier one, null removes it. */
    public void observeTime(@Nullable TimeObserver newObserver) {
        timeObserver = newObserver;
    }

    /**
     * Schedules an event a delay from now. A delay of 0 is this instant: after everything of equal or lower priority number
     * that is already scheduled for it.
     *
     * @throws IllegalArgumentException if the delay is negative or leads beyond {@link #LAST_INSTANT_NANOS}, or the event
     *     belongs to another clock
     * @throws IllegalStateException if the event is already pending
     */
    public void schedule(ModelEvent event, long delayNanos) {
        requireSchedulable(event);
        if (delayNanos < 0 || delayNanos > LAST_INSTANT_NANOS - nowNanos) {
            throw new IllegalArgumentException(
                    "event " + event + " cannot be scheduled after a delay of " + delayNanos + " ns: at " + nowNanos
                            + " ns a delay is between 0 and " + (LAST_INSTANT_NANOS - nowNanos) + " ns");
        }
        insert(event, nowNanos + delayNanos);
    }

    /**
     * Schedules an event for an instant.
     *
     * @throws IllegalArgumentException if the instant has passed or is beyond {@link #LAST_INSTANT_NANOS}, or the event
     *     belongs to another clock
     * @throws IllegalStateException if the event is already pending
     */
    public void scheduleAt(ModelEvent event, long atNanos) {
        requireSchedulable(event);
        requireInstant(event, atNanos);
        insert(event, atNanos);
    }

    /**
     * Moves a pending event to another instant, as if it were cancelled and scheduled anew.
     *
     * @throws IllegalArgumentException if the instant has passed or is beyond {@link #LAST_INSTANT_NANOS}, or the event
     *     belongs to another clock
     * @throws IllegalStateException if the event is not pending
     */
    public void retime(ModelEvent event, long atNanos) {
        requireOwn(event);
        if (!event.isPending()) {
            throw new IllegalStateException(
                    "event " + event + " cannot be re-timed at " + nowNanos + " ns: it is not pending");
        }
        requireInstant(event, atNanos);
        if (indexed != null) {
            event.markPending(atNanos, nextSequence++);
            indexed.restore(event);
        } else {
            requireListed(eventList.remove(event), event);
            event.markPending(atNanos, nextSequence++);
            eventList.add(event);
        }
    }

    /**
     * Takes an event out of the future.
     *
     * @return whether it was pending
     * @throws IllegalArgumentException if the event belongs to another clock
     */
    public boolean cancel(ModelEvent event) {
        requireOwn(event);
        if (!event.isPending()) {
            return false;
        }
        requireListed(eventList.remove(event), event);
        event.markIdle();
        pending--;
        return true;
    }

    /**
     * Runs all events up to and including an instant, then sets the clock to it.
     *
     * @return true if the instant was reached, false if {@link #stop} ended the run earlier, with the clock at the event
     *     that called it
     * @throws IllegalArgumentException if the instant has passed or is beyond {@link #LAST_INSTANT_NANOS}
     * @throws EventFailure if an event's action throws
     */
    public boolean runUntil(long untilNanos) {
        if (untilNanos < nowNanos || untilNanos > LAST_INSTANT_NANOS) {
            throw new IllegalArgumentException("cannot run until " + untilNanos + " ns: at " + nowNanos
                    + " ns the end of a run is between that and " + LAST_INSTANT_NANOS + " ns");
        }
        boolean completed = loop(untilNanos);
        if (completed) {
            moveTo(untilNanos);
        }
        return completed;
    }

    /**
     * Runs events until none is left; the clock stays at the last one.
     *
     * @return true if none is left, false if {@link #stop} ended the run earlier
     * @throws EventFailure if an event's action throws
     */
    public boolean runUntilIdle() {
        return loop(LAST_INSTANT_NANOS);
    }

    /**
     * Runs the next event, if there is one.
     *
     * @return whether there was one
     * @throws EventFailure if its action throws
     */
    public boolean step() {
        requireNotRunning();
        horizonNanos = LAST_INSTANT_NANOS;
        stopRequested = false;
        stopped = false;
        simulating = true;
        try {
            Event event = removeFirstEvent();
            if (event == null) {
                return false;
            }
            event.actions();
            return true;
        } finally {
            stopped = true;
            simulating = false;
        }
    }

    /**
     * Moves the clock on from within an event's action, if nothing else happens until then: a model that knows the next
     * instant at which it has to act saves the way through the event list. It is as if the action had scheduled an event for
     * that instant and this event ran now, except that the digest and the observer do not see it.
     *
     * @param atNanos the instant wanted; not before now
     * @return false, with the clock unmoved, if an event is pending at that instant or before it, the instant is beyond the
     *     end of the run, {@link #stop} was called, or no run is on (a single {@link #step} is none): then schedule an event
     * @throws IllegalArgumentException if the instant has passed
     */
    public boolean advanceTo(long atNanos) {
        if (atNanos < nowNanos) {
            throw new IllegalArgumentException(
                    "cannot advance to " + atNanos + " ns: it is " + nowNanos + " ns already");
        }
        if (atNanos > advanceLimitNanos || stopRequested) {
            return false;
        }
        if (firstTime() <= (double) atNanos) {
            return false;
        }
        moveTo(atNanos);
        return true;
    }

    private double firstTime() {
        if (indexed != null) {
            return indexed.firstTime();
        }
        Event first = eventList.getFirst();
        return first == null ? Double.POSITIVE_INFINITY : first.time();
    }

    /** Ends the run after the action that calls this; outside a run it does nothing. */
    @Override
    public void stop() {
        if (isSimulating()) {
            stopRequested = true;
            super.stop();
        }
    }

    /** SSJ's name for {@link #runUntilIdle}. */
    @Override
    public void start() {
        runUntilIdle();
    }

    /** Not supported: a run takes a new clock. */
    @Override
    public void init() {
        throw new UnsupportedOperationException("a clock cannot be set back; make a new one for each run");
    }

    /** Not supported: a run takes a new clock. */
    @Override
    public void init(EventList list) {
        init();
    }

    /** For SSJ's loop: takes the next event within the horizon and moves the clock to it. */
    @Override
    protected @Nullable Event removeFirstEvent() {
        if (stopped) {
            return null;
        }
        Event first = eventList.getFirst();
        if (first == null) {
            return null;
        }
        if (!(first instanceof ModelEvent event) || !event.isPending()) {
            throw new IllegalStateException("at " + nowNanos + " ns: " + first
                    + " was put into the event list behind the clock's back; schedule through VirtualClock");
        }
        long atNanos = event.atNanos();
        if (atNanos > horizonNanos) {
            return null;
        }
        eventList.removeFirst();
        pending--;
        event.markIdle();
        moveTo(atNanos);
        return event;
    }

    /** Tells digest and observer, then runs the action; its failures get the simulated time and the event. */
    void run(ModelEvent event, long sequence) {
        digest.onEvent(nowNanos, event.rank(), sequence, event.kind(), event.subject());
        if (observer != null) {
            observer.onEvent(nowNanos, event.rank(), sequence, event.kind(), event.subject());
        }
        try {
            event.fire();
        } catch (BadInput | Error failure) {
            // A user's mistake keeps its one-line message, and the JVM's own errors their type.
            failure.addSuppressed(new EventFailure(nowNanos, event.toString(), sequence, failure));
            throw failure;
        } catch (RuntimeException failure) {
            throw new EventFailure(nowNanos, event.toString(), sequence, failure);
        }
    }

    private boolean loop(long untilNanos) {
        requireNotRunning();
        stopRequested = false;
        horizonNanos = untilNanos;
        advanceLimitNanos = untilNanos;
        try {
            if (pending > 0) {
                super.start();
            }
        } finally {
            advanceLimitNanos = -1;
        }
        return !stopRequested;
    }

    private void insert(ModelEvent event, long atNanos) {
        event.markPending(atNanos, nextSequence++);
        eventList.add(event);
        pending++;
    }

    private void moveTo(long atNanos) {
        TimeObserver watcher = timeObserver;
        if (watcher != null && atNanos > nowNanos) {
            watcher.timePasses(nowNanos, atNanos);
        }
        nowNanos = atNanos;
        currentTime = (double) atNanos;
    }

    private void requireNotRunning() {
        if (isSimulating()) {
            throw new IllegalStateException("at " + nowNanos + " ns: an event's action must not run the clock");
        }
    }

    private void requireOwn(ModelEvent event) {
        if (event.clock() != this) {
            throw new IllegalArgumentException("at " + nowNanos + " ns: event " + event + " belongs to another clock");
        }
    }

    private void requireSchedulable(ModelEvent event) {
        requireOwn(event);
        if (event.isPending()) {
            throw new IllegalStateException("event " + event + " cannot be scheduled at " + nowNanos
                    + " ns: it is already pending for " + event.atNanos() + " ns");
        }
    }

    private void requireInstant(ModelEvent event, long atNanos) {
        if (atNanos < nowNanos || atNanos > LAST_INSTANT_NANOS) {
            throw new IllegalArgumentException("event " + event + " cannot be scheduled for " + atNanos + " ns: at "
                    + nowNanos + " ns an instant is between that and " + LAST_INSTANT_NANOS + " ns");
        }
    }

    private void requireListed(boolean found, ModelEvent event) {
        if (!found) {
            throw new IllegalStateException(
                    "at " + nowNanos + " ns: event " + event + " is pending but not in the event list");
        }
    }
}
