package org.heapgoal.report.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
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

    private final Writer writer;
    private final Set<CycleMetric> covered;
    private final StringBuilder row = new StringBuilder();
    /** How much of every row is the settings. */
    private final int settingsLength;

    /**
     * A writer of rows without a header.
     *
     * @param writer where to; closed with this probe
     * @param settings the run's settings
     * @param coverage what the recording does not cover
     */
    public CycleCsv(Writer writer, GcSettings settings, Coverage coverage) {
        this.writer = writer;
        this.covered = covered(coverage);
        for (SettingsText.Knob knob : SettingsText.Knob.values()) {
            row.append(knob.valueOf(settings)).append(',');
        }
        this.settingsLength = row.length();
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
        write(String.join(",", header()) + "\n");
    }

    @Override
    public void onCycle(CycleRecord cycle) {
        row.setLength(settingsLength);
        for (CycleMetric metric : METRICS) {
            if (covered.contains(metric)) {
                append(metric.valueOf(cycle), row);
            }
            row.append(',');
        }
        for (BasisMetric metric : BASIS) {
            Optional<Object> value = metric.valueOf(cycle);
            if (value.isPresent()) {
                append(value.get(), row);
            }
            row.append(',');
        }
        row.setCharAt(row.length() - 1, '\n');
        write(row);
    }

    /** The cells of one cycle's row behind those of the settings. */
    public static List<String> cells(CycleRecord cycle, Coverage coverage) {
        Set<CycleMetric> covered = covered(coverage);
        List<String> cells = new ArrayList<>();
        for (CycleMetric metric : METRICS) {
            cells.add(covered.contains(metric) ? cell(metric.valueOf(cycle)) : "");
        }
        for (BasisMetric metric : BASIS) {
            cells.add(metric.valueOf(cycle).map(CycleCsv::cell).orElse(""));
        }
        return cells;
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(CharSequence text) {
        try {
            writer.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<CycleMetric> covered(Coverage coverage) {
        Set<CycleMetric> covered = EnumSet.noneOf(CycleMetric.class);
        METRICS.stream().filter(coverage::covers).forEach(covered::add);
        return covered;
    }

    private static String cell(Object value) {
        StringBuilder text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    /** Texts are names of rules and sizes, none of which needs quotes. */
    private static void append(Object value, StringBuilder text) {
        if (value instanceof Double number) {
            if (Double.isFinite(number)) {
                ShortestDouble.append(number, text);
            }
        } else if (value instanceof Long number && number < 0) {
            text.append(Long.toUnsignedString(number));
        } else {
            text.append(value);
        }
    }
}
