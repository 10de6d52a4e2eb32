package org.heapgoal.workload.calibrate;

import java.util.Arrays;

/**
 * How well the twin's figures reproduce the cycles they were taken from.
 *
 * @param quantity what is reproduced
 * @param cycles cycles compared
 * @param bias mean of (reproduced − observed) over the mean observed
 * @param medianError median of |reproduced − observed| over observed
 * @param p90Error the error that nine cycles of ten stay below
 */
public record Residual(String quantity, int cycles, double bias, double medianError, double p90Error) {
    /** Compares cycle by cycle; cycles in which nothing was observed count for the bias only. */
    static Residual of(String quantity, double[] reproduced, double[] observed) {
        double difference = 0;
        double total = 0;
        double[] errors = new double[observed.length];
        int count = 0;
        for (int i = 0; i < observed.length; i++) {
            difference += reproduced[i] - observed[i];
            total += observed[i];
            if (observed[i] > 0) {
                errors[count++] = Math.abs(reproduced[i] - observed[i]) / observed[i];
            }
        }
        double[] counted = Arrays.copyOf(errors, count);
        return new Residual(
                quantity,
                observed.length,
                total > 0 ? difference / total : 0,
                count > 0 ? Stats.median(counted) : 0,
                count > 0 ? Stats.quantile(counted, 0.9) : 0);
    }
}
