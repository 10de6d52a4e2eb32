package org.heapgoal.process.mutator;

import java.util.List;
import java.util.function.Consumer;
import org.heapgoal.process.program.Change;
import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.heapgoal.sim.event.VirtualClock;

/** Makes the changes of a load happen at their instants, those of one instant in the order of the list. */
final class Changes extends ModelEvent {
    private static final EventKind KIND = new EventKind("scenario change");

    private final VirtualClock clock;
    private final List<Change> changes;
    private final Consumer<Change> happens;
    private int next;

    Changes(VirtualClock clock, List<Change> changes, Consumer<Change> happens) {
        super(clock, KIND, EventPriority.SCENARIO, 0);
        this.clock = clock;
        this.changes = changes;
        this.happens = happens;
    }

    void begin() {
        if (next < changes.size() && changes.get(next).atNanos() <= VirtualClock.LAST_INSTANT_NANOS) {
            clock.scheduleAt(this, changes.get(next).atNanos());
        }
    }

    @Override
    protected void fire() {
        while (next < changes.size() && changes.get(next).atNanos() <= clock.nowNanos()) {
            happens.accept(changes.get(next++));
        }
        begin();
    }
}
