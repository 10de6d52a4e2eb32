package org.heapgoal.goruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: the names that go version prints. */
class GoVersionTest {
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "1.19, GO_1_19",
        "go1.20, GO_1_20",
        "go1.23.12, GO_1_23",
        "1.25.14, GO_1_25",
        "go1.26rc1, GO_1_26",
        "1.26, GO_1_26"
    })
    void readsPlainAndPatchVersions(String text, GoVersion expected) {
        assertThat(GoVersion.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "1", "1.2", "1.18", "1.27", "1.250", "1.25.", "1.25.x", "go", "v1.25", "1x25", "2.25"})
    void refusesOthersAndListsTheAllowedOnes(String text) {
        assertThatThrownBy(() -> GoVersion.parse(text))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("1.19, 1.20, 1.21, 1.22, 1.23, 1.24, 1.25, 1.26");
    }

    @Test
    void ordersReleases() {
        assertThat(GoVersion.GO_1_21.atLeast(GoVersion.GO_1_20)).isTrue();
        assertThat(GoVersion.GO_1_20.atLeast(GoVersion.GO_1_20)).isTrue();
        assertThat(GoVersion.GO_1_19.atLeast(GoVersion.GO_1_20)).isFalse();
        assertThat(GoVersion.DEFAULT.label()).isEqualTo("1.25");
    }

    @Test
    void aNewerGoIsStoodForByTheNewestModel() {
        assertThat(GoVersion.standingFor("go1.27.3")).isEqualTo(GoVersion.GO_1_26);
        assertThat(GoVersion.standingFor("go1.23.5")).isEqualTo(GoVersion.GO_1_23);
        assertThatThrownBy(() -> GoVersion.standingFor("go1.18")).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> GoVersion.standingFor("go2.1")).isInstanceOf(BadInput.class);
    }
}
