package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.report.text.Figures;
import org.heapgoal.workload.score.Bar;
import org.heapgoal.workload.score.Cause;
import org.heapgoal.workload.score.ClassSummary;
import org.heapgoal.workload.score.Corpus;
import org.heapgoal.workload.score.CorpusRun;
import org.heapgoal.workload.score.Coverage;
import org.heapgoal.workload.score.Fidelity;
import org.heapgoal.workload.score.PairScore;
import org.heapgoal.workload.score.Predicted;
import org.heapgoal.workload.score.Predictor;
import org.heapgoal.workload.score.ScoreFigure;
import org.heapgoal.workload.score.SettingClass;

/** A corpus's scores as a Markdown page: worst cases first, each with its likely cause. */
final class FidelityPage {
    private static final int WORST_CASES = 20;
    private static final double MIB = 1 << 20;

    private final Corpus corpus;
    private final CorpusScoring.Outcome outcome;
    private final Fidelity fidelity;
    private final StringBuilder page = new StringBuilder();

    private FidelityPage(Corpus corpus, CorpusScoring.Outcome outcome) {
        this.corpus = corpus;
        this.outcome = outcome;
        this.fidelity = outcome.fidelity();
    }

    /** The page, of whole lines. */
    static String print(Corpus corpus, CorpusScoring.Outcome outcome) {
        FidelityPage page = new FidelityPage(corpus, outcome);
        page.head();
        page.worst();
        page.bars();
        page.medians(CorpusRun.Half.SCORING, "Medians by class of change");
        page.evidence();
        page.intervals();
        page.medians(CorpusRun.Half.TUNING, "The tuning half");
        page.noiseFloors();
        page.all();
        page.meaning();
        return page.page.toString();
    }

    private void head() {
        line("# Fidelity");
        line("");
        line(
                "What twins predict against what real Go programs did. Written by `./heapgoal validate DIR -o FILE`; do not edit.");
        line("");
        corpus.facts().forEach(fact -> line("* " + fact));
        line("* Predicted from runs under " + corpus.base().environmentText() + ": "
                + fidelity.scores().size() + " predictions from "
                + fidelity.scores().stream()
                        .map(score -> score.pair().base())
                        .distinct()
                        .count() + " logs of "
                + fidelity.scores().stream()
                        .map(score -> score.pair().base().program())
                        .distinct()
                        .count()
                + " programs.");
        line(
                "* Predictions of twin and level pacer are their runs' figures, moved by what they miss at the log's own settings as far"
                        + " as that proved right for the tuning half: [calibration.md](calibration.md).");
        outcome.notPredicted().forEach(reason -> line("* Not predicted: " + reason));
        line("");
    }

    private void worst() {
        line("## Worst cases");
        line("");
        line(
                "Of the scoring half, predicted from gctrace lines alone; the figure that misses its bar by the largest factor.");
        line("");
        table("program", "predicted for", "figure", "predicted", "observed", "error", "noise floor", "likely cause");
        fidelity.worstFirst(CorpusRun.Half.SCORING, CorpusRun.Evidence.GCTRACE).stream()
                .limit(WORST_CASES)
                .forEach(score -> {
                    ScoreFigure figure = Fidelity.worstFigure(score);
                    cells(
                            score.pair().subject(),
                            settings(score.pair().target().settings()),
                            figure.label(),
                            value(figure, score.valueOrNaN(Predictor.TWIN, figure)),
                            value(figure, score.observed().valueOrNaN(figure)),
                            signed(figure, score.error(Predictor.TWIN, figure)),
                            FidelityText.error(figure, score.noiseOf(figure).typical()),
                            Cause.of(score, figure));
                });
        line("");
    }

    private void bars() {
        line("## Bars");
        line("");
        line("On the scoring half, from gctrace lines alone.");
        line("");
        table("bar", "asked for", "measured", "");
        for (Bar bar : fidelity.bars()) {
            cells(
                    "`" + bar.name() + "`",
                    bar.sentence(),
                    bar.measured(),
                    bar.verdict().word());
        }
        line("");
    }

