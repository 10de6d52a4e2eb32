package org.heapgoal.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sim.units.ByteSize;

/** Says of every cycle why it started where it did, in one sentence with its numbers. */
final class ExplanationPrinter implements RunProbe {
    private final PrintWriter writer;

    ExplanationPrinter(PrintWriter writer) {
        this.writer = writer;
    }

    @Override
    public void onCycle(CycleRecord cycle) {
        CycleRecord.Pacing pacing = cycle.pacing();
        writer.print(String.format(
                Locale.ROOT,
                "cycle %d at %.3f s: %s; %s (%s), and %s (%s with a runway of %s)%s.\n",
                cycle.number(),
                cycle.timing().startNanos() / 1e9,
                cycle.cause().sentence(),
                pacing.goalRule().sentence(),
                ByteSize.human(pacing.goalAtStart()),
                pacing.triggerBound().sentence(),
                ByteSize.human(pacing.trigger()),
                ByteSize.human(pacing.runway()),
                assists(cycle)));
    }

    private static String assists(CycleRecord cycle) {
        if (cycle.pacing().limiterEnabled()) {
            return "; the GC CPU limiter was on at its end";
        }
        long busy = cycle.cpu().busyNanos();
        if (busy == 0 || cycle.cpu().assistNanos() == 0) {
            return "; no assists were needed";
        }
        return String.format(
                Locale.ROOT,
                "; assists did %.0f %% of the marking",
                100.0 * cycle.cpu().assistNanos() / busy);
    }
}
