package org.heapgoal.sim.units;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: what CVTTSD2SI and Go's code around it give on amd64, worked out beside each value. */
class Amd64Test {
    @ParameterizedTest(name = "{0}")
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0x1p64, 1e300, -1e300})
    void whatNoIntegerCanHoldGivesTheIndefiniteValue(double value) {
        assertThat(Amd64.toInt64(value)).isEqualTo(Long.MIN_VALUE);
        assertThat(Amd64.toUint64(value)).isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest(name = "int64({0}) = {1}")
    @CsvSource({
        "0.0, 0",
        "-0.0, 0",
        "1.999999, 1", // toward zero
        "-1.999999, -1",
        "9223372036854774784, 9223372036854774784", // 2^63 - 1024: the last double below 2^63
        "9223372036854775808, -9223372036854775808", // 2^63: one ulp further is out of range
        "-9223372036854775808, -9223372036854775808", // -2^63 is in range
        "-9223372036854777856, -9223372036854775808", // -2^63 - 2048: one ulp below is not, with the same bits
        "4.9e-324, 0",
    })
    void signedConversionTruncatesTowardZero(double value, long expected) {
        assertThat(Amd64.toInt64(value)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "uint64({0}) = {1}")
    @CsvSource({
        "0.0, 0",
        "1.5, 1",
        "-1.5, 18446744073709551615", // the signed conversion's -1 as unsigned bits
        "-9223372036854775808, 9223372036854775808",
        "-9223372036854777856, 9223372036854775808",
        "9223372036854774784, 9223372036854774784",
        "9223372036854775808, 9223372036854775808", // 2^63 itself
        "9223372036854777856, 9223372036854777856", // 2^63 + 2048: one ulp up
        "18446744073709549568, 18446744073709549568", // 2^64 - 2048: the last double below 2^64
    })
    void unsignedConversionIsExactUpTo2To64(double value, String expected) {
        assertThat(Long.toUnsignedString(Amd64.toUint64(value))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "float64({0}) = {1}")
    @CsvSource({
        "0, 0",
        "9007199254740993, 9007199254740992", // 2^53 + 1: half-way between two doubles, to even (down)
        "9007199254740995, 9007199254740996", // 2^53 + 3: half-way, to even (up)
        "9223372036854775807, 9223372036854775808", // rounds up to 2^63
        "9223372036854775808, 9223372036854775808",
        "9223372036854776832, 9223372036854775808", // 2^63 + 1024: half of the ulp 2048, to even (down)
        "9223372036854776833, 9223372036854777856", // one more is past the tie
        "9223372036854778880, 9223372036854779904", // 2^63 + 3072: half-way, to even (up)
        "18446744073709550591, 18446744073709549568", // just below the last tie
        "18446744073709550592, 18446744073709551616", // 2^64 - 1024: half-way, to even: 2^64
        "18446744073709551615, 18446744073709551616",
    })
    void unsignedToDoubleRoundsToNearestEven(String value, double expected) {
        assertThat(Amd64.fromUint64(Long.parseUnsignedLong(value))).isEqualTo(expected);
    }
}
