package org.heapgoal.report.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.HeapMetric;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.ShortestDouble;

/** The kept heap samples of a run, one row each. */
public final class SampleCsv {
    private static final double NANOS_PER_SECOND = 1e9;

    private SampleCsv() {}

    /** The columns: time, then the quantities under the names of their declarations. */
    public static List<String> header() {
        List<String> names = new ArrayList<>(List.of("timeSeconds"));
        for (HeapMetric metric : HeapMetric.values()) {
            names.add(metric.fieldName());
        }
        return names;
    }

    /** Writes header and rows; the writer stays open. */
    public static void write(RunResult run, Writer writer) throws IOException {
        // Closing the CSV writer would close the caller's.
        @SuppressWarnings("resource")
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
        csv.writeRecord(header());
        Coverage coverage = run.coverage();
        for (HeapSample sample : run.heap().samples()) {
            List<String> row = new ArrayList<>(List.of(ShortestDouble.print(sample.timeNanos() / NANOS_PER_SECOND)));
            for (HeapMetric metric : HeapMetric.values()) {
                row.add(coverage.covers(metric) ? Long.toUnsignedString(metric.of(sample)) : "");
            }
            csv.writeRecord(row);
        }
        csv.flush();
    }
}
