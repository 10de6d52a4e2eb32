package org.heapgoal.goruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Oracle: a number's shortest text reads back as the same number, bit for bit, and no text with a digit less does. */
class TraceNumbersProperties {
    @Property(tries = 1000)
    void theShortestTextReadsBack(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        Assume.that(Double.isFinite(value));
        String text = TraceNumbers.decimal(GoVersion.GO_1_26, value);
        assertThat(Double.doubleToRawLongBits(Double.parseDouble(text))).isEqualTo(bits);
        int digits = text.replaceAll("e.*", "").replaceAll("[^0-9]", "").length();
        if (digits > 1 && digits <= 17 && text.contains("e")) {
            String shorter = String.format(Locale.ROOT, "%." + (digits - 2) + "e", value);
            assertThat(Double.parseDouble(shorter)).isNotEqualTo(value);
        }
    }
}
