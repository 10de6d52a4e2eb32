package org.heapgoal.benchmark;

import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.random.NamedStream;
import org.heapgoal.sim.random.StreamFactory;

/** Exponential delays with a mean of a millisecond, drawn beforehand so that drawing is not measured. */
final class Delays {
    private static final int COUNT = 1 << 16;
    private static final double MEAN_NANOS = 1e6;

    private final long[] nanos = new long[COUNT];
    private int next;

    Delays() {
        NamedStream stream = new StreamFactory(1, 0).stream("delays");
        Distribution distribution = new Distribution.Exponential(MEAN_NANOS);
        for (int i = 0; i < COUNT; i++) {
            nanos[i] = 1 + (long) distribution.draw(stream);
        }
    }

    long nextNanos() {
        next = (next + 1) & (COUNT - 1);
        return nanos[next];
    }
}
