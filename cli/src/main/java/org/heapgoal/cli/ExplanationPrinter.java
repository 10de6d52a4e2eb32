package org.heapgoal.cli;

import java.io.PrintWriter;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.explain.CycleExplanation;

/** Prints of every cycle why it went as it did, one line each. */
final class ExplanationPrinter implements RunProbe {
    private final PrintWriter writer;
    private final Coverage coverage;

    ExplanationPrinter(PrintWriter writer, Coverage coverage) {
        this.writer = writer;
        this.coverage = coverage;
    }

    @Override
    public void onCycle(CycleRecord cycle) {
        writer.print(CycleExplanation.of(cycle, coverage).text());
        writer.print('\n');
    }
}
