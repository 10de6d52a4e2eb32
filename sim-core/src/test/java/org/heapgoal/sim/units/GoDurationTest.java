package org.heapgoal.sim.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: durations.txt, recorded from Go's package time. */
class GoDurationTest {
    private static Stream<String[]> recorded(String kind) {
        try (InputStream in = GoDurationTest.class.getResourceAsStream("durations.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text
                    .lines()
                    .filter(line -> line.startsWith(kind + "|"))
                    .map(line -> line.split("\\|", -1))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<String[]> parsed() {
        return recorded("P");
    }

    static Stream<String[]> printed() {
        return recorded("S");
    }

    @ParameterizedTest(name = "\"{1}\" → {2}")
    @MethodSource("parsed")
    void readsWhatGoReads(String kind, String text, String expected) {
        if (expected.equals("error")) {
            assertThatThrownBy(() -> GoDuration.parse(text))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("\"" + text + "\"");
        } else {
            assertThat(GoDuration.parse(text)).isEqualTo(Long.parseLong(expected));
        }
    }

    @ParameterizedTest(name = "{1} → {2}")
    @MethodSource("printed")
    void printsWhatGoPrints(String kind, String nanos, String expected) {
        assertThat(GoDuration.print(Long.parseLong(nanos))).isEqualTo(expected);
        assertThat(GoDuration.parse(expected)).isEqualTo(Long.parseLong(nanos));
    }

    @Test
    void theRecordingHasBothKinds() {
        assertThat(List.of(parsed().count(), printed().count())).containsExactly(75L, 84L);
    }

    @Test
    void saysWhetherTextOrSizeIsWrong() {
        assertThatThrownBy(() -> GoDuration.parse("5 s")).hasMessageContaining("allowed are numbers with units ns");
        assertThatThrownBy(() -> GoDuration.parse("3000000h"))
                .hasMessage("duration \"3000000h\" is too long: the longest is 2562047h47m16.854775807s");
    }
}
