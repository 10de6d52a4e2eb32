package org.heapgoal.recording.metric;

import java.util.Optional;

/** A figure that is declared once. */
public interface Metric {
    /** What is declared of it. */
    Declaration declaration();

    /** The name in JSON and CSV. */
    default String fieldName() {
        return declaration().fieldName();
    }

    /** The name in Go's runtime/metrics, where that has the figure. */
    default Optional<String> goName() {
        return declaration().goName();
    }

    /** What it is measured in. */
    default MetricUnit unit() {
        return declaration().unit();
    }

    /** How it is made of what was recorded. */
    default Aggregation aggregation() {
        return declaration().aggregation();
    }

    /** Its name for people. */
    default String label() {
        return declaration().label();
    }

    /** What it is, without a full stop. */
    default String meaning() {
        return declaration().meaning();
    }
}
