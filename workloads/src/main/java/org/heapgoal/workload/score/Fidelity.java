package org.heapgoal.workload.score;

import java.util.Comparator;
import java.util.List;

/**
 * The scores of a whole corpus.
 *
 * @param scores all pairs, in the order in which they were scored
 * @param summaries by class of change, half and evidence
 * @param bars the bars, met or not
 */
public record Fidelity(List<PairScore> scores, List<ClassSummary> summaries, List<Bar> bars) {
    /** Copies the lists. */
    public Fidelity {
        scores = List.copyOf(scores);
        summaries = List.copyOf(summaries);
        bars = List.copyOf(bars);
    }

    /** Adds up pairs. */
    public static Fidelity of(List<PairScore> scores) {
        return new Fidelity(scores, ClassSummary.of(scores), Bars.judge(scores));
    }

    /** Whether some bar was missed; what a corpus has no cases for is not missed. */
    public boolean missed() {
        return bars.stream().anyMatch(bar -> bar.verdict() == Bar.Verdict.MISSED);
    }

    /** The pairs of a half and kind of log that change something, worst first. */
    public List<PairScore> worstFirst(CorpusRun.Half half, CorpusRun.Evidence evidence) {
        return scores.stream()
                .filter(score -> score.pair().base().half() == half)
                .filter(score -> score.pair().base().evidence() == evidence)
                .filter(score -> score.pair().change() != SettingClass.NOTHING)
                .sorted(Comparator.comparingDouble(Fidelity::badness).reversed())
                .toList();
    }

    /** The intervals of a figure over the scoring half's pairs from plain gctrace logs. */
    public Coverage coverage(ScoreFigure figure) {
        return Coverage.of(judged(), List.of(figure));
    }

    /** The intervals of all figures over those of these pairs that change the same. */
    public Coverage coverage(SettingClass change) {
        return Coverage.of(
                judged().stream()
                        .filter(score -> score.pair().change() == change)
                        .toList(),
                ScoreFigure.scored());
    }

    /** The intervals of all figures over those of these pairs that are of one program. */
    public Coverage coverage(String program) {
        return Coverage.of(
                judged().stream()
                        .filter(score -> score.pair().base().program().equals(program))
                        .toList(),
                ScoreFigure.scored());
    }

    private List<PairScore> judged() {
        return scores.stream()
                .filter(score -> score.pair().change() != SettingClass.NOTHING)
                .filter(score -> score.pair().base().half() == CorpusRun.Half.SCORING)
                .filter(score -> score.pair().base().evidence() == CorpusRun.Evidence.GCTRACE)
                .toList();
    }

    /** The headline figure in which the twin's error is the largest multiple of its bar. */
    public static ScoreFigure worstFigure(PairScore score) {
        ScoreFigure worst = ScoreFigure.GC_PER_GIB;
        double most = -1;
        for (ScoreFigure figure : HeadlineBars.FIGURES) {
            double multiple = multiple(score, figure);
            if (multiple > most) {
                most = multiple;
                worst = figure;
            }
        }
        return worst;
    }

    private static double badness(PairScore score) {
        return multiple(score, worstFigure(score));
    }

    private static double multiple(PairScore score, ScoreFigure figure) {
        double error = Math.abs(score.error(Predictor.TWIN, figure));
        return Double.isNaN(error) ? 0 : error / barOf(score.pair().change()).median(figure);
    }

    /** A change of several settings at once has no bar of its own; GOGC's serves to put its pairs in order. */
    private static HeadlineBars barOf(SettingClass change) {
        for (HeadlineBars bar : HeadlineBars.values()) {
            if (bar.change() == change) {
                return bar;
            }
        }
        return HeadlineBars.GOGC;
    }
}
