package org.heapgoal.goruntime;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The runtime's reading of decimal integers in environment variables.
 *
 * <p>Up to Go 1.25 a parser of its own takes an optional minus sign and any number of digits, none included, so that a
 * lone {@code -} is zero ({@code string.go: atoi64}, from 1.25 {@code internal/runtime/strconv: Atoi64}). From Go 1.26
 * the rules are those of {@code strconv.ParseInt} in base ten: an optional sign, also a plus, and at least one digit.
 */
final class GoIntegers {
    private GoIntegers() {}

    /** The number, or nothing where the runtime rejects the text or 64 bits do not suffice. */
    static OptionalLong parse64(GoVersion version, String text) {
        boolean strict = version.atLeast(GoVersion.GO_1_26);
        boolean negative = text.startsWith("-");
        String digits = negative || (strict && text.startsWith("+")) ? text.substring(1) : text;
        if (text.isEmpty() || (strict && digits.isEmpty())) {
            return OptionalLong.empty();
        }
        // Collected below zero, because the most negative number has no positive counterpart.
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
                return OptionalLong.empty();
            }
            value = value * 10 - digit;
        }
        if (negative) {
            return OptionalLong.of(value);
        }
        return value == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(-value);
    }

    /** The number, or nothing where the runtime rejects the text or 32 bits do not suffice. */
    static OptionalInt parse32(GoVersion version, String text) {
        OptionalLong value = parse64(version, text);
        return value.isPresent() && value.getAsLong() == (int) value.getAsLong()
                ? OptionalInt.of((int) value.getAsLong())
                : OptionalInt.empty();
    }
}
