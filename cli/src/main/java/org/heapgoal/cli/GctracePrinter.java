package org.heapgoal.cli;

import java.io.PrintWriter;
import org.heapgoal.goruntime.GctraceLine;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RunProbe;

/** Prints what a real program prints under {@code GODEBUG=gctrace=1}, cycle by cycle. */
final class GctracePrinter implements RunProbe {
    private final PrintWriter writer;

    GctracePrinter(PrintWriter writer) {
        this.writer = writer;
    }

    @Override
    public void onCycle(CycleRecord cycle) {
        GctraceLine.announcement(cycle.cause()).ifPresent(this::line);
        line(GctraceLine.cycle(cycle, cycle.maxProcs()));
    }

    /** The runtime ends its lines with a line feed on every system. */
    private void line(String text) {
        writer.print(text);
        writer.print('\n');
    }
}
