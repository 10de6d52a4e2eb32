package org.heapgoal.sim.hash;

/**
 * Mixing functions with fixed definitions.
 *
 * <p>With G = 0x9E3779B97F4A7C15 (2^64 divided by the golden ratio, made odd) and all arithmetic modulo 2^64:
 *
 * <ul>
 *   <li>{@code mix(z)}: z ^= z >>> 30; z *= 0xBF58476D1CE4E5B9; z ^= z >>> 27; z *= 0x94D049BB133111EB; z ^= z >>> 31.
 *       A bijection: D. Stafford's thirteenth variant, the output function of SplitMix64 (Steele, Lea, Flood: "Fast
 *       splittable pseudorandom number generators", OOPSLA 2014).
 *   <li>{@code append(h, v)} = mix((h + G) ^ v). For a fixed h different values give different results, and so the other
 *       way round; the order of appending matters.
 *   <li>{@code of(text)}: start with h = the number of UTF-16 units and append each unit, in order.
 * </ul>
 */
public final class StableHash {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private StableHash() {}

    /** A bijection of the 64-bit numbers in which each bit of the input affects every bit of the output; mix(0) = 0. */
    public static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The hash of a sequence that has hash {@code hash} so far and goes on with {@code value}. */
    public static long append(long hash, long value) {
        return mix((hash + GOLDEN) ^ value);
    }

    /** The hash of a text; two texts that differ in any character differ in it, up to chance (about 1 in 2^64). */
    public static long of(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = append(hash, text.charAt(i));
        }
        return hash;
    }
}
