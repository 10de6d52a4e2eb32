package org.heapgoal.workload.band;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the figures of a twin are best moved by what it misses of its own log, and towards level pacer.
 *
 * <p>What counts is the distance of the moved figure from what was observed, a mean over programs of the means over their
 * cases; a distance counts as at most three times the median of those of the unmoved figures, so that a few wild cases do not
 * decide. The miss counts in full or not at all; a half of it, and the other level, are taken only where programs that they were
 * not fitted to gain by them.
 */
final class ShiftFit {
    private static final double[] TOWARDS_LOG = {0, 0.5, 1};
    private static final double[] TOWARDS_PACER = {0, 0.25, 0.5};
    private static final double WILD = 3;

    /** What programs that were left out must gain by the finer choice. */
    private static final double REAL_GAIN = 0.9;

    private final Map<String, List<ErrorCase>> programs = new LinkedHashMap<>();
    private final double most;

    private ShiftFit(List<ErrorCase> cases) {
        cases.forEach(one -> programs.computeIfAbsent(one.program(), name -> new ArrayList<>())
                .add(one));
        double[] raw =
                cases.stream().mapToDouble(one -> Math.abs(one.residual())).toArray();
        Arrays.sort(raw);
        this.most = WILD * Members.Quantile.of(raw, 0.5);
    }

    /** A term of which only the shares count. */
    static ErrorTerm of(List<ErrorCase> cases) {
        return new ShiftFit(cases).chosen();
    }

    private ErrorTerm chosen() {
        List<String> all = List.copyOf(programs.keySet());
        ErrorTerm whole = shares(1, 0);
        ErrorTerm none = shares(0, 0);
        ErrorTerm simple = loss(whole, all) < loss(none, all) ? whole : none;
        if (all.size() < 2) {
            return simple;
        }
        double leftOut = 0;
        for (String program : all) {
            List<String> others =
                    all.stream().filter(other -> !other.equals(program)).toList();
            leftOut += loss(best(others), List.of(program));
        }
        return leftOut / all.size() < REAL_GAIN * loss(simple, all) ? best(all) : simple;
    }

    private ErrorTerm best(List<String> among) {
        ErrorTerm best = shares(0, 0);
        double least = Double.POSITIVE_INFINITY;
        for (double log : TOWARDS_LOG) {
            for (double pacer : TOWARDS_PACER) {
                ErrorTerm tried = shares(log, pacer);
                double loss = loss(tried, among);
                if (loss < least) {
                    least = loss;
                    best = tried;
                }
            }
        }
        return best;
    }

    private double loss(ErrorTerm shift, List<String> among) {
        double sum = 0;
        for (String program : among) {
            sum += programs.getOrDefault(program, List.of()).stream()
                    .mapToDouble(one -> Math.min(most, Math.abs(one.residual() - shift.shift(one.signs()))))
                    .average()
                    .orElse(0);
        }
        return sum / among.size();
    }

    /** A term that only moves. */
    static ErrorTerm shares(double log, double pacer) {
        return new ErrorTerm(0, log, pacer, 0, 0, 0, 0, 0, 0);
    }
}
