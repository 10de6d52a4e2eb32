package org.heapgoal.process.program;

/** Checks of numbers, with messages that say what is allowed. */
final class Ranges {
    /** The largest size in a load: 2^46 bytes, half of what a Go heap can address. */
    static final long MAX_BYTES = 1L << 46;

    private static final double MAX_PER_SECOND = 1e8;
    private static final double MAX_FACTOR = 1e6;

    private Ranges() {}

    static void atLeast(String what, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(what + " is at least " + least + ", not " + value);
        }
    }

    static void sizeBytes(String what, long bytes) {
        if (bytes < 0 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(what + " is 0 to " + MAX_BYTES + " bytes, not " + bytes);
        }
    }

    static void fraction(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " is 0 to 1, not " + value);
        }
    }

    static void positive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is positive and finite, not " + value);
        }
    }

    static void notNegative(String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is 0 or more and finite, not " + value);
        }
    }

    static void perSecond(double rate) {
        if (!(rate >= 0 && rate <= MAX_PER_SECOND)) {
            throw new IllegalArgumentException("arrivals are 0 to " + MAX_PER_SECOND + " per second, not " + rate);
        }
    }

    static void factor(double factor) {
        if (!(factor >= 0 && factor <= MAX_FACTOR)) {
            throw new IllegalArgumentException("a factor is 0 to " + MAX_FACTOR + ", not " + factor);
        }
    }

    static void instant(long atNanos) {
        atLeast("an instant", atNanos, 0);
    }

    static void interval(long fromNanos, long untilNanos) {
        atLeast("the begin of a source", fromNanos, 0);
        atLeast("the end of a source that begins at " + fromNanos, untilNanos, fromNanos);
    }
}
