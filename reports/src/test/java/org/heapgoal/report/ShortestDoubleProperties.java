package org.heapgoal.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import tools.jackson.core.io.NumberOutput;

/** Oracle: Jackson's general algorithm, which searches for the shortest decimal. */
class ShortestDoubleProperties {
    @Property(tries = 1000)
    void nanosecondsInSecondsAreAsShortAsCanBe(
            @ForAll @LongRange(min = -1_000, max = 20_000_000_000_000_000L) long nanos) {
        isShortest(nanos / 1e9);
    }

    @Property(tries = 1000)
    void soAreShortPauses(@ForAll @LongRange(min = 0, max = 2_000_000) long nanos) {
        isShortest(nanos / 1e9);
    }

    @Property(tries = 1000)
    void anyOtherNumberToo(@ForAll double value) {
        isShortest(value);
    }

    private static void isShortest(double value) {
        String expected =
                ShortestDouble.isWhole(value) ? Long.toString((long) value) : NumberOutput.toString(value, true);
        assertThat(ShortestDouble.print(value)).isEqualTo(expected);
    }
}
