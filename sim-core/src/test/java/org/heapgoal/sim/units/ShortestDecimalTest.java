package org.heapgoal.sim.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: recorded output of Go 1.26's {@code strconv.FormatFloat(x, 'e', -1, 64)}. */
final class ShortestDecimalTest {
    @ParameterizedTest
    @CsvSource({
        "0.1, 1e-01",
        "0.002, 2e-03",
        "1e23, 1e+23",
        "2e23, 2e+23",
        "8.41e21, 8.41e+21",
        "4.8726570057e288, 4.8726570057e+288",
        "4.9e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "9007199254740993, 9.007199254740992e+15",
        // A power of two: of the decimals with 16 digits the nearest does not read back.
        "5.684341886080801486968994140625e-14, 5.684341886080802e-14"
    })
    void theDecimalIsTheOneThatGoPrints(double value, BigDecimal printed) {
        assertThat(ShortestDecimal.of(value).stripTrailingZeros()).isEqualTo(printed.stripTrailingZeros());
    }

    @Test
    void whatIsNotAFiniteNumberAboveZeroIsRefused() {
        for (double value : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> ShortestDecimal.of(value)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
