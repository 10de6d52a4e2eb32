package org.heapgoal.benchmark;

import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.heapgoal.sim.event.VirtualClock;

/** The same population on our clock, with its checks and its digest. */
final class ClockLoad {
    private static final EventKind KIND = new EventKind("repeat");

    private final VirtualClock clock = new VirtualClock();
    private final Pattern pattern;
    private final Delays delays = new Delays();
    private final Victims victims;
    private final ModelEvent[] events;
    private int left;

    ClockLoad(int pending, Pattern pattern) {
        this.pattern = pattern;
        this.victims = new Victims(pending);
        this.events = new ModelEvent[pending];
        for (int i = 0; i < pending; i++) {
            events[i] = new Repeating(i);
            clock.schedule(events[i], delays.nextNanos());
        }
    }

    /** Runs a number of events and returns the digest. */
    long run(int count) {
        left = count;
        clock.runUntilIdle();
        return clock.digest().value();
    }

    private final class Repeating extends ModelEvent {
        Repeating(long subject) {
            super(clock, KIND, EventPriority.GOROUTINE, subject);
        }

        @Override
        protected void fire() {
            clock.schedule(this, delays.nextNanos());
            if (pattern == Pattern.RETIME) {
                clock.retime(events[victims.next()], clock.nowNanos() + delays.nextNanos());
            }
            if (--left == 0) {
                clock.stop();
            }
        }
    }
}
