package org.heapgoal.report.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.report.BasisMetric;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.ShortestDouble;

/**
 * Writes every cycle of a run as a row while it runs, so that a run of any length fits in memory. The first three columns
 * are the run's settings, so that the rows of several runs can stand in one file.
 */
public final class CycleCsv implements RunProbe, Closeable {
    private static final List<CycleMetric> METRICS = List.of(CycleMetric.values());
    private static final List<BasisMetric> BASIS = List.of(BasisMetric.values());

    private final CsvWriter csv;
    private final List<String> settings;
    private final Set<CycleMetric> covered;

    /**
     * A writer of rows without a header.
     *
     * @param writer where to; closed with this probe
     * @param settings the run's settings
     * @param coverage what the recording does not cover
     */
    public CycleCsv(Writer writer, GcSettings settings, Coverage coverage) {
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
        this.settings = Arrays.stream(SettingsText.Knob.values())
                .map(knob -> knob.valueOf(settings))
                .toList();
        this.covered = covered(coverage);
    }

    private static Set<CycleMetric> covered(Coverage coverage) {
        Set<CycleMetric> covered = EnumSet.noneOf(CycleMetric.class);
        METRICS.stream().filter(coverage::covers).forEach(covered::add);
        return covered;
    }

    /** The header for rows of this class. */
    public static List<String> header() {
        List<String> names = new ArrayList<>();
        for (SettingsText.Knob knob : SettingsText.Knob.values()) {
            names.add(knob.name());
        }
        for (CycleMetric metric : METRICS) {
            names.add(metric.fieldName());
        }
        for (BasisMetric metric : BASIS) {
            names.add(metric.fieldName());
        }
        return names;
    }

    /** Writes one header line. */
    public void writeHeader() {
        csv.writeRecord(header());
    }

    @Override
    public void onCycle(CycleRecord cycle) {
        List<String> row = new ArrayList<>(settings.size() + METRICS.size() + BASIS.size());
        row.addAll(settings);
        addCells(row, cycle, covered);
        csv.writeRecord(row);
    }

    /** The cells of one cycle's row behind those of the settings. */
    public static List<String> cells(CycleRecord cycle, Coverage coverage) {
        List<String> cells = new ArrayList<>();
        addCells(cells, cycle, covered(coverage));
        return cells;
    }

    private static void addCells(List<String> row, CycleRecord cycle, Set<CycleMetric> covered) {
        for (CycleMetric metric : METRICS) {
            row.add(covered.contains(metric) ? cell(metric.valueOf(cycle)) : "");
        }
        for (BasisMetric metric : BASIS) {
            row.add(metric.valueOf(cycle).map(CycleCsv::cell).orElse(""));
        }
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cell(Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number) ? ShortestDouble.print(number) : "";
        }
        return value instanceof Long number ? Long.toUnsignedString(number) : value.toString();
    }
}
