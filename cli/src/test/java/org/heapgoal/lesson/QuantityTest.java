package org.heapgoal.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;

/** How answers are read and figures printed. Oracle: the values written out. */
final class QuantityTest {
    private static final double MIB = 1 << 20;

    @Test
    void answersHaveAUnitOrTheUsualOne() {
        assertThat(Quantity.SIZE.parse("834.2MiB")).isEqualTo(834.2 * MIB);
        assertThat(Quantity.SIZE.parse("834.2 MiB")).isEqualTo(834.2 * MIB);
        assertThat(Quantity.SIZE.parse("834.2")).isEqualTo(834.2 * MIB);
        assertThat(Quantity.SIZE.parse("0.5GiB")).isEqualTo(512 * MIB);
        assertThat(Quantity.TIME.parse("25ms")).isCloseTo(0.025, within(1e-12));
        assertThat(Quantity.TIME.parse("1.67")).isEqualTo(1.67);
        assertThat(Quantity.SHARE.parse("6.4%")).isCloseTo(0.064, within(1e-12));
        assertThat(Quantity.SHARE.parse("6.4")).isCloseTo(0.064, within(1e-12));
        assertThat(Quantity.RATE.parse("323MiB/s")).isEqualTo(323 * MIB);
        assertThat(Quantity.COUNT.parse("66")).isEqualTo(66);
    }

    @Test
    void otherUnitsAreRefusedWithWhatIsAllowed() {
        assertThatThrownBy(() -> Quantity.SIZE.parse("834MB"))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "answer \"834MB\" has the unit \"MB\"; allowed is a number, or one with MiB, GiB, KiB, TiB, B;"
                                + " did you mean \"MiB\"?");
        assertThatThrownBy(() -> Quantity.COUNT.parse("66%"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("allowed is a plain number");
        for (String text : new String[] {"", "MiB", "1.2.3", "--1", "."}) {
            assertThatThrownBy(() -> Quantity.SIZE.parse(text)).as(text).isInstanceOf(BadInput.class);
        }
    }

    @Test
    void figuresHaveFourDigitsAtMostAndNoUselessZeros() {
        assertThat(Quantity.SIZE.print(834.2 * MIB)).isEqualTo("834.2 MiB");
        assertThat(Quantity.SIZE.print(1200 * MIB)).isEqualTo("1200 MiB");
        assertThat(Quantity.SIZE.print(2048 * MIB)).isEqualTo("2 GiB");
        assertThat(Quantity.TIME.print(0.00625)).isEqualTo("6.25 ms");
        assertThat(Quantity.TIME.print(1.65098)).isEqualTo("1.651 s");
        assertThat(Quantity.SHARE.print(0.0639384)).isEqualTo("6.394 %");
        assertThat(Quantity.COUNT.print(0)).isEqualTo("0");
        assertThat(Quantity.SIZE.raw(900 * MIB)).isEqualTo("900MiB");
        assertThat(Quantity.SIZE.raw(31.5 * MIB)).isEqualTo("32256KiB");
        assertThat(Quantity.TIME.raw(0.04)).isEqualTo("40000us");
    }
}
