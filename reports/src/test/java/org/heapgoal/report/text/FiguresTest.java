package org.heapgoal.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.heapgoal.report.ShortestDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts are worked by hand: three significant digits, halves to even. */
class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "512, 512 B",
        "1023, 1023 B",
        "1024, 1.00 KiB",
        "67108864, 64.0 MiB",
        "1073741823, 1.00 GiB",
        "1072693248, 1023 MiB",
        "1610612736, 1.50 GiB",
        "-1048576, −1.00 MiB",
        "9e18, unlimited",
        "NaN, –"
    })
    void sizesHaveThreeDigitsAndTheUnitThatFits(double bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "3.1e-4, 310 µs",
        "0.00123, 1.23 ms",
        "0.05, 50.0 ms",
        "12.34, 12.3 s",
        "312, 5 min 12 s",
        "86400, 24 h 0 min",
        "9.999, 10.0 s",
        "2e-8, 20.0 ns"
    })
    void timesHaveTheUnitThatFits(double seconds, String text) {
        assertThat(Figures.seconds(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 %", "0.0644, 6.44 %", "0.25, 25.0 %", "0.00004, 0.00 %", "1, 100 %"})
    void sharesArePercentages(double share, String text) {
        assertThat(Figures.percent(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"110, 100, +10 %", "100, 100, 0 %", "98, 100, −2.0 %", "300, 100, +200 %", "5, 0, –"})
    void changesAreRelativeToTheBase(double value, double base, String text) {
        assertThat(Figures.change(value, base)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.031, +3.10 pp", "-0.002, −0.20 pp", "0.000001, 0.00 pp", "0, 0 pp"})
    void differencesOfSharesAreInPercentagePoints(double difference, String text) {
        assertThat(Figures.points(difference)).isEqualTo(text);
    }

    @Test
    void countsHaveCommasInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
            assertThat(Figures.seconds(1.5)).isEqualTo("1.50 s");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"2.0E-3, 0.002", "2e23, 2.0E23", "2.2250738585072014E-308, 2.2250738585072014E-308", "5, 5", "0.1, 0.1"
    })
    void machineNumbersReadBackToTheSameValueWithTheFewestDigits(double value, String text) {
        assertThat(ShortestDouble.print(value)).isEqualTo(text);
        assertThat(Double.parseDouble(ShortestDouble.print(value))).isEqualTo(value);
    }

    @Test
    void aNumberThatOldJdksPrintTooLongIsShort() {
        // Double.toString gives 8.409999999999999E21 up to JDK 18.
        assertThat(ShortestDouble.print(Double.parseDouble("8.41e21"))).isEqualTo("8.41E21");
        assertThat(ShortestDouble.print(Double.parseDouble("4.8726570057e288"))).isEqualTo("4.8726570057E288");
    }
}
