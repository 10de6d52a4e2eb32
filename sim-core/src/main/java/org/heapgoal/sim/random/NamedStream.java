package org.heapgoal.sim.random;

import umontreal.ssj.rng.RandomStream;

/**
 * The random numbers of one element of a model: a stream of MRG32k3a, see the package. Made by a {@link StreamFactory}.
 *
 * <p>It is also an SSJ {@link RandomStream}, for reading and testing with SSJ's tools. Simulated state must not depend on
 * SSJ's own distributions, which compute with {@code Math}.
 */
public final class NamedStream implements RandomStream {
    private static final long M1 = Mrg32k3aJump.M1;
    private static final long M2 = Mrg32k3aJump.M2;
    /** M1 × M1, unsigned. */
    private static final long M1_SQUARED = Long.parseUnsignedLong("18446742278413265569");

    /** The double nearest to it is also SSJ's. */
    private static final double NORM = 1.0 / (M1 + 1.0);

    private final String name;
    private final long[] streamStart;
    private long[] substreamStart;
    // The present state: three successive values of either component, oldest first.
    private long x0;
    private long x1;
    private long x2;
    private long y0;
    private long y1;
    private long y2;

    /**
     * A stream with its first substream's draws to come.
     *
     * @param name the element's name
     * @param start the six numbers of the state before the first draw: three below {@link Mrg32k3aJump#M1}, not all 0, and
     *     three below {@link Mrg32k3aJump#M2}, not all 0
     */
    NamedStream(String name, long[] start) {
        this.name = name;
        this.streamStart = start.clone();
        this.substreamStart = streamStart;
        requireState(start, 0, M1);
        requireState(start, 3, M2);
        restart();
    }

    /** The element's name. */
    public String name() {
        return name;
    }

    /** The next draw, uniform on the open interval from 0 to 1: a multiple of about 2^-32. */
    @Override
    public double nextDouble() {
        return nextRaw() * NORM;
    }

    /**
     * The next integer below a bound, every one with exactly the same probability.
     *
     * <p>A raw draw r takes 2^32 − 209 values; it is used modulo the bound unless it is among the last few that would favour
     * small results, in which case another one is drawn. For bounds above 2^32 − 209 two draws make one r.
     *
     * @param bound from 1 to 2^62
     * @return from 0 to bound − 1
     * @throws IllegalArgumentException if the bound is out of range
     */
    public long nextBelow(long bound) {
        if (bound < 1 || bound > 1L << 62) {
            throw new IllegalArgumentException("stream " + name + ": a bound is between 1 and 2^62, not " + bound);
        }
        boolean single = bound <= M1;
        long range = single ? M1 : M1_SQUARED;
        long usable = range - Long.remainderUnsigned(range, bound);
        while (true) {
            long raw = nextRaw() - 1;
            if (!single) {
                raw = raw * M1 + (nextRaw() - 1);
            }
            if (Long.compareUnsigned(raw, usable) < 0) {
                return Long.remainderUnsigned(raw, bound);
            }
        }
    }

    /**
     * True with a probability, from exactly one draw.
     *
     * @param probability 0 to 1; 0 is never and 1 is always
     * @throws IllegalArgumentException if it is not
     */
    public boolean nextBernoulli(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "stream " + name + ": a probability is between 0 and 1, not " + probability);
        }
        return nextDouble() < probability;
    }

    /** SSJ's way to an integer from {@code low} to {@code high}: one draw, and a bias of up to 2^-32 × their distance. */
    @Override
    public int nextInt(int low, int high) {
        if (low > high) {
            throw new IllegalArgumentException("stream " + name + ": " + low + " is larger than " + high);
        }
        return low + (int) (nextDouble() * ((double) high - low + 1.0));
    }

    @Override
    public void nextArrayOfDouble(double[] target, int start, int count) {
        for (int i = start; i < start + count; i++) {
            target[i] = nextDouble();
        }
    }

    @Override
    public void nextArrayOfInt(int low, int high, int[] target, int start, int count) {
        for (int i = start; i < start + count; i++) {
            target[i] = nextInt(low, high);
        }
    }

    /** Goes back to before the first draw of the first substream, which is replication 0. */
    @Override
    public void resetStartStream() {
        substreamStart = streamStart;
        restart();
    }

    /** Goes back to before the first draw of the present substream. */
    @Override
    public void resetStartSubstream() {
        restart();
    }

    /** Goes on to the next substream, which is the next replication. */
    @Override
    public void resetNextSubstream() {
        toSubstreamAfter(1);
    }

    /** Goes on by a number of substreams; 0 or more. */
    void toSubstreamAfter(long count) {
        substreamStart = Mrg32k3aJump.ahead(substreamStart, count, Mrg32k3aJump.SUBSTREAM_EXPONENT);
        restart();
    }

    /** The six numbers of the present state, as SSJ's class of the generator gives them. */
    long[] state() {
        return new long[] {x0, x1, x2, y0, y1, y2};
    }

    @Override
    public String toString() {
        return "stream " + name + " at " + x0 + "," + x1 + "," + x2 + "," + y0 + "," + y1 + "," + y2;
    }

    /** One step: from 1 to M1. The products stay below 2^53 and the differences above -2^53. */
    private long nextRaw() {
        long x = (Mrg32k3aJump.A12 * x1 - Mrg32k3aJump.A13_NEGATED * x0) % M1;
        if (x < 0) {
            x += M1;
        }
        x0 = x1;
        x1 = x2;
        x2 = x;
        long y = (Mrg32k3aJump.A21 * y2 - Mrg32k3aJump.A23_NEGATED * y0) % M2;
        if (y < 0) {
            y += M2;
        }
        y0 = y1;
        y1 = y2;
        y2 = y;
        return x > y ? x - y : x - y + M1;
    }

    private void restart() {
        x0 = substreamStart[0];
        x1 = substreamStart[1];
        x2 = substreamStart[2];
        y0 = substreamStart[3];
        y1 = substreamStart[4];
        y2 = substreamStart[5];
    }

    private static void requireState(long[] state, int from, long modulus) {
        boolean allZero = true;
        for (int i = from; i < from + 3; i++) {
            if (state[i] < 0 || state[i] >= modulus) {
                throw new IllegalArgumentException(
                        "number " + i + " of a state is below " + modulus + ", not " + state[i]);
            }
            allZero &= state[i] == 0;
        }
        if (allZero) {
            throw new IllegalArgumentException("three numbers of a state that follow on each other must not all be 0");
        }
    }
}
