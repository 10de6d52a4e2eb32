package org.heapgoal.sim.random;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import umontreal.ssj.rng.MRG32k3a;
import umontreal.ssj.util.ArithmeticMod;

/** Oracle: SSJ's MRG32k3a and SSJ's modular matrix arithmetic. */
class NamedStreamProperties {
    /** SSJ subtracts in 32 bits, so only ranges up to 2^31 compare. */
    private static final int HALF = (1 << 30) - 1;

    private static final double M1 = 4294967087.0;
    private static final double M2 = 4294944443.0;
    private static final double[][] ONE_STEP_1 = {{0, 1, 0}, {0, 0, 1}, {-810728, 1403580, 0}};
    private static final double[][] ONE_STEP_2 = {{0, 1, 0}, {0, 0, 1}, {-1370589, 0, 527612}};

    @Property(tries = 200)
    void draws_are_ssjs_for_the_same_seed(@ForAll long seed, @ForAll @StringLength(min = 1, max = 30) String name) {
        NamedStream ours = new StreamFactory(seed, 0).stream(name);
        MRG32k3a theirs = SsjOracle.startingAt(ours.state());
        for (int i = 0; i < 200; i++) {
            assertThat(ours.nextDouble()).isEqualTo(theirs.nextDouble());
        }
        assertThat(ours.state()).isEqualTo(theirs.getState());
    }

    @Property(tries = 200)
    void integers_of_ssjs_kind_are_ssjs(
            @ForAll long seed,
            @ForAll @IntRange(min = -HALF, max = HALF) int one,
            @ForAll @IntRange(min = -HALF, max = HALF) int other) {
        NamedStream ours = new StreamFactory(seed, 0).stream("x");
        MRG32k3a theirs = SsjOracle.startingAt(ours.state());
        int[] drawn = new int[20];
        int[] expected = new int[20];
        ours.nextArrayOfInt(Math.min(one, other), Math.max(one, other), drawn, 3, 15);
        theirs.nextArrayOfInt(Math.min(one, other), Math.max(one, other), expected, 3, 15);
        assertThat(drawn).isEqualTo(expected);
    }

    @Property(tries = 100)
    void substreams_are_ssjs(@ForAll long seed, @ForAll @IntRange(max = 20) int replication) {
        NamedStream ours = new StreamFactory(seed, replication).stream("x");
        NamedStream first = new StreamFactory(seed, 0).stream("x");
        MRG32k3a theirs = SsjOracle.startingAt(first.state());
        for (int i = 0; i < replication; i++) {
            theirs.resetNextSubstream();
            first.nextDouble();
            first.resetNextSubstream();
        }
        assertThat(ours.state()).isEqualTo(theirs.getState()).isEqualTo(first.state());
        double[] drawn = new double[5];
        double[] expected = new double[5];
        ours.nextArrayOfDouble(drawn, 0, 5);
        theirs.nextArrayOfDouble(expected, 0, 5);
        assertThat(drawn).isEqualTo(expected);
        ours.resetStartSubstream();
        assertThat(ours.nextDouble()).isEqualTo(expected[0]);
        ours.resetStartStream();
        assertThat(ours.state())
                .isEqualTo(new StreamFactory(seed, 0).stream("x").state());
    }

    /** SSJ's matrix power takes an int, so numbers of streams up to 2^31 can be compared. */
    @Property(tries = 60)
    void stream_k_starts_at_a_power_of_the_transition(
            @ForAll long seed, @ForAll @IntRange(max = Integer.MAX_VALUE) int number) {
        NamedStream ours = new StreamFactory(seed, 0).stream("x", number);
        assertThat(ours.state()).isEqualTo(jump(StreamFactory.startState(seed), number));
    }

    @Property(tries = 200)
    void jumps_add_up(
            @ForAll long seed,
            @ForAll @LongRange(max = 1L << 61) long one,
            @ForAll @LongRange(max = 1L << 61) long other) {
        long[] start = StreamFactory.startState(seed);
        long[] there = Mrg32k3aJump.ahead(Mrg32k3aJump.ahead(start, one, 127), other, 127);
        assertThat(there).isEqualTo(Mrg32k3aJump.ahead(start, one + other, 127));
    }

    @Property
    void integers_below_a_bound_are_below_it(
            @ForAll long seed, @ForAll @LongRange(min = 1, max = 1L << 62) long bound) {
        NamedStream stream = new StreamFactory(seed, 0).stream("x");
        for (int i = 0; i < 20; i++) {
            assertThat(stream.nextBelow(bound)).isBetween(0L, bound - 1);
        }
    }

    private static long[] jump(long[] start, int number) {
        double[] x = {start[0], start[1], start[2]};
        double[] y = {start[3], start[4], start[5]};
        ArithmeticMod.matVecModM(power(ONE_STEP_1, number, M1), x, x, M1);
        ArithmeticMod.matVecModM(power(ONE_STEP_2, number, M2), y, y, M2);
        return new long[] {(long) x[0], (long) x[1], (long) x[2], (long) y[0], (long) y[1], (long) y[2]};
    }

    private static double[][] power(double[][] step, int number, double modulus) {
        double[][] oneStream = new double[3][3];
        ArithmeticMod.matTwoPowModM(step, oneStream, modulus, 127);
        double[][] result = new double[3][3];
        ArithmeticMod.matPowModM(oneStream, result, modulus, number);
        return result;
    }
}
