package org.heapgoal.workload.calibrate;

import java.util.Arrays;

/** The few statistics that calibration needs. */
final class Stats {
    /** Points that a slope is taken from; of more, evenly spaced ones are used. */
    private static final int MAX_POINTS = 500;

    private static final double TAIL = 0.1;

    private Stats() {}

    /** The value below which the given share of the values lies, by linear interpolation; NaN without values. */
    static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
    }

    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    static double mean(double[] values) {
        return sum(values) / values.length;
    }

    /** The mean with everything above a multiple of the median cut down to it, so that one stall does not set it. */
    static double clippedMean(double[] values, double medians) {
        double top = median(values) * medians;
        double sum = 0;
        for (double value : values) {
            sum += top > 0 ? Math.min(value, top) : value;
        }
        return sum / values.length;
    }

    /** The mean without the largest tenth of the values: what a machine's stalls do not set. */
    static double meanWithoutTail(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int kept = Math.max(1, (int) StrictMath.ceil(sorted.length * (1 - TAIL)));
        return mean(Arrays.copyOf(sorted, Math.min(kept, sorted.length)));
    }

    /**
     * Slopes of all lines through two of the points, in ascending order: their median is the Theil–Sen slope, which up to
     * 29 % of bad points cannot spoil. Pairs at less than the given distance in x say nothing and are left out.
     */
    static double[] pairSlopes(double[] x, double[] y, double minDistance) {
        int step = Math.max(1, (x.length + MAX_POINTS - 1) / MAX_POINTS);
        int points = (x.length + step - 1) / step;
        double[] slopes = new double[points * points / 2];
        int count = 0;
        for (int i = 0; i < x.length; i += step) {
            for (int j = i + step; j < x.length; j += step) {
                double distance = x[j] - x[i];
                if (Math.abs(distance) >= minDistance && distance != 0) {
                    slopes[count++] = (y[j] - y[i]) / distance;
                }
            }
        }
        double[] found = Arrays.copyOf(slopes, count);
        Arrays.sort(found);
        return found;
    }
}
