package org.heapgoal.sim.event;

import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/** An SSJ event with an identity, whose time and priority a test sets at will. */
class PlainEvent extends Event {
    private final int id;

    PlainEvent(Simulator simulator, int id, double time, double priority) {
        super(simulator);
        this.id = id;
        this.eventTime = time;
        this.priority = priority;
    }

    void move(double time, double newPriority) {
        eventTime = time;
        priority = newPriority;
    }

    @Override
    public void actions() {}

    @Override
    public String toString() {
        return "event " + id;
    }
}
