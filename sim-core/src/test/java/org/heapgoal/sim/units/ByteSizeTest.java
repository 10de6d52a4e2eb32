package org.heapgoal.sim.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: powers of 1024, worked by hand. */
class ByteSizeTest {
    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "4096B, 4096",
        "512KiB, 524288",
        "900MiB, 943718400",
        "1GiB, 1073741824",
        "2TiB, 2199023255552",
        "007MiB, 7340032",
        "9223372036854775807, 9223372036854775807",
        "9223372036854775807B, 9223372036854775807",
        "9007199254740991KiB, 9223372036854774784", // (2^53 - 1) * 2^10
        "8388607TiB, 9223370937343148032", // (2^23 - 1) * 2^40
    })
    void readsEveryUnit(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(bytes);
        assertThat(ByteSize.parseOrOff(text)).isEqualTo(bytes);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"9223372036854775808", "9007199254740992KiB", "8388608TiB", "99999999999999999999999"})
    void refusesWhatDoesNotFit(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("too large");
    }

    @ParameterizedTest(name = "\"{0}\" suggests {1}")
    @CsvSource({
        "900MB, 900MiB",
        "900mb, 900MiB",
        "900M, 900MiB",
        "2g, 2GiB",
        "900mib, 900MiB",
        "900Mi, 900MiB",
        "900 MiB, 900MiB",
        "4096b, 4096B",
        "OFF, off",
    })
    void suggestsTheUnitThatWasMeant(String text, String meant) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("did you mean \"" + meant + "\"?");
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {"", "B", "MiB", "-1", "+5", "1.5GiB", "1_000", "0x10", "900XiB", "off", "٣", "1e3", "1MiBB"})
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("allowed are whole numbers");
    }

    @Test
    void offStandsForNoLimitOnlyWhereItIsAllowed() {
        assertThat(ByteSize.parseOrOff("off")).isEqualTo(ByteSize.MAX);
        assertThat(ByteSize.printOrOff(ByteSize.MAX)).isEqualTo("off");
        assertThat(ByteSize.print(ByteSize.MAX)).isEqualTo("9223372036854775807B");
    }

    @ParameterizedTest(name = "{0} prints {1}")
    @CsvSource({
        "0, 0",
        "1, 1B",
        "1023, 1023B",
        "1024, 1KiB",
        "1025, 1025B",
        "943718400, 900MiB",
        "1610612736, 1536MiB",
        "1125899906842624, 1024TiB",
    })
    void printsTheLargestUnitThatDivides(long bytes, String text) {
        assertThat(ByteSize.print(bytes)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} reads {1} in a table")
    @CsvSource({
        "0, 0B",
        "1023, 1023B",
        "1024, 1.0KiB",
        "1075, 1.0KiB", // 1.0498
        "1076, 1.1KiB", // 1.0508
        "1536, 1.5KiB",
        "1048524, 1023.9KiB", // 1023.949
        "1048525, 1.0MiB", // 1023.95 rounds to 1024.0
        "874722099, 834.2MiB", // 834.2 * 2^20 = 874722099.2
        "9223372036854775807, 8388608.0TiB",
    })
    void roundsToOneDecimalForPeople(long bytes, String text) {
        assertThat(ByteSize.human(bytes)).isEqualTo(text);
    }
}
