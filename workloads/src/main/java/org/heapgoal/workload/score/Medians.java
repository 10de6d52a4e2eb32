package org.heapgoal.workload.score;

import java.util.Arrays;
import java.util.Collection;

/** Medians, with the mean of the middle two where there is no middle one. */
final class Medians {
    private Medians() {}

    /** The median; NaN without values. */
    static double of(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The median of those values that are numbers; NaN where none is. */
    static double of(Collection<Double> values) {
        return of(values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .toArray());
    }
}
