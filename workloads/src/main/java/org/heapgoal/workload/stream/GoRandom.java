package org.heapgoal.workload.stream;

import java.util.List;
import org.heapgoal.goruntime.RecordedRandom;
import org.heapgoal.sim.units.BadInput;

/**
 * The first numbers of Go's {@code math/rand} for the seeds that the runtime's own pacer test uses. They are recorded
 * output, not a generator: there are only so many, and asking for more is an error.
 */
public final class GoRandom {
    private static final double TWO_63 = 0x1p63;

    private GoRandom() {}

    /** The seeds there are, in increasing order. */
    public static List<Long> seeds() {
        return RecordedRandom.seeds();
    }

    /** How many numbers there are for each seed. */
    public static int valuesPerSeed() {
        return RecordedRandom.valuesPerSeed();
    }

    /** Refuses a seed that nothing was recorded for. */
    static void requireSeed(long seed) {
        RecordedRandom.int63(seed);
    }

    /** Starts the sequence of a seed, as Go's {@code Float64} makes it of {@code Int63}. */
    static NoiseSource.Uniform open(long seed) {
        List<Long> values = RecordedRandom.int63(seed);
        return new NoiseSource.Uniform() {
            private int used;

            @Override
            public double next() {
                while (used < values.size()) {
                    double value = (double) values.get(used++) / TWO_63;
                    // The largest integers round up to 1, which Go draws again.
                    if (value < 1) {
                        return value;
                    }
                }
                throw new BadInput("the recorded numbers of Go's generator for seed " + seed + " end after "
                        + values.size() + " cycles; use the named generator for longer runs");
            }
        };
    }
}
