package org.heapgoal.workload.band;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.workload.score.SettingClass;

/**
 * Derives an error model from predictions that were observed: for each level, kind of change and figure how the twin's figure
 * is best moved ({@link ShiftFit}) and how far the prediction may be off then ({@link WidthFit}). Both are judged by programs
 * that they were not fitted to.
 */
public final class ErrorFit {
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
                                        && group.getKey().figure().toldByLogs()
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
        return new ErrorTerm(cases.size(), 1, 0, NINETY_OVER_MEAN_DISTANCE * mean, 0, 0, 0, 0, 0);
    }

    private static ErrorTerm term(List<ErrorCase> cases) {
        // What a log does not tell has no miss, and the levels' ways to it need not be weighed where nothing changes.
        boolean repeated = cases.get(0).key().change() == SettingClass.NOTHING;
        ErrorTerm shift = repeated ? ShiftFit.shares(0, 0) : ShiftFit.of(cases);
        List<WidthFit.Off> off = cases.stream().map(one -> off(one, shift)).toList();
        double[] widths = WidthFit.of(off);
        return new ErrorTerm(
                cases.size(),
                shift.towardsLog(),
                shift.towardsPacer(),
                widths[0],
                widths[1],
                widths[2],
                widths[3],
                widths[4],
                widths[5]);
    }

    private static WidthFit.Off off(ErrorCase one, ErrorTerm shift) {
        double distance = one.residual() - shift.shift(one.signs());
        Evidence.Signs signs = one.signs();
        return new WidthFit.Off(
                one.program(),
                Math.abs(distance),
                List.of(
                        1.0,
                        distance > 0 ? signs.up() : signs.down(),
                        Math.abs(signs.gap()),
                        signs.change(),
                        signs.tightness(),
                        signs.thinness()));
    }
}
