package org.heapgoal.process.mutator;

import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;

/** What a goroutine waits for comes in from the network. */
final class WaitEvent extends ModelEvent {
    private static final EventKind KIND = new EventKind("network ready");

    private final Environment environment;
    private final Routine routine;

    WaitEvent(Environment environment, Routine routine) {
        super(environment.clock, KIND, EventPriority.MACHINE, 0);
        this.environment = environment;
        this.routine = routine;
    }

    @Override
    protected void fire() {
        environment.world.networkReady(routine.g());
    }
}
