package org.heapgoal.sim.random;

/**
 * The transition of MRG32k3a as two 3x3 matrices, and their powers for jumping ahead.
 *
 * <p>A state is six numbers: three modulo {@link #M1}, then three modulo {@link #M2}. One step multiplies each half by its
 * matrix. The powers A^(2^e) for the exponents in use are computed once, when the class is first used.
 */
final class Mrg32k3aJump {
    /** The first component's modulus, 2^32 − 209. */
    static final long M1 = 4294967087L;

    /** The second component's modulus, 2^32 − 22853. */
    static final long M2 = 4294944443L;

    static final long A12 = 1403580;
    static final long A13_NEGATED = 810728;
    static final long A21 = 527612;
    static final long A23_NEGATED = 1370589;

    /** Streams start 2^127 steps apart. */
    static final int STREAM_EXPONENT = 127;

    /** Substreams start 2^76 steps apart. */
    static final int SUBSTREAM_EXPONENT = 76;

    private static final int ORDER = 3;
    private static final int HIGHEST_EXPONENT = STREAM_EXPONENT + Long.SIZE - 1;
    private static final long[][][] POWERS_1 =
            squarings(new long[][] {{0, 1, 0}, {0, 0, 1}, {M1 - A13_NEGATED, A12, 0}}, M1);
    private static final long[][][] POWERS_2 =
            squarings(new long[][] {{0, 1, 0}, {0, 0, 1}, {M2 - A23_NEGATED, 0, A21}}, M2);

    private Mrg32k3aJump() {}

    /**
     * The state that follows after {@code count} times 2^{@code exponent} steps.
     *
     * @param state six numbers, left as they are
     * @param count unsigned
     * @param exponent at most {@link #STREAM_EXPONENT}
     */
    static long[] ahead(long[] state, long count, int exponent) {
        long[] result = state.clone();
        for (long bits = count; bits != 0; bits &= bits - 1) {
            int power = exponent + Long.numberOfTrailingZeros(bits);
            multiply(POWERS_1[power], result, 0, M1);
            multiply(POWERS_2[power], result, ORDER, M2);
        }
        return result;
    }

    private static long[][][] squarings(long[][] transition, long modulus) {
        long[][][] powers = new long[HIGHEST_EXPONENT + 1][][];
        powers[0] = transition;
        for (int exponent = 1; exponent <= HIGHEST_EXPONENT; exponent++) {
            powers[exponent] = square(powers[exponent - 1], modulus);
        }
        return powers;
    }

    private static long[][] square(long[][] matrix, long modulus) {
        long[][] result = new long[ORDER][ORDER];
        for (int row = 0; row < ORDER; row++) {
            for (int column = 0; column < ORDER; column++) {
                long sum = 0;
                for (int k = 0; k < ORDER; k++) {
                    sum += times(matrix[row][k], matrix[k][column], modulus);
                }
                result[row][column] = sum % modulus;
            }
        }
        return result;
    }

    private static void multiply(long[][] matrix, long[] state, int offset, long modulus) {
        long[] product = new long[ORDER];
        for (int row = 0; row < ORDER; row++) {
            for (int column = 0; column < ORDER; column++) {
                product[row] += times(matrix[row][column], state[offset + column], modulus);
            }
        }
        for (int row = 0; row < ORDER; row++) {
            state[offset + row] = product[row] % modulus;
        }
    }

    /** Both factors are below 2^32, so their product fits into 64 unsigned bits. */
    private static long times(long a, long b, long modulus) {
        return Long.remainderUnsigned(a * b, modulus);
    }
}
