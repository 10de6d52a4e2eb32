package org.heapgoal.recording;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures of one run. A level that does not model a figure leaves it out rather than printing a zero. */
public final class RunSummary {
    private final Map<SummaryMetric, Double> values;

    /** A summary of the given figures; all others count as not modelled. */
    public RunSummary(Map<SummaryMetric, Double> values) {
        EnumMap<SummaryMetric, Double> copy = new EnumMap<>(SummaryMetric.class);
        copy.putAll(values);
        this.values = Collections.unmodifiableMap(copy);
    }

    /** The figure, or nothing where the level does not model it. */
    public OptionalDouble get(SummaryMetric metric) {
        Double value = values.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The figure in the metric's own unit; NaN where the level does not model it. */
    public double valueOrNaN(SummaryMetric metric) {
        return get(metric).orElse(Double.NaN);
    }

    /** The figures that the run's level does not model, in order of declaration. */
    public List<SummaryMetric> notModelled() {
        return Stream.of(SummaryMetric.values())
                .filter(metric -> !values.containsKey(metric))
                .toList();
    }

    /** Whether the other has the same figures, each the same to the last bit. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RunSummary summary && values.equals(summary.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
