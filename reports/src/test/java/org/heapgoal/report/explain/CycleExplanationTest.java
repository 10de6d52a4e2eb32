package org.heapgoal.report.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalBasis;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.MarkCpu;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.TriggerBound;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sentences of made-up cycles; the oracle is each record's own numbers, written out. */
class CycleExplanationTest {
    private static final long MIB = Runs.MIB;

    private static GoalBasis basis(int gcPercent, long limit) {
        boolean limited = limit != Long.MAX_VALUE;
        return new GoalBasis(
                gcPercent,
                limit,
                50 * MIB,
                MIB,
                3 * MIB,
                40 * MIB,
                0.5,
                gcPercent < 0 ? GoalBasis.NONE : 104 * MIB,
                limited ? 83 * MIB : GoalBasis.NONE,
                new GoalBasis.TriggerBounds(51 * MIB, 86 * MIB, 102 * MIB),
                new GoalBasis.Alternative(
                        200, limited ? 83 * MIB : 158 * MIB, limited ? GoalRule.MEMORY_LIMIT : GoalRule.GOGC),
                limited ? 66 : -1,
                limited && gcPercent >= 0 ? 121 * MIB : GoalBasis.NONE);
    }

    private static CycleRecord cycle(
            CycleCause cause, GoalRule rule, TriggerBound bound, MarkCpu cpu, Optional<GoalBasis> basis) {
        return new CycleRecord(
                7,
                cause,
                new CycleRecord.Timing(2 * Runs.SECOND, 2 * Runs.SECOND, 3 * Runs.SECOND, 3 * Runs.SECOND, 0),
                cpu,
                new CycleRecord.Heap(91 * MIB, 99 * MIB, 52 * MIB, 104 * MIB),
                new CycleRecord.Pacing(
                        rule,
                        bound,
                        104 * MIB,
                        90 * MIB,
                        14 * MIB,
                        0.31,
                        0.5,
                        false,
                        new CycleRecord.Memory(0, 0),
                        basis),
                MIB,
                3 * MIB,
                4,
                0.05);
    }

    private static String text(GoalRule rule, TriggerBound bound, GoalBasis basis) {
        return CycleExplanation.of(
                        cycle(CycleCause.HEAP, rule, bound, MarkCpu.NONE, Optional.of(basis)), Coverage.complete())
                .text();
    }

    @Test
    void theUsualCycleIsTwoSentencesWithAllItsNumbers() {
        MarkCpu cpu = new MarkCpu(12, 60, 0, 28);
        CycleRecord cycle = cycle(
                CycleCause.HEAP, GoalRule.GOGC, TriggerBound.RUNWAY, cpu, Optional.of(basis(100, Long.MAX_VALUE)));
        // Assists: 12 of 12 + 60 + 28. Stacks and globals: 1 + 3 MiB.
        assertThat(CycleExplanation.of(cycle, Coverage.complete()).text())
                .isEqualTo("Cycle 7 started at 2.00 s because the heap of 91.0 MiB reached its trigger of 90.0 MiB;"
                        + " GOGC=100 on a live heap of 50.0 MiB and 4.00 MiB of stacks and globals set the goal of"
                        + " 104 MiB, and the trigger lies the expected runway of 14.0 MiB below it. Assists did 12.0 %"
                        + " of the marking, because allocation used up the background workers' credit (GC took 31.0 %"
                        + " of the CPU, 25 % is planned), and the heap ended at 99.0 MiB; GOGC=200 would put the goal"
                        + " at 158 MiB.");
    }

    @ParameterizedTest
    @EnumSource
    void everyGoalRuleHasItsSentence(GoalRule rule) {
        Map<GoalRule, String> clauses = new EnumMap<>(GoalRule.class);
        clauses.put(
                GoalRule.GOGC,
                "GOGC=100 on a live heap of 50.0 MiB and 4.00 MiB of stacks and globals set the goal of" + " 104 MiB,");
        clauses.put(
                GoalRule.MINIMUM_HEAP,
                "the minimum heap at GOGC=100 set the goal of 104 MiB, as a live heap of 50.0 MiB is too small");
        clauses.put(
                GoalRule.MEMORY_LIMIT,
                "the memory limit of 100 MiB set the goal of 104 MiB on a live heap of 50.0 MiB, below the 104 MiB that"
                        + " GOGC=100 asks for");
        clauses.put(
                GoalRule.CLAMPED_TO_LIVE_HEAP,
                "the memory limit of 100 MiB leaves no room, so the live heap itself is the goal: 104 MiB");
        clauses.put(GoalRule.UNLIMITED, "GOGC is off and there is no memory limit, so no heap reaches the goal");
        clauses.put(
                GoalRule.SWEEP_DISTANCE,
                "room for sweeping set the goal of 104 MiB, 1 MiB above the heap at the last commit, where GOGC=100 asks"
                        + " for 104 MiB");
        clauses.put(GoalRule.TRIGGER_RUNWAY, "the goal of 104 MiB is kept 64 KiB above a live heap of 50.0 MiB");
        clauses.put(GoalRule.NOT_KNOWN, "the log does not tell what set the goal of 104 MiB");
        assertThat(text(rule, TriggerBound.RUNWAY, basis(100, 100 * MIB))).contains("; " + clauses.get(rule));
    }

