package org.heapgoal.workload.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * The bars that twins are held to, on the scoring half, from gctrace lines alone. Percentages of GC counts leave out runs
 * with fewer than {@link PairScore#ENOUGH_CYCLES} cycles, which must be right to {@link PairScore#CYCLES_OFF} cycles
 * instead.
 */
final class Bars {
    private static final double WORST = 0.20;
    private static final double NOISE_RANGES = 2;
    private static final double PEAK_MAPPED_MEDIAN = 0.07;
    /** Tighter limits count for what is said of the CPU limiter only. */
    private static final double TIGHT_LIMIT = 1.25;

    private static final double LIMITER_RIGHT = 0.8;
    private static final int LIMITER_CASES = 10;
    private static final int LIMITER_PROGRAMS = 3;
    private static final double LEAST_COVERAGE = 0.80;
    private static final double MOST_COVERAGE = 0.98;
    private static final double WIDTH_OF_BAR = 2;
    private static final double WIDTH_OF_NOISE = 1.5;

    private final List<PairScore> scores;
    private final List<Bar> out = new ArrayList<>();

    private Bars(List<PairScore> all) {
        this.scores = all.stream()
                .filter(score -> score.pair().base().half() == CorpusRun.Half.SCORING)
                .filter(score -> score.pair().base().evidence() == CorpusRun.Evidence.GCTRACE)
                .filter(score -> score.pair().change() != SettingClass.NOTHING)
                .toList();
    }

    /** All bars, in the order in which they are documented. */
    static List<Bar> judge(List<PairScore> all) {
        Bars bars = new Bars(all);
        for (HeadlineBars bar : HeadlineBars.values()) {
            bars.medians(bar);
        }
        bars.worst(ScoreFigure.GC_PER_GIB, "gogc-worst-gcs");
        bars.worst(ScoreFigure.MEAN_GOAL, "gogc-worst-goal");
        bars.fewCycles();
        bars.median(
                "peak-mapped",
                "all changes: peak Sys − HeapReleased",
                bars.scores,
                ScoreFigure.PEAK_MAPPED,
                PEAK_MAPPED_MEDIAN);
        bars.limiter(true);
        bars.limiter(false);
        bars.coverage();
        for (ScoreFigure figure : HeadlineBars.FIGURES) {
            bars.widths(figure);
        }
        return List.copyOf(bars.out);
    }

    private List<PairScore> of(SettingClass change) {
        return scores.stream().filter(score -> score.pair().change() == change).toList();
    }

    private void medians(HeadlineBars bar) {
        for (ScoreFigure figure : HeadlineBars.FIGURES) {
            String name = bar.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + shortName(figure);
            String what = bar.change().label() + (bar == HeadlineBars.LIMIT ? " from 1.25 times the live heap on" : "");
            List<PairScore> members = of(bar.change()).stream()
                    .filter(score -> score.limitOverLiveHeap() >= TIGHT_LIMIT)
                    .toList();
            median(name, what + ": " + figure.label(), members, figure, bar.median(figure));
        }
    }

    private static String shortName(ScoreFigure figure) {
        return switch (figure) {
            case GC_PER_GIB -> "gcs";
            case MEAN_GOAL -> "goal";
            default -> "cpu";
        };
    }

    private void median(String name, String what, List<PairScore> members, ScoreFigure figure, double most) {
        ClassSummary.Errors errors = ClassSummary.Errors.of(members, Predictor.TWIN, figure);
        String sentence = what + ", median absolute error at most " + percent(most);
        add(
                name,
                sentence,
                errors.count() == 0,
                percent(errors.median()) + " of " + errors.count(),
                errors.median() <= most);
    }

    /** Every single error within 20 %, or twice the range of the program's repeats where that is more. */
    private void worst(ScoreFigure figure, String name) {
        int cases = 0;
        List<String> beyond = new ArrayList<>();
        double largest = 0;
        for (PairScore score : of(SettingClass.GOGC)) {
            double error = Math.abs(score.error(Predictor.TWIN, figure));
            if (Double.isNaN(error) || (figure == ScoreFigure.GC_PER_GIB && score.fewCycles())) {
                continue;
            }
            cases++;
            largest = Math.max(largest, error);
            Spread noise = score.noiseOf(figure);
            double most = noise.known() ? Math.max(WORST, NOISE_RANGES * noise.range()) : WORST;
            if (error > most) {
                beyond.add(score.pair().subject() + " → "
                        + score.pair().target().settings().environmentText());
            }
        }
        String sentence = "GOGC: " + figure.label() + ", worst absolute error at most " + percent(WORST)
                + " or twice the program's run-to-run range";
        String measured = percent(largest) + " of " + cases
                + (beyond.isEmpty() ? "" : "; " + beyond.size() + " beyond, first " + beyond.get(0));
        add(name, sentence, cases == 0, measured, beyond.isEmpty());
    }

    private void fewCycles() {
        int cases = 0;
        int right = 0;
        for (PairScore score : of(SettingClass.GOGC)) {
            double off = Math.abs(score.cyclesOff(Predictor.TWIN));
            if (score.fewCycles() && !Double.isNaN(off)) {
                cases++;
                right += off <= PairScore.CYCLES_OFF ? 1 : 0;
            }
        }
        add(
                "gogc-few-cycles",
                "GOGC: runs with fewer than 15 cycles are right to 2 cycles",
                cases == 0,
                right + " of " + cases,
                right == cases);
    }

    private void limiter(boolean on) {
        int cases = 0;
        int right = 0;
        TreeSet<String> programs = new TreeSet<>();
        for (PairScore score : of(SettingClass.LIMIT)) {
            double predicted = score.valueOrNaN(Predictor.TWIN, ScoreFigure.LIMITER);
            boolean real = score.observed().valueOrNaN(ScoreFigure.LIMITER) > 0;
            if (real == on && !Double.isNaN(predicted)) {
                cases++;
                right += predicted >= 0.5 == on ? 1 : 0;
                programs.add(score.pair().base().program());
            }
        }
        String word = on ? "on" : "off";
        add(
                "limit-limiter-" + word,
                "GOMEMLIMIT: the CPU limiter " + word + " predicted right in 8 of 10 cases, of at least "
                        + LIMITER_CASES + " from " + LIMITER_PROGRAMS + " programs",
                cases < LIMITER_CASES || programs.size() < LIMITER_PROGRAMS,
                right + " of " + cases + " from " + programs.size() + " programs",
                right >= LIMITER_RIGHT * cases);
    }

    private void coverage() {
        Coverage found = Coverage.of(scores, ScoreFigure.scored());
        add(
                "interval-coverage",
                "80 to 98 % of the observed values lie in the stated 90 % intervals",
                found.stated() == 0,
                percent(found.share()) + " of " + found.stated(),
                found.share() >= LEAST_COVERAGE && found.share() <= MOST_COVERAGE);
    }

    private void widths(ScoreFigure figure) {
        Coverage found = Coverage.of(scores, List.of(figure));
        double noise = Medians.of(
                scores.stream().map(score -> score.noiseOf(figure).typical()).toList());
        double bar = WIDTH_OF_BAR * HeadlineBars.GOGC.median(figure);
        double most = Double.isNaN(noise) ? bar : Math.max(bar, WIDTH_OF_NOISE * noise);
        add(
                "interval-width-" + shortName(figure),
                "median half-width of the intervals of " + figure.label()
                        + " at most twice its bar or 1.5 times the noise floor",
                found.stated() == 0,
                percent(found.medianHalfWidth()) + ", allowed " + percent(most),
                found.medianHalfWidth() <= most);
    }

    private void add(String name, String sentence, boolean tooFew, String measured, boolean met) {
        boolean none = measured.startsWith("0 of 0") || measured.startsWith("NaN");
        out.add(
                tooFew
                        ? new Bar(name, sentence, none ? "no cases" : measured, Bar.Verdict.NOT_MEASURED)
                        : new Bar(name, sentence, measured, Bar.Verdict.of(met)));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
