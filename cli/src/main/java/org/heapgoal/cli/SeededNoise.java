package org.heapgoal.cli;

import org.heapgoal.sim.random.NamedStream;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.scenario.Scenario;
import org.heapgoal.workload.stream.NoiseSource;

/**
 * Noise for a scenario's quantities from the run's named random streams: each quantity and each seed that the scenario
 * names has a stream of its own, which no other element's draws can move.
 *
 * @param seed the run's seed
 */
record SeededNoise(long seed) implements Scenario.NoiseSources {
    private static final long FIRST_REPLICATION = 0;

    @Override
    public NoiseSource of(String quantity) {
        return streamSeed -> {
            NamedStream stream =
                    new StreamFactory(seed, FIRST_REPLICATION).stream("scenario/" + quantity + "/" + streamSeed);
            return stream::nextDouble;
        };
    }
}