    private void medians(CorpusRun.Half half, String heading) {
        List<ClassSummary> members =
                fidelity.summaries().stream().filter(s -> s.half() == half).toList();
        if (members.isEmpty()) {
            return;
        }
        line("## " + heading);
        line("");
        for (ClassSummary summary : members) {
            line("### " + FidelityText.title(summary));
            line("");
            table("figure", "twin", "worst", "level pacer", "mean model", "noise floor", "predictions");
            for (ScoreFigure figure : ScoreFigure.scored()) {
                ClassSummary.Errors twin = summary.errorsOf(figure, Predictor.TWIN);
                if (twin.count() > 0) {
                    cells(
                            figure.label(),
                            FidelityText.error(figure, twin.median()),
                            FidelityText.error(figure, twin.worst()),
                            FidelityText.error(
                                    figure,
                                    summary.errorsOf(figure, Predictor.PACER).median()),
                            FidelityText.error(
                                    figure,
                                    summary.errorsOf(figure, Predictor.MEAN_MODEL)
                                            .median()),
                            FidelityText.error(figure, summary.noise().getOrDefault(figure, Double.NaN)),
                            Integer.toString(twin.count()));
                }
            }
            line("");
        }
    }

    /** The same runs predicted from plain logs and from logs with more trace lines. */
    private void evidence() {
        for (CorpusRun.Evidence more : List.of(CorpusRun.Evidence.PACER_TRACE, CorpusRun.Evidence.SCHED_TRACE)) {
            List<PairScore> traced = fidelity.worstFirst(CorpusRun.Half.SCORING, more);
            if (!traced.isEmpty()) {
                compared(more, traced);
            }
        }
    }

    private void compared(CorpusRun.Evidence more, List<PairScore> traced) {
        line("## From more trace lines: " + more.label());
        line("");
        line("The same runs predicted from a log with gctrace alone and from one with " + more.label()
                + "; median absolute errors of the twin.");
        line("");
        table("figure", "gctrace alone", more.label(), "predictions");
        List<PairScore> plain = fidelity.worstFirst(CorpusRun.Half.SCORING, CorpusRun.Evidence.GCTRACE).stream()
                .filter(score -> traced.stream()
                        .anyMatch(other ->
                                other.pair().target().equals(score.pair().target())))
                .toList();
        for (ScoreFigure figure : ScoreFigure.scored()) {
            ClassSummary.Errors without = ClassSummary.Errors.of(plain, Predictor.TWIN, figure);
            ClassSummary.Errors with = ClassSummary.Errors.of(traced, Predictor.TWIN, figure);
            if (without.count() > 0 && with.count() > 0) {
                cells(
                        figure.label(),
                        FidelityText.error(figure, without.median()),
                        FidelityText.error(figure, with.median()),
                        Integer.toString(with.count()));
            }
        }
        line("");
    }

    private void intervals() {
        line("## Intervals");
        line("");
        List<ScoreFigure> stated = ScoreFigure.scored().stream()
                .filter(figure -> fidelity.coverage(figure).stated() > 0)
                .toList();
        if (stated.isEmpty()) {
            line("The predictions carry no intervals.");
            line("");
            return;
        }
        line(
                "Of the scoring half, from gctrace lines alone. How the intervals are made: [calibration.md](calibration.md).");
        line("");
        table("", "observed inside the 90 % interval", "median half-width", "predictions");
        stated.forEach(figure -> covered(figure.label(), fidelity.coverage(figure)));
        for (SettingClass change : SettingClass.values()) {
            covered("all, " + change.label() + " changes", fidelity.coverage(change));
        }
        fidelity.scores().stream()
                .map(score -> score.pair().base().program())
                .distinct()
                .forEach(program -> covered("all, " + program, fidelity.coverage(program)));
        line("");
    }

    private void covered(String what, Coverage coverage) {
        if (coverage.stated() > 0) {
            cells(
                    what,
                    percent(coverage.share()),
                    percent(coverage.medianHalfWidth()),
                    Integer.toString(coverage.stated()));
        }
    }

    private void noiseFloors() {
        line("## The noise floor");
        line("");
        line("Repeats of the base setting: mean distance of two runs, and in brackets the largest.");
        line("");
        List<ScoreFigure> figures = ScoreFigure.scored();
        List<String> headers = new ArrayList<>(List.of("program", "runs"));
        figures.forEach(figure -> headers.add(figure.label()));
        table(headers.toArray(String[]::new));
        Map<String, PairScore> first = new TreeMap<>();
        for (PairScore score : fidelity.scores()) {
            if (score.pair().base().evidence() == CorpusRun.Evidence.GCTRACE) {
                first.putIfAbsent(score.pair().subject(), score);
            }
        }
        first.forEach((subject, score) -> {
            List<String> row = new ArrayList<>(List.of(
                    subject, Integer.toString(score.noiseOf(ScoreFigure.CYCLES).runs())));
            for (ScoreFigure figure : figures) {
                row.add(
                        score.noiseOf(figure).known()
                                ? FidelityText.error(
                                                figure, score.noiseOf(figure).typical()) + " ("
                                        + FidelityText.error(
                                                figure, score.noiseOf(figure).range()) + ")"
                                : Figures.MISSING);
            }
            cells(row.toArray(String[]::new));
        });
        line("");
    }

