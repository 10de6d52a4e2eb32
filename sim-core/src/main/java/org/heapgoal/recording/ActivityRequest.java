package org.heapgoal.recording;

/** Which window of a run the activity of the Ps is wanted for. */
public sealed interface ActivityRequest {
    /** None: nothing is recorded and nothing paid. */
    ActivityRequest NONE = new None();

    /** Around the first complete GC cycle after warm-up, about one and a half times as long as the cycle. */
    ActivityRequest AROUND_A_CYCLE = new AroundACycle();

    /** See {@link #NONE}. */
    record None() implements ActivityRequest {}

    /** See {@link #AROUND_A_CYCLE}. */
    record AroundACycle() implements ActivityRequest {}

    /**
     * A window that somebody chose.
     *
     * @param fromNanos where it begins, at least 0
     * @param lengthNanos how long it is, at least 1
     */
    record Chosen(long fromNanos, long lengthNanos) implements ActivityRequest {
        /** Checks the ranges. */
        public Chosen {
            if (fromNanos < 0 || lengthNanos < 1 || fromNanos + lengthNanos < 0) {
                throw new IllegalArgumentException("no window: " + lengthNanos + " ns from " + fromNanos + " ns");
            }
        }
    }
}
