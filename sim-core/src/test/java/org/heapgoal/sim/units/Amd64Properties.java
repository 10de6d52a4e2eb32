package org.heapgoal.sim.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Oracle: exact arithmetic of BigDecimal and BigInteger. */
class Amd64Properties {
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

    @Property(tries = 500)
    void unsignedToDoubleIsTheNearestDouble(@ForAll long bits) {
        assertThat(Amd64.fromUint64(bits)).isEqualTo(new BigInteger(Long.toUnsignedString(bits)).doubleValue());
    }

    @Property(tries = 500)
    void inRangeBothConversionsTruncate(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        Assume.that(Math.abs(value) < 0x1p63);
        BigInteger exact = new BigDecimal(value).toBigInteger();
        assertThat(Amd64.toInt64(value)).isEqualTo(exact.longValueExact());
        assertThat(Amd64.toUint64(value)).isEqualTo(exact.mod(TWO_64).longValue());
    }

    @Property(tries = 500)
    void theUpperHalfOfUnsignedRangeIsExact(@ForAll long bits) {
        double value = Amd64.fromUint64(bits | Long.MIN_VALUE);
        Assume.that(value < 0x1p64);
        assertThat(Amd64.toUint64(value))
                .isEqualTo(new BigDecimal(value).toBigIntegerExact().longValue());
    }
}
