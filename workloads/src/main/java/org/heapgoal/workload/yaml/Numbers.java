package org.heapgoal.workload.yaml;

import java.math.BigDecimal;
import org.heapgoal.sim.units.Amd64;
import org.heapgoal.sim.units.ByteSize;
import org.heapgoal.sim.units.GoDuration;
import org.heapgoal.sim.units.ShortestDecimal;

/**
 * Prints numbers so that reading them gives the same value, with the same digits on every JDK.
 */
public final class Numbers {
    private static final double EXACT_LONG = 0x1p53;
    private static final int LONGEST_PLAIN = 20;

    private Numbers() {}

    /** The shortest decimal text that reads back as the value; finite values only. */
    public static String shortest(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return (value < 0 ? "-" : "") + text(ShortestDecimal.of(Math.abs(value)));
    }

    /** Bytes that need not be whole: {@code 64MiB} where that is exact and shorter. */
    public static String amount(double bytes) {
        if (bytes >= 1024 && bytes < EXACT_LONG && bytes == StrictMath.rint(bytes)) {
            return ByteSize.print(Amd64.toInt64(bytes));
        }
        return shortest(bytes);
    }

    /** Seconds: {@code 1.5s} where nanoseconds say it exactly, else a plain number. */
    public static String seconds(double value) {
        double nanos = value * 1e9;
        if (nanos < EXACT_LONG && nanos == StrictMath.rint(nanos) && nanos / 1e9 == value) {
            return GoDuration.print(Amd64.toInt64(nanos));
        }
        return shortest(value);
    }

    private static String text(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        String plain = stripped.toPlainString();
        if (plain.length() <= LONGEST_PLAIN) {
            return plain;
        }
        return stripped.unscaledValue() + "e" + -stripped.scale();
    }
}
