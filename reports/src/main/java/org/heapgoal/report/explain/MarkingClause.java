package org.heapgoal.report.explain;

import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.MarkCpu;
import org.heapgoal.report.text.Figures;

/** Whether goroutines had to assist the marking, and why. */
final class MarkingClause {
    private static final double SMALLEST_SHARE = 0.0001;

    private MarkingClause() {}

    static String of(CycleRecord cycle) {
        MarkCpu cpu = cycle.cpu();
        String end = " and the heap ended at " + Sizes.bytes(cycle.heap().liveAtEnd());
        String limiter = cycle.pacing().limiterEnabled() ? ", with the GC CPU limiter holding assists off" : "";
        if (cpu.assistNanos() == 0) {
            return "no assists ran" + limiter + end;
        }
        double share = (double) cpu.assistNanos() / (double) cpu.totalNanos();
        return "assists did " + percent(share) + " of the marking" + limiter
                + ", because allocation used up the background workers' credit (GC took "
                + Figures.percent(cycle.pacing().utilization()) + " of the CPU, 25 % is planned)," + end;
    }

    /** A share that is not 0 does not print as 0. */
    private static String percent(double share) {
        return share < SMALLEST_SHARE ? "less than " + Figures.percent(SMALLEST_SHARE) : Figures.percent(share);
    }
}
