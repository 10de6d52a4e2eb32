package org.heapgoal.cli;

import java.io.PrintWriter;
import org.heapgoal.recording.RunProbe;

/** Prints the lines that a simulated runtime prints to its standard error, in their order. */
final class TracePrinter implements RunProbe {
    private final PrintWriter writer;

    TracePrinter(PrintWriter writer) {
        this.writer = writer;
    }

    /** The runtime ends its lines with a line feed on every system. */
    @Override
    public void onTraceLine(long timeNanos, String line) {
        writer.print(line);
        writer.print('\n');
    }
}
