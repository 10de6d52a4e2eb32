package org.heapgoal.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.PairedDifferences;
import org.heapgoal.report.text.Figures;
import org.heapgoal.report.text.Lines;
import org.heapgoal.report.text.PairedTable;
import org.heapgoal.report.text.RunTable;
import org.heapgoal.report.text.TextGrid;

/** A comparison as text: what A and B are, their figures side by side, the first cycle that differs and why. */
public final class CompareText {
    private static final int WIDTH = 100;

    private CompareText() {}

    /** Whole lines. */
    public static String print(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        text.append(Lines.wrap("A: " + RunTable.heading(comparison.a().identity()), "   ", WIDTH));
        text.append(Lines.wrap("B: " + RunTable.heading(comparison.b().identity()), "   ", WIDTH));
        text.append('\n').append(grid(comparison)).append('\n');
        comparison
                .paired()
                .ifPresent(paired -> text.append(Lines.wrap(
                                "± " + paired.rule() + ". A star marks differences whose interval leaves out zero.",
                                "  ",
                                WIDTH))
                        .append('\n'));
        text.append(Lines.wrap(String.join(" ", DifferenceText.of(comparison)), "", WIDTH));
        comparison.first().ifPresent(first -> {
            first.a().ifPresent(cycle -> explain(text, "A", cycle));
            first.b().ifPresent(cycle -> explain(text, "B", cycle));
        });
        warnings(text, "A", comparison.a());
        warnings(text, "B", comparison.b());
        return text.toString();
    }

    private static void explain(StringBuilder text, String name, ComparedCycle cycle) {
        if (!cycle.explanation().isEmpty()) {
            text.append(Lines.wrap(name + ": " + cycle.explanation(), "   ", WIDTH));
        }
    }

    private static void warnings(StringBuilder text, String name, ComparedRun run) {
        run.warnings().forEach(warning -> text.append(Lines.wrap("warning: " + name + ": " + warning, "  ", WIDTH)));
    }

    private static String grid(Comparison comparison) {
        TextGrid grid = new TextGrid()
                .left("figure")
                .right("A")
                .right("B")
                .right("B − A")
                .right("change");
        comparison.paired().ifPresent(paired -> grid.right("paired B − A").left(""));
        for (Comparison.Delta delta : comparison.deltas()) {
            grid.row(row(delta, comparison.paired()));
        }
        return grid.print();
    }

    /** A row of the table of figures: label, A, B, difference, change, and with replications the paired difference. */
    public static List<String> row(Comparison.Delta delta, Optional<PairedDifferences> paired) {
        SummaryMetric metric = delta.metric();
        List<String> cells = new ArrayList<>();
        cells.add(RunTable.label(metric));
        cells.add(Figures.figure(metric, delta.a()));
        cells.add(Figures.figure(metric, delta.b()));
        cells.add(PairedTable.difference(metric, delta.difference()));
        cells.add(Figures.change(delta.b(), delta.a()));
        paired.ifPresent(pairs -> {
            PairedDifferences.Estimate estimate = pairs.byMetric().get(metric);
            cells.add(
                    estimate == null
                            ? Figures.MISSING
                            : PairedTable.difference(metric, estimate.mean()) + " ± "
                                    + PairedTable.width(metric, estimate.halfWidth()));
            cells.add(estimate != null && estimate.significant() ? "*" : "");
        });
        return cells;
    }
}