    private void all() {
        line("## All predictions");
        line("");
        line(
                "Errors of the twin, with an exclamation mark where the observed value lies outside the 90 % interval; behind the"
                        + " first three what level pacer and the mean model are off by.");
        line("");
        List<String> headers = new ArrayList<>(List.of("program", "half", "from", "predicted for", "cycles"));
        ScoreFigure.scored().forEach(figure -> headers.add(figure.label()));
        table(headers.toArray(String[]::new));
        for (PairScore score : fidelity.scores()) {
            List<String> row = new ArrayList<>(List.of(
                    score.pair().subject(),
                    score.pair().base().half().word(),
                    score.pair().base().evidence().label(),
                    settings(score.pair().target().settings()),
                    Figures.count(score.observed().valueOrNaN(ScoreFigure.CYCLES))));
            ScoreFigure.scored().forEach(figure -> row.add(errors(score, figure)));
            cells(row.toArray(String[]::new));
        }
        line("");
    }

    private static String errors(PairScore score, ScoreFigure figure) {
        Predicted predicted = score.predicted(Predictor.TWIN, figure);
        boolean outside = predicted != null
                && predicted.hasInterval()
                && !predicted.covers(score.observed().valueOrNaN(figure));
        String twin = signed(figure, score.error(Predictor.TWIN, figure)) + (outside ? "!" : "");
        boolean headline =
                figure == ScoreFigure.GC_PER_GIB || figure == ScoreFigure.MEAN_GOAL || figure == ScoreFigure.GC_CPU;
        return headline
                ? twin + " (" + signed(figure, score.error(Predictor.PACER, figure)) + ", "
                        + signed(figure, score.error(Predictor.MEAN_MODEL, figure)) + ")"
                : twin;
    }

    private void meaning() {
        line("## What the figures mean");
        line("");
        line(
                "* Counting starts with the end of the first cycle that begins after the program's set-up and ends with the last"
                        + " cycle; real and simulated runs go through the same sums. Of gctrace's rounded sizes the middle is taken.");
        line(
                "* GCs per GiB: cycles over bytes allocated between their ends. GC CPU share: assists, dedicated and fractional"
                        + " workers and stopped Ps over the time of all Ps; \"with idle\" adds idle-time workers.");
        line("* Assist share is compared in percentage points (pp), everything else relative to what was observed.");
        line(
                "* The noise floor is the mean distance of two repeats of the base setting: the error to expect of a second run"
                        + " taken for a prediction of the first.");
        line(
                "* The mean model works on paper with the log's means: goal = live + (live + stacks) · GOGC / 100, at most the"
                        + " limit; a cycle whenever the goal is reached; a fixed cost of each cycle. Where the limit leaves no room above"
                        + " the live heap it has no answer.");
        line(
                "* Runs with fewer than 15 cycles are left out of the medians of GCs and must be right to two cycles instead.");
        line("* No constant of the model was fitted to a program of the scoring half.");
    }

    private static String settings(GcSettings settings) {
        String limit = settings.hasMemoryLimit() ? " limit " + settings.memoryLimitText() : "";
        return "GOGC=" + settings.gogcText() + limit + " P=" + settings.maxProcs();
    }

    private static String value(ScoreFigure figure, double value) {
        if (Double.isNaN(value)) {
            return Figures.MISSING;
        }
        return switch (figure.unit()) {
            case COUNT, RATIO -> Figures.number(value);
            case BYTES -> String.format(Locale.ROOT, "%.1f MiB", value / MIB);
            case BYTES_PER_SECOND -> String.format(Locale.ROOT, "%.0f MiB/s", value / MIB);
            case SHARE -> Figures.percent(value);
            case SECONDS -> Figures.seconds(value);
        };
    }

    private static String signed(ScoreFigure figure, double error) {
        String text = FidelityText.error(figure, error);
        return error > 0 ? "+" + text : text;
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? Figures.MISSING : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private void table(String... headers) {
        cells(headers);
        line("|" + " --- |".repeat(headers.length));
    }

    private void cells(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
