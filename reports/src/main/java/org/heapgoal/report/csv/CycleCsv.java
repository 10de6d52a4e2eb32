package org.heapgoal.report.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    private final CsvWriter csv;
    private final List<String> settings;
    private final Coverage coverage;

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
        this.coverage = coverage;
    }

    /** The header for rows of this class. */
    public static List<String> header() {
        List<String> names = new ArrayList<>();
        for (SettingsText.Knob knob : SettingsText.Knob.values()) {
            names.add(knob.name());
        }
        for (CycleMetric metric : CycleMetric.values()) {
            names.add(metric.fieldName());
        }
        for (BasisMetric metric : BasisMetric.values()) {
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
        List<String> row = new ArrayList<>(settings);
        row.addAll(cells(cycle, coverage));
        csv.writeRecord(row);
    }

    /** The cells of one cycle's row behind those of the settings. */
    public static List<String> cells(CycleRecord cycle, Coverage coverage) {
        List<String> cells = new ArrayList<>();
        for (CycleMetric metric : CycleMetric.values()) {
            cells.add(coverage.covers(metric) ? cell(metric.valueOf(cycle)) : "");
        }
        for (BasisMetric metric : BasisMetric.values()) {
            cells.add(metric.valueOf(cycle).map(CycleCsv::cell).orElse(""));
        }
        return cells;
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
