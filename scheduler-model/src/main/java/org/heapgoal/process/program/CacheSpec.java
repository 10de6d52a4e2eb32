package org.heapgoal.process.program;

/**
 * A cache that holds a number of bytes.
 *
 * @param capacityBytes bytes of requested sizes that it holds, 0 to 2^46; each insertion beyond evicts as much
 * @param eviction which entries go
 * @param partHolds where the cache is many rings, or shards, and each insertion goes to any one of them: after how many
 *     insertions into it an entry of a part is evicted, 1 to {@value #MOST_PART_HOLDS}. 0: there is one part only, as with
 *     {@link Eviction#RANDOM}
 */
public record CacheSpec(long capacityBytes, Eviction eviction, int partHolds) {
    /** A part that holds more behaves as if there were no parts. */
    public static final int MOST_PART_HOLDS = 256;

    /** Checks that the capacity is 0 or more and that there are parts only where the oldest go. */
    public CacheSpec {
        Ranges.sizeBytes("a cache's capacity", capacityBytes);
        if (partHolds < 0 || partHolds > MOST_PART_HOLDS || (partHolds > 0 && eviction != Eviction.OLDEST)) {
            throw new IllegalArgumentException(
                    "a cache that evicts " + eviction + " with parts that hold " + partHolds);
        }
    }

    /** A cache of one part. */
    public CacheSpec(long capacityBytes, Eviction eviction) {
        this(capacityBytes, eviction, 0);
    }

    /** Which entries go when the cache is full. */
    public enum Eviction {
        /** The oldest: a ring, or least recently used without hits. */
        OLDEST,
        /** Any one, each as likely as another. */
        RANDOM
    }
}
