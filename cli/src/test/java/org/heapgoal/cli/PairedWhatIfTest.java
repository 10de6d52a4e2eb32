package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Replications of a what-if: candidates and baseline draw the same random numbers and are compared in pairs. */
class PairedWhatIfTest {
    @Test
    void replicationsGivePairedDifferencesWithIntervals() {
        Invocation text = Invocation.of(
                "what-if", "quota-trap", "GOGC=400", "--duration", "300ms", "--replications", "3", "--quiet");
        assertThat(text.status()).isZero();
        assertThat(text.out())
                .contains("Differences from the baseline, * where the interval leaves out zero:")
                .containsPattern("400 .* pp ± .* pp");
        assertThat(text.out().replaceAll("\\s+", " "))
                .contains("mean difference of 3 pairs with common random numbers (Student's t)")
                .contains("warm-up by MSER-5 on its heap goals.");
    }

    @Test
    void aSingleRunHasNoIntervals() {
        Invocation text = Invocation.of("what-if", "limit-goal", "GOGC=400", "--quiet");
        assertThat(text.out()).doesNotContain("Differences from the baseline").doesNotContain("±");
    }
}
