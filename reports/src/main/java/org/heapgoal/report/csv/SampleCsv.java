package org.heapgoal.report.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.ShortestDouble;

/** The kept heap samples of a run, one row each. */
public final class SampleCsv {
    private static final double NANOS_PER_SECOND = 1e9;

    private SampleCsv() {}

    /** The columns: time, then the quantities under the names that cycles use for them. */
    public static List<String> header() {
        return List.of(
                "timeSeconds",
                "heapLiveBytes",
                CycleMetric.GOAL.fieldName(),
                CycleMetric.TRIGGER.fieldName(),
                CycleMetric.MAPPED.fieldName());
    }

    /** Writes header and rows; the writer stays open. */
    public static void write(RunResult run, Writer writer) throws IOException {
        // Closing the CSV writer would close the caller's.
        @SuppressWarnings("resource")
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
        csv.writeRecord(header());
        Coverage coverage = run.coverage();
        for (HeapSample sample : run.heap().samples()) {
            csv.writeRecord(
                    ShortestDouble.print(sample.timeNanos() / NANOS_PER_SECOND),
                    Long.toUnsignedString(sample.heapLive()),
                    coverage.covers(CycleMetric.GOAL) ? Long.toUnsignedString(sample.heapGoal()) : "",
                    coverage.covers(CycleMetric.TRIGGER) ? Long.toUnsignedString(sample.trigger()) : "",
                    coverage.covers(CycleMetric.MAPPED) ? Long.toUnsignedString(sample.mappedBytes()) : "");
        }
        csv.flush();
    }
}
