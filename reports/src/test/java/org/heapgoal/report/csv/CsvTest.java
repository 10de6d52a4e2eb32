package org.heapgoal.report.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.Runs;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void aCycleIsARowOfItsDeclaredFigures() {
        StringWriter out = new StringWriter();
        GcSettings settings = Runs.settings(GcSettings.GC_PERCENT_OFF, 900 * Runs.MIB);
        try (CycleCsv csv = new CycleCsv(out, settings, Runs.coverage())) {
            csv.onCycle(Runs.cycle(
                    3, Runs.SECOND, 10 * Runs.MILLI, 1_000, 2_000, GoalRule.MEMORY_LIMIT, CycleCause.FORCED));
        }
        // Trigger 90 % of 2000; assists a fifth and idle workers half of 10 ms; residentBytes is not covered, nor what
        // the goal was computed from.
        assertThat(out)
                .hasToString(
                        "off,900MiB,4,3,FORCED,1,1.0E-4,0.01,1.0E-4,2.0E-4,0.002,0.01,0,0.005,1800,2000,1000,2000,"
                                + "2000,MEMORY_LIMIT,1800,RUNWAY,200,0.3,0.125,false,1048576,524288,8390608,,4,0.05,,,,,,,,,\n");
        assertThat(out.toString().split(",", -1)).hasSize(CycleCsv.header().size());
    }

    @Test
    void fieldNamesAreUniqueAndEndInTheirUnit() {
        List<String> names = CycleCsv.header();
        assertThat(names).doesNotHaveDuplicates();
        for (CycleMetric metric : CycleMetric.values()) {
            switch (metric.unit()) {
                case SECONDS -> assertThat(metric.fieldName()).endsWith("Seconds");
                case BYTES -> assertThat(metric.fieldName()).endsWith("Bytes");
                default ->
                    assertThat(metric.fieldName()).doesNotContain("Bytes").doesNotContain("Seconds");
            }
        }
    }

    @Test
    void samplesAreRowsInOrder() throws IOException {
        RunResult run = Runs.run("small", Runs.plain(), 1, Runs.SECOND, i -> 1_000);
        StringWriter out = new StringWriter();
        SampleCsv.write(run, out);
        // Live 1000, goal 2000, trigger 1800, mapped goal + 8 MiB; the cycle lasts from 0.9 s to 0.9502 s.
        assertThat(out).hasToString("""
                        timeSeconds,heapLiveBytes,heapGoalBytes,triggerBytes,mappedBytes
                        0,1000,2000,1800,8390608
                        0.9,1800,2000,1800,8390608
                        0.9502,2000,2000,1800,8390608
                        """);
    }
}
