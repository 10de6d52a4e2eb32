package org.heapgoal.report;

import java.util.List;

/**
 * Something recorded over time. Where more was recorded than fits, each time bucket keeps its first and last item and those
 * with the least and greatest value of each quantity, so no peak is lost.
 *
 * @param kept the kept items in order of recording
 * @param recorded how many there were
 * @param bucketNanos the length of a bucket; 0 if every item was kept
 * @param <T> what was recorded
 */
public record Thinned<T>(List<T> kept, long recorded, long bucketNanos) {
    /** Copies the list. */
    public Thinned {
        kept = List.copyOf(kept);
    }

    /** Nothing was recorded. */
    public static <T> Thinned<T> none() {
        return new Thinned<>(List.of(), 0, 0);
    }

    /** Whether items were left out. */
    public boolean thinned() {
        return bucketNanos > 0;
    }
}
