package org.heapgoal.report;

import java.util.Optional;
import java.util.function.Function;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalBasis;
import org.heapgoal.recording.metric.MetricUnit;
import org.heapgoal.sim.units.ByteSize;

/**
 * What the goal and trigger of one GC cycle were computed from: each declared once, with the name it has in CSV and its
 * meaning. A recording of a real program has none of them. Order is that of cause and effect.
 */
public enum BasisMetric {
    GC_PERCENT("gogc", MetricUnit.TEXT, "GOGC in force when it started", BasisMetric::gogc),
    MEMORY_LIMIT(
            "memoryLimit",
            MetricUnit.TEXT,
            "memory limit in force when it started",
            basis -> ByteSize.printOrOff(basis.memoryLimitBytes())),
    LIVE_HEAP("liveHeapBytes", MetricUnit.BYTES, "live heap that the cycle before found", GoalBasis::heapMarked),
    STACKS("stacksOfGoalBytes", MetricUnit.BYTES, "stack bytes that the cycle before scanned", GoalBasis::stackScan),
    GLOBALS("globalsOfGoalBytes", MetricUnit.BYTES, "global variables in its goal", GoalBasis::globalsScan),
    CONS_MARK("plannedConsMark", MetricUnit.RATIO, "cons/mark that its runway was planned with", GoalBasis::consMark),
    SCAN_WORK("plannedScanBytes", MetricUnit.BYTES, "scan work that was expected of it", GoalBasis::scanWork),
    GC_PERCENT_GOAL(
            "gogcGoalBytes", MetricUnit.BYTES, "the goal by GOGC and the minimum heap", GoalBasis::gcPercentGoal),
    MEMORY_LIMIT_GOAL(
            "memoryLimitGoalBytes", MetricUnit.BYTES, "the goal by the memory limit", GoalBasis::memoryLimitGoal);

    private final String fieldName;
    private final MetricUnit unit;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // every extractor is a lambda without state
    private final Function<GoalBasis, Object> extractor;

    BasisMetric(String fieldName, MetricUnit unit, String meaning, Function<GoalBasis, Object> extractor) {
        this.fieldName = fieldName;
        this.unit = unit;
        this.meaning = meaning;
        this.extractor = extractor;
    }

    /** The name in CSV. */
    public String fieldName() {
        return fieldName;
    }

    /** How the value is measured. */
    public MetricUnit unit() {
        return unit;
    }

    /** What it is, without a full stop. */
    public String meaning() {
        return meaning;
    }

    /** The cycle's value, of the type that the unit names; nothing where it is not known or there is no such goal. */
    public Optional<Object> valueOf(CycleRecord cycle) {
        return cycle.pacing().basis().map(extractor).filter(value -> !value.equals(GoalBasis.NONE));
    }

    private static String gogc(GoalBasis basis) {
        return basis.gcPercent() == GcSettings.GC_PERCENT_OFF ? "off" : Integer.toString(basis.gcPercent());
    }
}
