package org.heapgoal.sim.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: edits counted by hand. */
class NearMissTest {
    private static final List<String> WORDS = List.of("GOGC", "GOMEMLIMIT", "GOMAXPROCS", "GODEBUG");

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "GOCG, GOGC", // neighbours swapped: one edit
        "gogc, GOGC", // case is no edit
        "GOMEMLIMT, GOMEMLIMIT", // one missing
        "GOMEMLIMMIT, GOMEMLIMIT", // one too many
        "GOMAXPROC, GOMAXPROCS",
        "GODEBIG, GODEBUG", // one replaced
        "GOMAXPRC, GOMAXPROCS", // O and S missing: 2 edits, which is 8 / 3
    })
    void findsTheWordThatWasMeant(String written, String meant) {
        assertThat(NearMiss.of(written, WORDS)).contains(meant);
        assertThat(NearMiss.hint(written, WORDS)).isEqualTo("; did you mean \"" + meant + "\"?");
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "PATH", "GO", "threads", "GOMA"})
    void suggestsNothingForAnotherWord(String written) {
        assertThat(NearMiss.of(written, WORDS)).isEmpty();
        assertThat(NearMiss.hint(written, WORDS)).isEmpty();
    }

    @Test
    void theFirstOfEquallyCloseWordsWins() {
        assertThat(NearMiss.of("ab", List.of("ax", "ay"))).contains("ax");
    }
}
