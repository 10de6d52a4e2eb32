package org.heapgoal.process.mutator;

import java.util.Arrays;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.WaitReason;
import org.jspecify.annotations.Nullable;

/**
 * The goroutine of a server that waits for connections and starts a goroutine for each, one after the other: what
 * net/http.Server.Serve does. While none is there it waits at the network poller.
 */
final class Acceptor extends Execution {
    private final Environment environment;
    private final Code code;

    /** Arrivals that are not accepted yet, a ring: when each came, and who is to be told of its end. */
    private long[] arrived = new long[16];

    private @Nullable Routine.Departure[] departures = new Routine.Departure[16];
    private int head;
    private int size;

    private @Nullable G self;
    private boolean parked;
    private long burn;

    Acceptor(Environment environment, Code code) {
        this.environment = environment;
        this.code = code;
    }

    /** A connection comes in. */
    void arrive(long nowNanos, Routine.@Nullable Departure departure) {
        if (size == arrived.length) {
            widen();
        }
        int at = (head + size++) % arrived.length;
        arrived[at] = nowNanos;
        departures[at] = departure;
        G g = self;
        if (parked && g != null) {
            parked = false;
            environment.world.networkReady(g);
        }
    }

    /** Connections that wait to be accepted. */
    int backlog() {
        return size;
    }

    @Override
    public long next(G g, P p, long nowNanos) {
        self = g;
        if (burn > 0) {
            return burn;
        }
        if (size == 0) {
            parked = true;
            g.waitReason(WaitReason.IO_WAIT);
            return BLOCK;
        }
        long came = arrived[head];
        Routine.Departure departure = departures[head];
        departures[head] = null;
        head = (head + 1) % arrived.length;
        size--;
        burn = environment.routine(code).start(p, came, Long.MAX_VALUE, departure) + environment.createNanos;
        return burn;
    }

    @Override
    public void ran(G g, P p, long cpuNanos) {
        burn -= cpuNanos;
    }

    private void widen() {
        int old = arrived.length;
        long[] times = new long[old * 2];
        Routine.Departure[] tellers = new Routine.Departure[old * 2];
        for (int i = 0; i < size; i++) {
            times[i] = arrived[(head + i) % old];
            tellers[i] = departures[(head + i) % old];
        }
        arrived = times;
        departures = Arrays.copyOf(tellers, tellers.length);
        head = 0;
    }
}
