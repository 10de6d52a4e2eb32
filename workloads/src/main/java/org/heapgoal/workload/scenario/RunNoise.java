package org.heapgoal.workload.scenario;

import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.stream.NoiseSource;

/**
 * A run's random numbers for its streams. Each noise has a stream of its own, named after its quantity and its seed, so
 * that adding noise elsewhere or changing a setting leaves it alone.
 *
 * @param seed the run's seed: any number
 * @param replication which repetition of the run, at least 0
 */
public record RunNoise(long seed, long replication) implements Scenario.NoiseSources {
    @Override
    public NoiseSource of(String quantity) {
        // A factory gives each stream out once; a fresh one makes opening a load twice give the same numbers twice.
        return noiseSeed ->
                new StreamFactory(seed, replication).stream("cycles." + quantity + ".random." + noiseSeed)::nextDouble;
    }
}
