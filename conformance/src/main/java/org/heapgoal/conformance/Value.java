package org.heapgoal.conformance;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * One value of a vector, an argument or an answer, in the one text that the format has for it. Two values agree when kind
 * and text are equal; any NaN agrees with any NaN.
 *
 * @param kind its kind
 * @param text the text, as the format writes it
 */
record Value(Kind kind, String text) {
    private static final long EXPONENT_BITS = 0x7ff0000000000000L;

    /** The kinds of values; each has one way to be written. */
    enum Kind {
        /** A small signed integer: a JSON number. */
        COUNT("a whole number of 32 bits", "-?(0|[1-9][0-9]{0,9})"),
        /** An unsigned 64-bit integer: decimal digits in a string. */
        UNSIGNED("an unsigned 64-bit number in a string", "0|[1-9][0-9]{0,19}"),
        /** A signed 64-bit integer: decimal digits in a string. */
        SIGNED("a signed 64-bit number in a string", "0|-?[1-9][0-9]{0,18}"),
        /** A float64: its bit pattern. */
        FLOAT("16 lower-case hex digits in a string", "[0-9a-f]{16}"),
        /** 64 bits. */
        PATTERN("16 lower-case hex digits in a string", "[0-9a-f]{16}"),
        /** The 512 bits of a chunk. */
        BITMAP("128 lower-case hex digits in a string", "[0-9a-f]{128}"),
        /** A truth value: a JSON one. */
        BOOL("true or false", "true|false"),
        /** Text: a JSON string. */
        TEXT("a string", "(?s).*"),
        /** Signed 64-bit integers: an array of strings. */
        SIGNED_LIST("an array of signed 64-bit numbers in strings", "(?s).*");

        private final String expected;
        private final Pattern pattern;

        Kind(String expected, String pattern) {
            this.expected = expected;
            this.pattern = Pattern.compile(pattern);
        }

        /** What is expected in the file, as a phrase. */
        String expected() {
            return expected;
        }

        private boolean fits(JsonNode node) {
            return switch (this) {
                case COUNT -> node.isInt();
                case BOOL -> node.isBoolean();
                case SIGNED_LIST -> node.isArray();
                default -> node.isString();
            };
        }
    }

    /**
     * A value from a file.
     *
     * @throws IllegalArgumentException if the JSON value is not of the kind
     */
    static Value read(Kind kind, JsonNode node) {
        if (!kind.fits(node)) {
            throw new IllegalArgumentException(kind.expected());
        }
        if (kind == Kind.SIGNED_LIST) {
            return new Value(
                    kind,
                    StreamSupport.stream(node.spliterator(), false)
                            .map(element -> read(Kind.SIGNED, element).text())
                            .collect(Collectors.joining(",")));
        }
        String text = kind == Kind.COUNT || kind == Kind.BOOL ? node.toString() : node.stringValue();
        Value value = new Value(kind, text);
        if (!kind.pattern.matcher(text).matches() || !value.inRange()) {
            throw new IllegalArgumentException(kind.expected());
        }
        return value;
    }

    private boolean inRange() {
        try {
            switch (kind) {
                case UNSIGNED -> Long.parseUnsignedLong(text);
                case SIGNED -> Long.parseLong(text);
                default -> {}
            }
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static Value count(long value) {
        return new Value(Kind.COUNT, Long.toString(value));
    }

    static Value unsigned(long value) {
        return new Value(Kind.UNSIGNED, Long.toUnsignedString(value));
    }

    static Value signed(long value) {
        return new Value(Kind.SIGNED, Long.toString(value));
    }

    static Value float64(double value) {
        return new Value(Kind.FLOAT, hex(Double.doubleToRawLongBits(value)));
    }

    static Value pattern(long bits) {
        return new Value(Kind.PATTERN, hex(bits));
    }

    static Value bitmap(long[] words) {
        StringBuilder text = new StringBuilder();
        for (long word : words) {
            text.append(hex(word));
        }
        return new Value(Kind.BITMAP, text.toString());
    }

    static Value bool(boolean value) {
        return new Value(Kind.BOOL, Boolean.toString(value));
    }

    static Value text(String value) {
        return new Value(Kind.TEXT, value);
    }

    static Value signedList(List<Long> values) {
        return new Value(Kind.SIGNED_LIST, values.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** Whether the two are the same answer. */
    boolean agrees(Value other) {
        return equals(other) || (kind == Kind.FLOAT && other.kind == Kind.FLOAT && isNan() && other.isNan());
    }

    /** The text for a message; a float also in decimal. */
    String show() {
        return kind == Kind.FLOAT ? text + " (" + toDouble() + ")" : text;
    }

    /** The number of a count. */
    int toInt() {
        return Integer.parseInt(text);
    }

    /** The number, signed or unsigned. */
    long toLong() {
        return kind == Kind.UNSIGNED ? Long.parseUnsignedLong(text) : Long.parseLong(text);
    }

    /** The floating-point number. */
    double toDouble() {
        return Double.longBitsToDouble(bits());
    }

    /** The words of a bitmap. */
    long[] toWords() {
        long[] words = new long[text.length() / 16];
        for (int i = 0; i < words.length; i++) {
            words[i] = Long.parseUnsignedLong(text.substring(16 * i, 16 * i + 16), 16);
        }
        return words;
    }

    private long bits() {
        return Long.parseUnsignedLong(text, 16);
    }

    /** Looks at the bits, because the processor may quieten a NaN that is moved as a double. */
    private boolean isNan() {
        return (bits() & Long.MAX_VALUE) > EXPONENT_BITS;
    }

    private static String hex(long bits) {
        String digits = Long.toHexString(bits);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
