package org.heapgoal.sim.units;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Oracle: the form that the messages' readers and editors expect, FILE:LINE:COLUMN. */
class BadInputTest {
    @Test
    void beginsWithThePlaceAsFarAsItIsKnown() {
        assertThat(new BadInput("no")).hasMessage("no");
        assertThat(BadInput.in("a.yaml", "no")).hasMessage("a.yaml: no");
        assertThat(BadInput.at("a.yaml", 3, "no")).hasMessage("a.yaml:3: no");
        assertThat(BadInput.at("a.yaml", 3, 7, "no")).hasMessage("a.yaml:3:7: no");
    }

    @Test
    void keepsItsCause() {
        Exception cause = new IllegalStateException("below");
        assertThat(new BadInput("no", cause)).hasCause(cause);
    }
}
