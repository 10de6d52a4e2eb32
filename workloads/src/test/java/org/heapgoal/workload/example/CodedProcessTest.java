package org.heapgoal.workload.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the example that {@code docs/scenarios.md} points to, as its reader would. */
final class CodedProcessTest {
    @Test
    void theExampleRunsItsTwoSecondsAndPrintsASummaryThatFitsItsRates() {
        List<String> lines = printed().lines().toList();
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" = ", 2);
            figures.put(parts[0], Double.valueOf(parts[1]));
        }
        assertThat(lines.get(0)).isEqualTo("FINISHED");
        assertThat(figures).containsEntry("durationSeconds", 2.0);
        assertThat(figures.get("numGC")).isGreaterThan(5);
        // Three jobs, rounds of 1 to 32 MiB of requests in 2 ms of computing and 5 ms of waiting: 8.4 MiB in the mean,
        // at most 3 x 8.4 MiB / 7 ms = 3.6 GiB/s, and not below a tenth of it.
        assertThat(figures.get("allocBytesPerSecond")).isBetween(0.36 * 0x1p30, 4.0 * 0x1p30);
    }

    private static String printed() {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            CodedProcess.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
