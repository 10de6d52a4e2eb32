package org.heapgoal.report;

import java.util.Optional;
import java.util.function.Function;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalBasis;
import org.heapgoal.recording.metric.Declaration;
import org.heapgoal.recording.metric.Metric;
import org.heapgoal.recording.metric.MetricUnit;
import org.heapgoal.sim.units.ByteSize;

/**
 * What the goal and trigger of one GC cycle were computed from: each declared once, with the name it has in CSV and its
 * meaning. A recording of a real program has none of them. Order is that of cause and effect.
 */
public enum BasisMetric implements Metric {
    GC_PERCENT(
            Declaration.perCycle("gogc", MetricUnit.TEXT, "GOGC", "GOGC in force when it started"), BasisMetric::gogc),
    MEMORY_LIMIT(
            Declaration.perCycle("memoryLimit", MetricUnit.TEXT, "GOMEMLIMIT", "memory limit in force when it started"),
            basis -> ByteSize.printOrOff(basis.memoryLimitBytes())),
    LIVE_HEAP(
            Declaration.perCycle(
                    "liveHeapBytes", MetricUnit.BYTES, "live heap before", "live heap that the cycle before found"),
            GoalBasis::heapMarked),
    STACKS(
            Declaration.perCycle(
                    "stacksOfGoalBytes",
                    MetricUnit.BYTES,
                    "stacks before",
                    "stack bytes that the cycle before scanned"),
            GoalBasis::stackScan),
    GLOBALS(
            Declaration.perCycle("globalsOfGoalBytes", MetricUnit.BYTES, "globals", "global variables in its goal"),
            GoalBasis::globalsScan),
    CONS_MARK(
            Declaration.perCycle(
                    "plannedConsMark",
                    MetricUnit.RATIO,
                    "planned cons/mark",
                    "cons/mark that its runway was planned with"),
            GoalBasis::consMark),
    SCAN_WORK(
            Declaration.perCycle(
                    "plannedScanBytes", MetricUnit.BYTES, "planned scan work", "scan work that was expected of it"),
            GoalBasis::scanWork),
    GC_PERCENT_GOAL(
            Declaration.perCycle(
                    "gogcGoalBytes", MetricUnit.BYTES, "goal by GOGC", "the goal by GOGC and the minimum heap"),
            GoalBasis::gcPercentGoal),
    MEMORY_LIMIT_GOAL(
            Declaration.perCycle(
                    "memoryLimitGoalBytes", MetricUnit.BYTES, "goal by the limit", "the goal by the memory limit"),
            GoalBasis::memoryLimitGoal);

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final Declaration declaration;

    @SuppressWarnings("ImmutableEnumChecker") // every extractor is a lambda without state
    private final Function<GoalBasis, Object> extractor;

    BasisMetric(Declaration declaration, Function<GoalBasis, Object> extractor) {
        this.declaration = declaration;
        this.extractor = extractor;
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }

    /** The cycle's value, of the type that the unit asks for; nothing where it is not known or there is no such goal. */
    public Optional<Object> valueOf(CycleRecord cycle) {
        return cycle.pacing().basis().map(extractor).filter(value -> !value.equals(GoalBasis.NONE));
    }

    private static String gogc(GoalBasis basis) {
        return basis.gcPercent() == GcSettings.GC_PERCENT_OFF ? "off" : Integer.toString(basis.gcPercent());
    }
}
