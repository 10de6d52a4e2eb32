package org.heapgoal.report;

import java.util.function.ToDoubleFunction;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.metric.Aggregation;
import org.heapgoal.recording.metric.Declaration;
import org.heapgoal.recording.metric.Metric;
import org.heapgoal.recording.metric.MetricUnit;
import org.heapgoal.sim.units.Amd64;

/** What tells how well the pacer did in a cycle, in order of output. */
public enum PacerMetric implements Metric {
    /** How far the heap went over the goal; negative where it stayed below. */
    OVERSHOOT(
            Declaration.of(
                    "goalOvershoot",
                    MetricUnit.FRACTION,
                    Aggregation.PER_CYCLE,
                    "goal overshoot",
                    "heapLive at mark termination over the goal, less 1"),
            cycle -> cycle.heap().goal() == 0
                    ? Double.NaN
                    : Amd64.fromUint64(cycle.heap().liveAtEnd())
                                    / Amd64.fromUint64(cycle.heap().goal())
                            - 1),
    /** GC's share of the mark phase's CPU. */
    UTILIZATION(CycleMetric.UTILIZATION.declaration(), cycle -> cycle.pacing().utilization()),
    /** Allocation per mark work. */
    CONS_MARK(CycleMetric.CONS_MARK.declaration(), cycle -> cycle.pacing().consMark()),
    /** The planned distance between trigger and goal. */
    RUNWAY(
            CycleMetric.RUNWAY.declaration(),
            cycle -> Amd64.fromUint64(cycle.pacing().runway()));

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final Declaration declaration;

    @SuppressWarnings("ImmutableEnumChecker") // every extractor is a lambda without state
    private final ToDoubleFunction<CycleRecord> extractor;

    PacerMetric(Declaration declaration, ToDoubleFunction<CycleRecord> extractor) {
        this.declaration = declaration;
        this.extractor = extractor;
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }

    /** The cycle's value; NaN where it has none. */
    public double of(CycleRecord cycle) {
        return extractor.applyAsDouble(cycle);
    }
}
