package org.heapgoal.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.heapgoal.sim.units.BadInput;

/**
 * Oracle: a recorded answer with one digit changed is no longer the runtime's answer, so it must be found; a changed
 * argument must lead to a verdict of some kind, never to another failure.
 */
class BrokenVectorsProperties {
    private static final int LINES = 60;
    private static final String EXPECT = "\"expect\":";

    private static List<String> lines(Path path) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
            return new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .limit(LINES)
                    .toList());
        }
    }

    @Property(tries = 600)
    void aChangedDigitIsFoundOrRefused(
            @ForAll @IntRange(max = 1_000_000) int file,
            @ForAll @IntRange(min = 1, max = 1_000_000) int line,
            @ForAll @IntRange(max = 1_000_000) int column,
            @ForAll @IntRange(min = 1, max = 9) int change)
            throws IOException {
        List<Path> files = VectorsConformance.files();
        List<String> lines = lines(files.get(file % files.size()));
        int at = 1 + line % (lines.size() - 1);
        String before = lines.get(at);
        int digit = column % before.length();
        while (digit < before.length() && !Character.isDigit(before.charAt(digit))) {
            digit++;
        }
        Assume.that(digit < before.length());
        char changed = (char) ('0' + (before.charAt(digit) - '0' + change) % 10);
        lines.set(at, before.substring(0, digit) + changed + before.substring(digit + 1));
        Path copy = Files.createTempFile("broken", ".jsonl");
        try {
            Files.write(copy, lines);
            boolean found = !passes(copy);
            boolean isNan = before.contains("7ff8000000000001") || before.contains("fff8");
            if (before.contains(EXPECT) && digit > before.indexOf(EXPECT) && !isNan) {
                assertThat(found)
                        .as("%s line %d column %d", files.get(file % files.size()), at + 1, digit + 1)
                        .isTrue();
            }
        } finally {
            Files.delete(copy);
        }
    }

    private static boolean passes(Path file) {
        try {
            return ConformanceRun.replay(file).passed();
        } catch (BadInput e) {
            assertThat(e).hasMessageStartingWith(file + ":");
            return false;
        }
    }
}
