package org.heapgoal.process.mutator;

import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.random.NamedStream;

/** Clients that each send a request, wait until it is served, think, and send the next. */
final class ClosedClients {
    private static final EventKind KIND = new EventKind("client sends");

    private final VirtualClock clock;
    private final Acceptor acceptor;
    private final NamedStream stream;
    private final Distribution think;
    private final int clients;
    private final long untilNanos;

    ClosedClients(
            VirtualClock clock,
            Acceptor acceptor,
            NamedStream stream,
            Distribution think,
            int clients,
            long untilNanos) {
        this.clock = clock;
        this.acceptor = acceptor;
        this.stream = stream;
        this.think = think;
        this.clients = clients;
        this.untilNanos = untilNanos;
    }

    /** All clients send their first request. */
    void begin() {
        for (int number = 0; number < clients; number++) {
            new Client(number).fire();
        }
    }

    private final class Client extends ModelEvent implements Routine.Departure {
        Client(int number) {
            super(clock, KIND, EventPriority.SCENARIO, number);
        }

        @Override
        protected void fire() {
            acceptor.arrive(clock.nowNanos(), this);
        }

        @Override
        public void departed(long nowNanos) {
            long at = nowNanos + Nanos.draw(think, stream);
            if (at < untilNanos && at <= VirtualClock.LAST_INSTANT_NANOS) {
                clock.scheduleAt(this, at);
            }
        }
    }
}
