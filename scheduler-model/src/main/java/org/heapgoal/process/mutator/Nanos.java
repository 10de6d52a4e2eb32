package org.heapgoal.process.mutator;

import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.random.NamedStream;
import org.heapgoal.sim.units.Amd64;

/** Drawn times as whole nanoseconds. */
final class Nanos {
    /** Longer than any run: whoever waits so long waits for ever. */
    static final long FOREVER = 1L << 52;

    private Nanos() {}

    /** The nearest number of nanoseconds, 0 to {@link #FOREVER}. */
    static long of(double nanos) {
        return nanos > 0 ? Math.min(FOREVER, Amd64.toInt64(Math.min(nanos, (double) FOREVER) + 0.5)) : 0;
    }

    /** The next draw. */
    static long draw(Distribution nanos, NamedStream stream) {
        return of(nanos.draw(stream));
    }
}
