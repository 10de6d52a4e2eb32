package org.heapgoal.process.program;

/**
 * A cache that holds a number of bytes.
 *
 * @param capacityBytes bytes of requested sizes that it holds, 0 to 2^46; each insertion beyond evicts as much
 * @param eviction which entries go
 */
public record CacheSpec(long capacityBytes, Eviction eviction) {
    /** Checks that the capacity is 0 or more. */
    public CacheSpec {
        Ranges.sizeBytes("a cache's capacity", capacityBytes);
    }

    /** Which entries go when the cache is full. */
    public enum Eviction {
        /** The oldest: a ring, or least recently used without hits. */
        OLDEST,
        /** Any one, each as likely as another. */
        RANDOM
    }
}
