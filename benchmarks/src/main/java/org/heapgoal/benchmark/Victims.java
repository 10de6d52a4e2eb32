package org.heapgoal.benchmark;

import org.heapgoal.sim.hash.StableHash;

/** Picks events to move, evenly spread over all. */
final class Victims {
    private final int population;
    private long picked;

    Victims(int population) {
        this.population = population;
    }

    int next() {
        picked++;
        return (int) Math.floorMod(StableHash.mix(picked), (long) population);
    }
}
