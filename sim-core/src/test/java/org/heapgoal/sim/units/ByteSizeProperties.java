package org.heapgoal.sim.units;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Oracle: reading is the inverse of printing. */
class ByteSizeProperties {
    @Property(tries = 1000)
    void whatIsPrintedReadsBack(@ForAll @LongRange(min = 0) long bytes, @ForAll @IntRange(max = 50) int zeros) {
        long size = bytes >>> zeros << zeros;
        assertThat(ByteSize.parse(ByteSize.print(size))).isEqualTo(size);
        assertThat(ByteSize.parseOrOff(ByteSize.printOrOff(size))).isEqualTo(size);
    }
}
