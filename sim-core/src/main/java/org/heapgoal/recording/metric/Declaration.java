package org.heapgoal.recording.metric;

import java.util.Optional;

/**
 * What is declared of a figure.
 *
 * @param fieldName its name in JSON and CSV; its ending is the unit as a rule. In JSON a dot leads from an object to its
 *     field
 * @param goName the name that runtime/metrics has for the same thing, where it has one
 * @param unit what it is measured in
 * @param aggregation how it is made of what was recorded
 * @param label its name for people
 * @param meaning what it is, without a full stop
 */
public record Declaration(
        String fieldName,
        Optional<String> goName,
        MetricUnit unit,
        Aggregation aggregation,
        String label,
        String meaning) {
    /** A figure that runtime/metrics does not have. */
    public static Declaration of(
            String fieldName, MetricUnit unit, Aggregation aggregation, String label, String meaning) {
        return new Declaration(fieldName, Optional.empty(), unit, aggregation, label, meaning);
    }

    /** A figure of each cycle. */
    public static Declaration perCycle(String fieldName, MetricUnit unit, String label, String meaning) {
        return of(fieldName, unit, Aggregation.PER_CYCLE, label, meaning);
    }

    /** Bytes as they are at an instant. */
    public static Declaration bytesNow(String fieldName, String label, String meaning) {
        return of(fieldName, MetricUnit.BYTES, Aggregation.INSTANT, label, meaning);
    }

    /** The same figure, which runtime/metrics has under a name. */
    public Declaration inGo(String name) {
        return new Declaration(fieldName, Optional.of(name), unit, aggregation, label, meaning);
    }

    /** The same figure under another name for people. */
    public Declaration labelled(String other) {
        return new Declaration(fieldName, goName, unit, aggregation, other, meaning);
    }
}
