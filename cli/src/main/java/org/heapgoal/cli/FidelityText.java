package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.heapgoal.workload.score.Bar;
import org.heapgoal.workload.score.ClassSummary;
import org.heapgoal.workload.score.CorpusRun;
import org.heapgoal.workload.score.Fidelity;
import org.heapgoal.workload.score.Predictor;
import org.heapgoal.workload.score.ScoreFigure;

/** A corpus's scores as a summary for the terminal: medians by class of change, then the bars. */
final class FidelityText {
    private FidelityText() {}

    /** The summary, of whole lines. */
    static String print(Fidelity fidelity) {
        List<String> lines = new ArrayList<>();
        for (ClassSummary summary : fidelity.summaries()) {
            if (summary.evidence() != CorpusRun.Evidence.GCTRACE) {
                continue; // the page has these
            }
            lines.add(title(summary));
            lines.add(row("", "twin", "worst", "level pacer", "mean model", "noise floor"));
            for (ScoreFigure figure : ScoreFigure.scored()) {
                if (summary.errorsOf(figure, Predictor.TWIN).count() > 0) {
                    lines.add(row(summary, figure));
                }
            }
            lines.add("");
        }
        lines.add("Bars (scoring half, gctrace alone):");
        for (Bar bar : fidelity.bars()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-12s %-20s %s: %s",
                    bar.verdict().word(),
                    bar.name(),
                    bar.sentence(),
                    bar.measured()));
        }
        return String.join("\n", lines) + "\n";
    }

    static String title(ClassSummary summary) {
        String few = summary.fewCycles() == 0
                ? ""
                : ", " + summary.fewCycles() + " of them with too few cycles for percentages of GCs";
        String half = summary.half() == CorpusRun.Half.SCORING ? "scoring half" : "tuning half (counts for no bar)";
        return String.format(
                Locale.ROOT,
                "%s changes, %s, %s: %d predictions%s; median absolute errors",
                summary.change().label(),
                half,
                summary.evidence().label(),
                summary.pairs(),
                few);
    }

    private static String row(ClassSummary summary, ScoreFigure figure) {
        ClassSummary.Errors twin = summary.errorsOf(figure, Predictor.TWIN);
        return row(
                figure.label(),
                error(figure, twin.median()),
                error(figure, twin.worst()),
                error(figure, summary.errorsOf(figure, Predictor.PACER).median()),
                error(figure, summary.errorsOf(figure, Predictor.MEAN_MODEL).median()),
                error(figure, summary.noise().getOrDefault(figure, Double.NaN)));
    }

    private static String row(String name, String twin, String worst, String pacer, String means, String noise) {
        return String.format(Locale.ROOT, "  %-18s %10s %10s %12s %11s %12s", name, twin, worst, pacer, means, noise)
                .stripTrailing();
    }

    /** An error in the unit that its figure measures errors in: percent, or percentage points. */
    static String error(ScoreFigure figure, double error) {
        if (Double.isNaN(error)) {
            return "–";
        }
        String unit = figure.errorKind() == ScoreFigure.ErrorKind.POINTS ? "pp" : "%";
        return String.format(Locale.ROOT, "%.1f %s", 100 * error, unit);
    }
}
