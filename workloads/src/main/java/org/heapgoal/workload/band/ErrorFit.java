package org.heapgoal.workload.band;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.heapgoal.workload.score.SettingClass;

/**
 * Derives an error model from predictions that were observed: for each level, kind of change and figure the middle with the
 * least absolute error and the half-width that is the best predictor of the ninetieth percentile of the distance from it
 * (quantile regression), both over a grid of round numbers. Then each program is left out in turn, and the half-widths are
 * widened so that they hold nine of ten of the cases of programs that they were not fitted to.
 */
public final class ErrorFit {
    private static final double SHARE = 0.9;
    private static final double[] MIDDLES = {0, 0.25, 0.5, 0.75, 1};
    private static final double[] CONSTANTS = {
        0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75,
        1
    };
    private static final double[] FACTORS = {
        0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9, 1, 1.25, 1.5, 2, 2.5, 3
    };
    private static final int FEATURES = 5;
    private static final int MOST_ROUNDS = 30;
    /** A little against using a feature for nothing. */
    private static final double TIDINESS = 1e-6;

    /**
     * 90 % of the distances of two draws from a normal distribution lie below this multiple of their mean: 1.645 · sqrt(2)
     * over 2 / sqrt(pi).
     */
    private static final double NINETY_OVER_MEAN_DISTANCE = 2.062;

    private static final int FEWEST = 12;

    private ErrorFit() {}

    /** The model; groups of fewer than a dozen cases get no term. */
    public static ErrorModel of(List<ErrorCase> cases) {
        Map<ErrorModel.Key, List<ErrorCase>> groups = new LinkedHashMap<>();
        cases.forEach(one ->
                groups.computeIfAbsent(one.key(), key -> new ArrayList<>()).add(one));
        Map<ErrorModel.Key, ErrorTerm> terms = new LinkedHashMap<>();
        groups.entrySet().stream()
                .filter(group -> group.getValue().size() >= FEWEST)
                .sorted((a, b) -> order(a.getKey(), b.getKey()))
                .forEach(group -> terms.put(
                        group.getKey(),
                        group.getKey().change() == SettingClass.NOTHING
                                ? repeat(group.getValue())
                                : term(group.getValue())));
        return new ErrorModel(terms);
    }

    private static int order(ErrorModel.Key a, ErrorModel.Key b) {
        int level = a.level().compareTo(b.level());
        int change = a.change().compareTo(b.change());
        return level != 0 ? level : change != 0 ? change : a.figure().compareTo(b.figure());
    }

    /** Under the log's own settings the log is what a second run is expected to be like, up to the noise of repeats. */
    private static ErrorTerm repeat(List<ErrorCase> cases) {
        Map<String, Double> noises = new LinkedHashMap<>();
        cases.forEach(one -> {
            if (!Double.isNaN(one.noise())) {
                noises.putIfAbsent(one.load(), one.noise());
            }
        });
        double mean = noises.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(1);
        return new ErrorTerm(cases.size(), 1, 0, NINETY_OVER_MEAN_DISTANCE * mean, 0, 0, 0, 0, 1);
    }

    private static ErrorTerm term(List<ErrorCase> cases) {
        ErrorTerm fitted = fitted(cases);
        List<Double> ratios = new ArrayList<>();
        TreeSet<String> programs = new TreeSet<>();
        cases.forEach(one -> programs.add(one.program()));
        if (programs.size() > 1) {
            for (String program : programs) {
                ErrorTerm others = fitted(cases.stream()
                        .filter(one -> !one.program().equals(program))
                        .toList());
                cases.stream().filter(one -> one.program().equals(program)).forEach(one -> {
                    double off = one.residual() - others.middle(one.signs());
                    ratios.add(Math.abs(off) / others.halfWidth(one.signs(), off > 0));
                });
            }
        }
        double widening = ratios.isEmpty()
                ? 1
                : Math.max(
                        1,
                        Members.Quantile.ofUnsorted(
                                ratios.stream().mapToDouble(Double::doubleValue).toArray(), SHARE));
        return new ErrorTerm(
                fitted.cases(),
                fitted.towardsLog(),
                fitted.towardsPacer(),
                fitted.constant(),
                fitted.perSpread(),
                fitted.perMiss(),
                fitted.perGap(),
                fitted.perChange(),
                widening);
    }

    private static ErrorTerm fitted(List<ErrorCase> cases) {
        double[] middle = middle(cases);
        double[][] features = new double[cases.size()][];
        double[] off = new double[cases.size()];
        for (int i = 0; i < off.length; i++) {
            ErrorCase one = cases.get(i);
            double distance = one.residual()
                    - middle[0] * one.signs().miss()
                    - middle[1] * one.signs().gap();
            off[i] = Math.abs(distance);
            features[i] = new double[] {
                1,
                distance > 0 ? one.signs().up() : one.signs().down(),
                Math.abs(one.signs().miss()),
                Math.abs(one.signs().gap()),
                one.signs().change()
            };
        }
        double[] widths = widths(features, off);
        return new ErrorTerm(
                off.length, middle[0], middle[1], widths[0], widths[1], widths[2], widths[3], widths[4], 1);
    }

    /** Shares of the miss and of the gap that leave the least sum of absolute distances. */
    private static double[] middle(List<ErrorCase> cases) {
        double[] best = {0, 0};
        double least = Double.POSITIVE_INFINITY;
        for (double log : MIDDLES) {
            for (double pacer : MIDDLES) {
                double sum = (log + pacer) * TIDINESS;
                for (ErrorCase one : cases) {
                    sum += Math.abs(one.residual()
                            - log * one.signs().miss()
                            - pacer * one.signs().gap());
                }
                if (sum < least) {
                    least = sum;
                    best = new double[] {log, pacer};
                }
            }
        }
        return best;
    }

    /**
     * Two numbers after the other two are moved to where the loss is least, until none moves: single ones would get stuck where
     * one can only shrink as another grows.
     */
    private static double[] widths(double[][] features, double[] off) {
        double[] best = {0.1, 0, 0, 0, 0};
        double least = loss(features, off, best);
        boolean moved = true;
        for (int round = 0; moved && round < MOST_ROUNDS; round++) {
            moved = false;
            for (int i = 0; i < FEATURES; i++) {
                for (int j = i + 1; j < FEATURES; j++) {
                    double[] tried = best(features, off, best, i, j);
                    double loss = loss(features, off, tried);
                    if (loss < least) {
                        least = loss;
                        best = tried;
                        moved = true;
                    }
                }
            }
        }
        return best;
    }

    /** The best values of two of the numbers, with the others as they are. */
    private static double[] best(double[][] features, double[] off, double[] from, int i, int j) {
        double[] best = from;
        double least = Double.POSITIVE_INFINITY;
        for (double one : i == 0 ? CONSTANTS : FACTORS) {
            for (double other : FACTORS) {
                double[] tried = from.clone();
                tried[i] = one;
                tried[j] = other;
                double loss = loss(features, off, tried);
                if (loss < least) {
                    least = loss;
                    best = tried;
                }
            }
        }
        return best;
    }

    /** What quantile regression minimises. */
    private static double loss(double[][] features, double[] off, double[] factors) {
        double sum = 0;
        for (int i = 0; i < off.length; i++) {
            double width = 0;
            for (int j = 0; j < FEATURES; j++) {
                width += factors[j] * features[i][j];
            }
            double above = off[i] - width;
            sum += above > 0 ? SHARE * above : (SHARE - 1) * above;
        }
        for (double factor : factors) {
            sum += TIDINESS * factor;
        }
        return sum;
    }
}
