package org.heapgoal.report.explain;

import java.util.Locale;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.Coverage;

/**
 * Why one cycle went as it did, in clauses without capital letter and full stop.
 *
 * @param cycle the cycle's number
 * @param start when and why it started
 * @param goal which rule set its goal
 * @param trigger which bound set its trigger; empty where not known
 * @param marking whether assists ran and why; empty where not modelled
 * @param otherwise what other settings would have changed; empty where not known
 */
public record CycleExplanation(
        long cycle, String start, String goal, String trigger, String marking, String otherwise) {

    /**
     * Explains a cycle.
     *
     * @param cycle the cycle
     * @param coverage what its recording covers
     */
    public static CycleExplanation of(CycleRecord cycle, Coverage coverage) {
        boolean assists = !coverage.missingFigures().containsKey(SummaryMetric.ASSIST_CPU);
        return new CycleExplanation(
                cycle.number(),
                StartClause.of(cycle),
                GoalClause.of(cycle),
                TriggerClause.of(cycle),
                assists ? MarkingClause.of(cycle) : "",
                OtherwiseClause.of(cycle));
    }

    /** All of it as one or two sentences on one line, without an end of line. */
    public String text() {
        StringBuilder text = new StringBuilder("Cycle " + cycle + " " + start + "; " + goal);
        if (!trigger.isEmpty()) {
            text.append(", and ").append(trigger);
        }
        text.append('.');
        String second = marking.isEmpty() || otherwise.isEmpty() ? marking + otherwise : marking + "; " + otherwise;
        if (!second.isEmpty()) {
            text.append(' ')
                    .append(second.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(second, 1, second.length())
                    .append('.');
        }
        return text.toString();
    }
}
