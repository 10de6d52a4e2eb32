package org.heapgoal.benchmark;

import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.EventList;

/** A population of events in SSJ's own simulator, on any of its event lists. */
final class SsjLoad {
    private final Simulator simulator;
    private final Pattern pattern;
    private final Delays delays = new Delays();
    private final Victims victims;
    private final Event[] events;
    private int left;

    SsjLoad(EventList list, int pending, Pattern pattern) {
        this.simulator = new Simulator(list);
        this.pattern = pattern;
        this.victims = new Victims(pending);
        this.events = new Event[pending];
        for (int i = 0; i < pending; i++) {
            events[i] = new Repeating();
            events[i].schedule((double) delays.nextNanos());
        }
    }

    /** Runs a number of events and returns the simulated time. */
    double run(int count) {
        left = count;
        simulator.start();
        return simulator.time();
    }

    private final class Repeating extends Event {
        Repeating() {
            super(SsjLoad.this.simulator);
        }

        @Override
        public void actions() {
            schedule((double) delays.nextNanos());
            if (pattern == Pattern.RETIME) {
                events[victims.next()].reschedule((double) delays.nextNanos());
            }
            if (--left == 0) {
                simulator.stop();
            }
        }
    }
}
