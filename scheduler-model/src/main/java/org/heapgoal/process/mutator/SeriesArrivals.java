package org.heapgoal.process.mutator;

import org.heapgoal.process.program.Source;
import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.units.Amd64;

/** Arrivals at given instants. A rate factor makes several of one, or leaves some out, evenly. */
final class SeriesArrivals extends ModelEvent {
    private static final EventKind KIND = new EventKind("recorded arrival");

    private final VirtualClock clock;
    private final Acceptor acceptor;
    private final Source.Series series;
    private int next;
    private double factor = 1;
    private double owed;

    SeriesArrivals(VirtualClock clock, Acceptor acceptor, Source.Series series) {
        super(clock, KIND, EventPriority.SCENARIO, 0);
        this.clock = clock;
        this.acceptor = acceptor;
        this.series = series;
    }

    /** The source begins now. */
    void begin() {
        plan();
    }

    /** From now on so many arrivals come for each that is recorded. */
    void factor(double newFactor) {
        factor = newFactor;
    }

    @Override
    protected void fire() {
        owed += factor;
        long whole = Amd64.toInt64(owed);
        owed -= whole;
        for (long i = 0; i < whole; i++) {
            acceptor.arrive(clock.nowNanos(), null);
        }
        next++;
        plan();
    }

    private void plan() {
        if (next < series.atNanos().size()) {
            long at = series.fromNanos() + series.atNanos().get(next);
            if (at < series.untilNanos() && at <= VirtualClock.LAST_INSTANT_NANOS) {
                clock.scheduleAt(this, Math.max(at, clock.nowNanos()));
            }
        }
    }
}
