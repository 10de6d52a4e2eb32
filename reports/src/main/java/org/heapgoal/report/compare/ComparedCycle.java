package org.heapgoal.report.compare;

import java.util.List;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.report.BasisMetric;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.report.csv.CycleCsv;
import org.heapgoal.report.explain.CycleExplanation;

/**
 * One cycle as it stands in {@code cycles.csv}.
 *
 * @param cells the row behind the settings; an empty cell is not known
 * @param explanation why it went as it did; empty where the recording is not at hand
 */
public record ComparedCycle(List<String> cells, String explanation) {
    /** Copies the list and checks its length. */
    public ComparedCycle {
        cells = List.copyOf(cells);
        if (cells.size() != CycleMetric.values().length + BasisMetric.values().length) {
            throw new IllegalArgumentException(cells.size() + " cells");
        }
    }

    /** A recorded cycle. */
    public static ComparedCycle of(CycleRecord cycle, Coverage coverage) {
        return new ComparedCycle(
                CycleCsv.cells(cycle, coverage),
                CycleExplanation.of(cycle, coverage).text());
    }

    /** A figure as CSV prints it; empty where not known. */
    public String cell(CycleMetric metric) {
        return cells.get(metric.ordinal());
    }

    /** An input of the goal as CSV prints it; empty where not known. */
    public String cell(BasisMetric metric) {
        return cells.get(CycleMetric.values().length + metric.ordinal());
    }
}
