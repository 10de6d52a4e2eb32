package org.heapgoal.report;

import java.util.Optional;
import java.util.function.Function;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalBasis;
import org.heapgoal.sim.units.ByteSize;

/**
 * What the goal and trigger of one GC cycle were computed from: each declared once, with the name it has in CSV and its
 * meaning. A recording of a real program has none of them. Order is that of cause and effect.
 */
public enum BasisMetric {
    GC_PERCENT("gogc", CycleMetric.Kind.TEXT, "GOGC in force when it started", BasisMetric::gogc),
    MEMORY_LIMIT(
            "memoryLimit",
            CycleMetric.Kind.TEXT,
            "memory limit in force when it started",
            basis -> ByteSize.printOrOff(basis.memoryLimitBytes())),
    LIVE_HEAP("liveHeapBytes", CycleMetric.Kind.BYTES, "live heap that the cycle before found", GoalBasis::heapMarked),
    STACKS(
            "stacksOfGoalBytes",
            CycleMetric.Kind.BYTES,
            "stack bytes that the cycle before scanned",
            GoalBasis::stackScan),
    GLOBALS("globalsOfGoalBytes", CycleMetric.Kind.BYTES, "global variables in its goal", GoalBasis::globalsScan),
    CONS_MARK(
            "plannedConsMark",
            CycleMetric.Kind.RATIO,
            "cons/mark that its runway was planned with",
            GoalBasis::consMark),
    SCAN_WORK("plannedScanBytes", CycleMetric.Kind.BYTES, "scan work that was expected of it", GoalBasis::scanWork),
    GC_PERCENT_GOAL(
            "gogcGoalBytes", CycleMetric.Kind.BYTES, "the goal by GOGC and the minimum heap", GoalBasis::gcPercentGoal),
    MEMORY_LIMIT_GOAL(
            "memoryLimitGoalBytes", CycleMetric.Kind.BYTES, "the goal by the memory limit", GoalBasis::memoryLimitGoal);

    private final String fieldName;
    private final CycleMetric.Kind kind;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // every extractor is a lambda without state
    private final Function<GoalBasis, Object> extractor;

    BasisMetric(String fieldName, CycleMetric.Kind kind, String meaning, Function<GoalBasis, Object> extractor) {
        this.fieldName = fieldName;
        this.kind = kind;
        this.meaning = meaning;
        this.extractor = extractor;
    }

    /** The name in CSV. */
    public String fieldName() {
        return fieldName;
    }

    /** How the value is measured. */
    public CycleMetric.Kind kind() {
        return kind;
    }

    /** What it is, without a full stop. */
    public String meaning() {
        return meaning;
    }

    /** The cycle's value, of the type that the kind names; nothing where it is not known or there is no such goal. */
    public Optional<Object> valueOf(CycleRecord cycle) {
        return cycle.pacing().basis().map(extractor).filter(value -> !value.equals(GoalBasis.NONE));
    }

    private static String gogc(GoalBasis basis) {
        return basis.gcPercent() == GcSettings.GC_PERCENT_OFF ? "off" : Integer.toString(basis.gcPercent());
    }
}
