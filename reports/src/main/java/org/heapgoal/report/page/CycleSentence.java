package org.heapgoal.report.page;

import java.util.Locale;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.sim.units.ByteSize;

/** One cycle in words. */
final class CycleSentence {
    private CycleSentence() {}

    /** Why it started where it did, as far as the recording tells. */
    static String of(CycleRecord cycle, Coverage coverage) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Cycle %d started at %.3f s because %s; %s (%s)",
                cycle.number(),
                cycle.timing().startNanos() / 1e9,
                cycle.cause().sentence(),
                cycle.pacing().goalRule().sentence(),
                ByteSize.human(cycle.heap().goal())));
        if (coverage.covers(CycleMetric.TRIGGER_BOUND)) {
            text.append(", and ")
                    .append(cycle.pacing().triggerBound().sentence())
                    .append(" (")
                    .append(ByteSize.human(cycle.pacing().trigger()))
                    .append(')');
        }
        return text.append('.').toString();
    }
}