    @ParameterizedTest
    @EnumSource
    void everyTriggerBoundHasItsSentence(TriggerBound bound) {
        Map<TriggerBound, String> clauses = new EnumMap<>(TriggerBound.class);
        clauses.put(TriggerBound.RUNWAY, "the trigger lies the expected runway of 14.0 MiB below it");
        clauses.put(TriggerBound.GOAL, "cycles start at the goal itself");
        clauses.put(
                TriggerBound.LOWER_45_64, "the expected runway of 14.0 MiB is so long that the trigger is the lowest");
        clauses.put(
                TriggerBound.SWEEP_DISTANCE,
                "the trigger waits for the 1 MiB that sweeping needs, against the expected runway of 14.0 MiB");
        clauses.put(
                TriggerBound.UPPER_61_64,
                "the expected runway of 14.0 MiB is so short that the trigger is the highest allowed, 61/64");
        clauses.put(
                TriggerBound.UPPER_4_MIB,
                "the expected runway of 14.0 MiB is so short that the trigger is the highest allowed, 4 MiB below");
        clauses.put(TriggerBound.NOT_KNOWN, "");
        String text = text(GoalRule.GOGC, bound, basis(100, Long.MAX_VALUE));
        if (bound == TriggerBound.NOT_KNOWN) {
            assertThat(text)
                    .contains("reached its trigger; GOGC=100")
                    .doesNotContain("runway")
                    .doesNotContain(", and the trigger");
        } else {
            assertThat(text).contains(", and " + clauses.get(bound));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCauseHasItsSentence(CycleCause cause) {
        Map<CycleCause, String> clauses = new EnumMap<>(CycleCause.class);
        clauses.put(CycleCause.HEAP, "because the heap of 91.0 MiB reached its trigger of 90.0 MiB;");
        clauses.put(
                CycleCause.PERIODIC,
                "because two minutes passed without a cycle, at a heap of 91.0 MiB and a trigger of 90.0 MiB;");
        clauses.put(
                CycleCause.FORCED,
                "because the program asked for it, at a heap of 91.0 MiB and a trigger of 90.0 MiB;");
        CycleRecord cycle = cycle(cause, GoalRule.GOGC, TriggerBound.RUNWAY, MarkCpu.NONE, Optional.empty());
        assertThat(CycleExplanation.of(cycle, Coverage.complete()).text()).contains(clauses.get(cause));
    }

    @Test
    void aBindingLimitMakesGogcIrrelevant() {
        assertThat(text(GoalRule.MEMORY_LIMIT, TriggerBound.RUNWAY, basis(100, 100 * MIB)))
                .endsWith("GOGC=100 is irrelevant here: the limit binds from 66 on; a limit above 121 MiB would not"
                        + " bind.");
        assertThat(text(GoalRule.MEMORY_LIMIT, TriggerBound.RUNWAY, basis(-1, 100 * MIB)))
                .contains("on a live heap of 50.0 MiB with GOGC off")
                .endsWith("any GOGC below 66 would set a lower goal.");
        assertThat(text(GoalRule.GOGC, TriggerBound.RUNWAY, basis(100, 200 * MIB)))
                .endsWith(
                        "GOGC=200 would put the goal at 83.0 MiB, set by the memory limit; a memory limit below 121 MiB"
                                + " would bind.");
    }

    @Test
    void theLiveHeapThatFillsTheGoalIsTheTrigger() {
        CycleRecord cycle = cycle(
                CycleCause.HEAP, GoalRule.CLAMPED_TO_LIVE_HEAP, TriggerBound.GOAL, MarkCpu.NONE, Optional.empty());
        assertThat(CycleExplanation.of(cycle, Coverage.complete()).trigger())
                .isEqualTo("the live heap fills the goal, so the trigger is the goal");
    }

    @Test
    void whatARecordingDoesNotTellIsLeftOut() {
        CycleRecord cycle =
                cycle(CycleCause.HEAP, GoalRule.NOT_KNOWN, TriggerBound.NOT_KNOWN, MarkCpu.NONE, Optional.empty());
        Coverage guide = new Coverage(Map.of(SummaryMetric.ASSIST_CPU, "not modelled"), Map.of(), List.of());
        assertThat(CycleExplanation.of(cycle, guide).text())
                .isEqualTo(
                        "Cycle 7 started at 2.00 s because the heap of 91.0 MiB reached its trigger; the log does not"
                                + " tell what set the goal (104 MiB).");
    }
}
