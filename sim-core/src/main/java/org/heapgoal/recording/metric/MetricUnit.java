package org.heapgoal.recording.metric;

/** What a figure is measured in. */
public enum MetricUnit {
    /** Seconds of time, or of CPU time. */
    SECONDS,
    /** A whole number of things. */
    COUNT,
    /** Things per second. */
    PER_SECOND,
    /** A share of a whole, 0 to 1 as a rule. */
    FRACTION,
    /** Bytes. */
    BYTES,
    /** Bytes per second. */
    BYTES_PER_SECOND,
    /** A quotient of two amounts of different kinds. */
    RATIO,
    /** A word. */
    TEXT,
    /** True or false. */
    FLAG
}
