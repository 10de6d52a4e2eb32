package org.heapgoal.goruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracles: printed-floats.txt, recorded from real Go; and the runtime's rule for milliseconds, worked by hand. */
class TraceNumbersTest {
    static Stream<String[]> printedFloats() throws IOException {
        try (InputStream in = TraceNumbersTest.class.getResourceAsStream("printed-floats.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @MethodSource("printedFloats")
    void printsFloatsLikeEachVersion(String bits, String before126, String from126) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertThat(TraceNumbers.decimal(GoVersion.GO_1_19, value)).isEqualTo(before126);
        assertThat(TraceNumbers.decimal(GoVersion.GO_1_25, value)).isEqualTo(before126);
        assertThat(TraceNumbers.decimal(GoVersion.GO_1_26, value)).isEqualTo(from126);
    }

    @Test
    void theRecordingIsThere() throws IOException {
        assertThat(printedFloats().count()).isEqualTo(225);
    }

    @ParameterizedTest(name = "{0} ns → {1} ms")
    @CsvSource({
        "0, 0",
        "999, 0",
        "1000, 0.001",
        "23000, 0.023",
        "99999, 0.099",
        "100000, 0.10",
        "279000, 0.27",
        "999999, 0.99",
        "1000000, 1.0",
        "1690000, 1.6",
        "9999999, 9.9",
        "10000000, 10",
        "10999999, 10",
        "123456789, 123",
        "18446744073709551615, 18446744073709" // unsigned: 2^64-1 ns
    })
    void printsMillisecondsWithTwoDigitsCutOff(String nanos, String text) {
        assertThat(TraceNumbers.millis(Long.parseUnsignedLong(nanos))).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} / 10^{1} → {2}")
    @CsvSource({
        "0, 3, 0.000",
        "7, 3, 0.007",
        "1234, 3, 1.234",
        "60000, 3, 60.000",
        "16, 1, 1.6",
        "15, 0, 15",
        "5, 0, 05",
        "18446744073709551615, 3, 18446744073709551.615"
    })
    void printsSecondsWithAllDigits(String value, int decimals, String text) {
        assertThat(TraceNumbers.divided(Long.parseUnsignedLong(value), decimals))
                .isEqualTo(text);
    }

    @Test
    void printsTheOtherKinds() {
        assertThat(TraceNumbers.hex(0)).isEqualTo("0x0");
        assertThat(TraceNumbers.hex(-1)).isEqualTo("0xffffffffffffffff");
        assertThat(TraceNumbers.signed(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(TraceNumbers.unsigned(-1)).isEqualTo("18446744073709551615");
        assertThat(TraceNumbers.bool(true) + TraceNumbers.bool(false)).isEqualTo("truefalse");
    }
}
