package org.heapgoal.process.program;

/**
 * A cache that holds a number of bytes.
 *
 * @param capacityBytes bytes of requested sizes that it holds; each insertion beyond evicts as much
 * @param eviction which entries go
 */
public record CacheSpec(long capacityBytes, Eviction eviction) {
    /** Which entries go when the cache is full. */
    public enum Eviction {
        /** The oldest: a ring, or least recently used without hits. */
        OLDEST,
        /** Any one, each as likely as another. */
        RANDOM
    }
}
