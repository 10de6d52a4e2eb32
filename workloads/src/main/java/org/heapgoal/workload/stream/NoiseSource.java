package org.heapgoal.workload.stream;

/** Gives {@link ValueStream.Noise} its random numbers; one source for each quantity of a scenario. */
@FunctionalInterface
public interface NoiseSource {
    /**
     * Starts a sequence of uniform numbers. The same source and seed always start the same sequence.
     *
     * @param seed the seed that the stream's definition names
     */
    Uniform open(long seed);

    /** A sequence of uniform random numbers. */
    @FunctionalInterface
    interface Uniform {
        /** The next number, at least 0 and below 1. */
        double next();
    }
}
