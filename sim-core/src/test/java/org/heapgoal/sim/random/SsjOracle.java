package org.heapgoal.sim.random;

import umontreal.ssj.rng.MRG32k3a;

/** SSJ's generator as the oracle for ours. Tests run one after the other, so its static seed does no harm here. */
final class SsjOracle {
    private SsjOracle() {}

    static MRG32k3a startingAt(long[] state) {
        MRG32k3a oracle = new MRG32k3a();
        oracle.setSeed(state);
        return oracle;
    }
}
