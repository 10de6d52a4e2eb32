package org.heapgoal.report.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.report.BasisMetric;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.csv.CycleCsv;
import org.heapgoal.report.explain.CycleExplanation;

/**
 * One cycle as it stands in {@code cycles.csv}.
 *
 * @param cells the row behind the settings; an empty cell is not known
 * @param explanation why it went as it did; empty where the recording is not at hand
 */
public record ComparedCycle(List<String> cells, String explanation) {
    private static final Map<String, Integer> COLUMNS = columns();

    /** Copies the list and checks its length. */
    public ComparedCycle {
        cells = List.copyOf(cells);
        if (cells.size() != COLUMNS.size()) {
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
        return cell(metric.fieldName());
    }

    /** An input of the goal as CSV prints it; empty where not known. */
    public String cell(BasisMetric metric) {
        return cell(metric.fieldName());
    }

    /** The place of each figure in a row behind the settings. */
    private static Map<String, Integer> columns() {
        List<String> header = CycleCsv.header();
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (String name : header.subList(SettingsText.Knob.values().length, header.size())) {
            columns.put(name, columns.size());
        }
        return columns;
    }

    private String cell(String name) {
        Integer column = COLUMNS.get(name);
        if (column == null) {
            throw new IllegalArgumentException("no column " + name);
        }
        return cells.get(column);
    }
}
