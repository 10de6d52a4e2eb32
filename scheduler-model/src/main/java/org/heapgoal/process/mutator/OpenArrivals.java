package org.heapgoal.process.mutator;

import java.util.List;
import org.heapgoal.process.program.Source;
import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.random.NamedStream;
import org.heapgoal.sim.units.Amd64;

/**
 * Open arrivals at a rate that may change. Each arrival takes an amount of integrated rate: 1 for regular ones, an
 * exponential amount of mean 1 for a Poisson process; so a change of the rate stretches what is left of the present gap and
 * leaves later draws alone.
 */
final class OpenArrivals extends ModelEvent {
    private static final EventKind KIND = new EventKind("arrival");
    private static final EventKind STATE_KIND = new EventKind("arrival rate");
    private static final double NANOS_PER_SECOND = 1e9;

    private final VirtualClock clock;
    private final Acceptor acceptor;
    private final NamedStream stream;
    private final Distribution amount;
    private final List<Source.RateState> states;
    private final long untilNanos;
    private final StateEvent stateEvent;

    private int state;
    private double factor = 1;
    /** Integrated rate until the next arrival, as of an instant. */
    private double left;

    private double asOfNanos;

    /**
     * Arrivals that have not begun.
     *
     * @param amount of integrated rate between two arrivals
     * @param states rates in turn, with their mean stay; one alone stays for ever
     */
    OpenArrivals(
            VirtualClock clock,
            Acceptor acceptor,
            NamedStream stream,
            Distribution amount,
            List<Source.RateState> states,
            long untilNanos) {
        super(clock, KIND, EventPriority.SCENARIO, 0);
        this.clock = clock;
        this.acceptor = acceptor;
        this.stream = stream;
        this.amount = amount;
        this.states = states;
        this.untilNanos = untilNanos;
        this.stateEvent = new StateEvent();
    }

    /** The source begins now. */
    void begin() {
        asOfNanos = (double) clock.nowNanos();
        left = amount.draw(stream);
        stay();
        plan();
    }

    /** From now on the rate is this factor of the declared one. */
    void factor(double newFactor) {
        advance();
        factor = newFactor;
        if (begun()) {
            plan();
        }
    }

    @Override
    protected void fire() {
        asOfNanos += left / rate();
        left = amount.draw(stream);
        acceptor.arrive(clock.nowNanos(), null);
        plan();
    }

    private boolean begun() {
        return asOfNanos > 0 || left > 0;
    }

    /** Arrivals a nanosecond. */
    private double rate() {
        return states.get(state).perSecond() * factor / NANOS_PER_SECOND;
    }

    private void advance() {
        double now = (double) clock.nowNanos();
        left = Math.max(0, left - Math.max(0, now - asOfNanos) * rate());
        asOfNanos = Math.max(asOfNanos, now);
    }

    private void plan() {
        if (isPending()) {
            clock.cancel(this);
        }
        if (rate() <= 0) {
            return;
        }
        double at = asOfNanos + left / rate();
        if (at < untilNanos && at <= VirtualClock.LAST_INSTANT_NANOS) {
            clock.scheduleAt(this, Math.max(clock.nowNanos(), Amd64.toInt64(StrictMath.ceil(at))));
        }
    }

    private void stay() {
        if (states.size() > 1) {
            Distribution stay = new Distribution.Exponential(states.get(state).meanNanos());
            long nanos = Nanos.draw(stay, stream);
            if (nanos <= VirtualClock.LAST_INSTANT_NANOS - clock.nowNanos()) {
                clock.schedule(stateEvent, nanos);
            }
        }
    }

    /** The rate of a bursty source changes. */
    private final class StateEvent extends ModelEvent {
        StateEvent() {
            super(clock, STATE_KIND, EventPriority.SCENARIO, 0);
        }

        @Override
        protected void fire() {
            advance();
            state = (state + 1) % states.size();
            stay();
            plan();
        }
    }
}
