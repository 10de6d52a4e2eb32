package org.heapgoal.workload.band;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How wide 90 % intervals must be: a constant and multiples of what is known at the time of a prediction, which say for
 * which predictions more is to be expected.
 *
 * <p>The sum is fitted to the absolute errors as their expected size, by the likelihood of a Laplace distribution: all cases
 * have a say in where errors are larger, not only the tenth that an interval leaves out. A sign is used only if it makes the
 * errors of programs more likely that the numbers were not fitted to, the most telling first. Then all numbers are multiplied
 * by what the cases of programs that were left out need.
 */
final class WidthFit {
    /**
     * The share of the cases of programs left out that must lie inside: three per cent more than the intervals promise, as the
     * next program may differ from the few that there are by more than these do from each other.
     */
    private static final double SHARE = 0.93;

    /** What a sign must add to the mean logarithm of the likelihood. */
    private static final double TELLING = 0.03;

    private static final int ROUNDS = 200;

    /** The constant is at least this part of the mean error: no prediction is certain. */
    private static final double LEAST_CONSTANT = 0.1;

    /** Errors below this are none. */
    private static final double TINY = 1e-6;

    private final List<Off> cases;
    private final List<String> programs;
    private final int signs;

    /**
     * A prediction's error.
     *
     * @param program whose figure it was
     * @param distance how far off it was, without a sign
     * @param signs what was known; the first is one
     */
    record Off(String program, double distance, List<Double> signs) {
        /** Copies the list. */
        Off {
            signs = List.copyOf(signs);
        }
    }

    private WidthFit(List<Off> cases) {
        this.cases = cases;
        this.programs = cases.stream().map(Off::program).distinct().sorted().toList();
        this.signs = cases.get(0).signs().size();
    }

    /** The constant and the factor of each sign. */
    static double[] of(List<Off> cases) {
        return new WidthFit(cases).fitted();
    }

    private double[] fitted() {
        boolean[] used = new boolean[signs];
        used[0] = true;
        if (programs.size() > 1) {
            select(used);
        }
        double widening = Members.Quantile.ofUnsorted(ratios(used), SHARE);
        double[] factors = expected(cases, used);
        for (int i = 0; i < factors.length; i++) {
            factors[i] *= widening;
        }
        return factors;
    }

    private void select(boolean[] used) {
        double best = unlikelihood(used);
        int added;
        do {
            added = 0;
            double least = best - TELLING;
            for (int sign = 1; sign < signs; sign++) {
                if (!used[sign]) {
                    boolean[] more = used.clone();
                    more[sign] = true;
                    double tried = unlikelihood(more);
                    if (tried < least) {
                        least = tried;
                        added = sign;
                    }
                }
            }
            if (added > 0) {
                used[added] = true;
                best = least;
            }
        } while (added > 0);
    }

    /** Of the cases of each program, with numbers fitted to the others. */
    private double unlikelihood(boolean[] used) {
        double sum = 0;
        for (String program : programs) {
            double[] others = expected(without(program), used);
            for (Off one : cases) {
                if (one.program().equals(program)) {
                    double width = width(others, one);
                    sum += StrictMath.log(width) + one.distance() / width;
                }
            }
        }
        return sum / cases.size();
    }

    /** Errors over what was expected of them, each with numbers fitted to the other programs. */
    private double[] ratios(boolean[] used) {
        List<Double> ratios = new ArrayList<>();
        for (String program : programs) {
            double[] others = expected(programs.size() > 1 ? without(program) : cases, used);
            for (Off one : cases) {
                if (one.program().equals(program)) {
                    ratios.add(one.distance() / width(others, one));
                }
            }
        }
        return ratios.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private List<Off> without(String program) {
        return cases.stream().filter(one -> !one.program().equals(program)).toList();
    }

    private static double width(double[] factors, Off one) {
        double width = 0;
        for (int i = 0; i < factors.length; i++) {
            width += factors[i] * one.signs().get(i);
        }
        return width;
    }

    /**
     * The most likely factors, none negative. Each is multiplied again and again by the root of what its cases' errors ask
     * for over what they have, which never makes the errors less likely.
     */
    private static double[] expected(List<Off> cases, boolean[] used) {
        double mean = Math.max(
                TINY, cases.stream().mapToDouble(Off::distance).average().orElse(1));
        double[] factors = start(cases, used, mean);
        for (int round = 0; round < ROUNDS; round++) {
            double[] asked = new double[factors.length];
            double[] had = new double[factors.length];
            for (Off one : cases) {
                double width = width(factors, one);
                double error = one.distance() / (width * width);
                for (int i = 0; i < factors.length; i++) {
                    asked[i] += error * one.signs().get(i);
                    had[i] += one.signs().get(i) / width;
                }
            }
            for (int i = 0; i < factors.length; i++) {
                if (factors[i] > 0) {
                    factors[i] *= StrictMath.sqrt(asked[i] / had[i]);
                }
            }
            factors[0] = Math.max(factors[0], LEAST_CONSTANT * mean);
        }
        return factors;
    }

    /** Each sign begins with an equal part of the mean error; one that is always zero has none. */
    private static double[] start(List<Off> cases, boolean[] used, double mean) {
        double[] sums = new double[used.length];
        for (Off one : cases) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += used[i] ? one.signs().get(i) : 0;
            }
        }
        double parts = Arrays.stream(sums).filter(sum -> sum > 0).count();
        double[] factors = new double[used.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = sums[i] > 0 ? mean * cases.size() / parts / sums[i] : 0;
        }
        return factors;
    }
}
