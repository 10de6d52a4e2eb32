package org.heapgoal.workload.log;

import org.jspecify.annotations.Nullable;

/**
 * Reads a trace line from left to right. The first thing that does not fit is remembered as the reason, and everything
 * after it is passed over, so that a parser reads as the line it parses.
 */
final class Cursor {
    /** Longer runs of digits are no number that the runtime prints. */
    private static final int MAX_DIGITS = 19;

    /** Characters of the offending text that a reason quotes. */
    private static final int QUOTED = 16;

    private static final double BYTES_PER_MIB = 1 << 20;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final String text;
    private int position;
    private @Nullable String failure;
    private FloatStyle floatStyle = FloatStyle.UNCLEAR;

    Cursor(String text, int position) {
        this.text = text;
        this.position = position;
    }

    int position() {
        return position;
    }

    boolean failed() {
        return failure != null;
    }

    /** Why the line cannot be read; only after {@link #failed}. */
    String reason() {
        return failure == null ? "" : failure;
    }

    /** The style of the last number read by {@link #real} that told one. */
    FloatStyle floatStyle() {
        return floatStyle;
    }

    /** Requires the text next. */
    Cursor expect(String literal) {
        if (failure == null && !accept(literal)) {
            fail("\"" + literal.strip() + "\"");
        }
        return this;
    }

    /** Passes the text if it is next. */
    boolean accept(String literal) {
        if (failure == null && text.startsWith(literal, position)) {
            position += literal.length();
            return true;
        }
        return false;
    }

    /** Goes back to an earlier position. */
    Cursor rewound(int earlier) {
        position = earlier;
        return this;
    }

    /** Refuses what was read, for a reason of the caller's. */
    void reject(String why) {
        if (failure == null) {
            failure = why;
        }
    }

    /** A decimal integer without sign. */
    long integer(String field) {
        if (failure != null) {
            return 0;
        }
        int end = digitsFrom(position);
        if (end == position) {
            fail(field);
            return 0;
        }
        String digits = text.substring(position, end);
        long value = digits.length() < MAX_DIGITS ? Long.parseLong(digits) : -1;
        if (value < 0) {
            failure = field + " \"" + digits + "\" is too large";
            return 0;
        }
        position = end;
        return value;
    }

    /** A decimal integer that may have a minus sign. */
    long signedInteger(String field) {
        boolean negative = accept("-");
        long value = integer(field);
        return negative ? -value : value;
    }

    /** A decimal integer without sign of at most the given value. */
    int smallInteger(String field, int max) {
        long value = integer(field);
        if (failure == null && value > max) {
            failure = field + " " + value + " is larger than " + max;
        }
        return failure == null ? (int) value : 0;
    }

    /** Whole MiB, rounded down. */
    Interval mebibytes(String field) {
        return truncated(integer(field)).times(BYTES_PER_MIB);
    }

    /** Whole KiB, rounded down. */
    Interval kibibytes(String field) {
        return truncated(integer(field)).times(1024);
    }

    /** Whole percent, rounded down. */
    Interval percent(String field) {
        return truncated(integer(field));
    }

    /** Whole milliseconds, rounded down, in nanoseconds. */
    Interval wholeMillis(String field) {
        return truncated(integer(field)).times(NANOS_PER_MILLI);
    }

    /** Seconds with decimals, truncated after the last, in nanoseconds. */
    Interval seconds(String field) {
        return decimal(field, 1).times(NANOS_PER_SECOND);
    }

    /**
     * Milliseconds as the runtime shortens them, in nanoseconds: truncated after the last printed digit, where a bare 0
     * stands for less than a microsecond ({@code mgc.go: fmtNSAsMS}).
     */
    Interval millis(String field) {
        if (text.startsWith("0", position) && !continuesNumber(position + 1)) {
            position += failure == null ? 1 : 0;
            return new Interval(0, NANOS_PER_MILLI / 1000);
        }
        return decimal(field, 1).times(NANOS_PER_MILLI);
    }

    /** A floating-point number as the runtime's print writes it. */
    double real(String field) {
        if (failure != null) {
            return Double.NaN;
        }
        int end = position;
        while (end < text.length() && isPartOfReal(text.charAt(end), end > position ? text.charAt(end - 1) : ' ')) {
            end++;
        }
        String word = text.substring(position, end);
        double value = parseReal(word);
        if (Double.isNaN(value) && !word.equals("NaN")) {
            fail(field);
            return Double.NaN;
        }
        noteStyle(word);
        position = end;
        return value;
    }

    private void noteStyle(String word) {
        if (word.matches("[+-]\\d\\.\\d{6}e[+-]\\d{3}")) {
            floatStyle = FloatStyle.EXPONENT;
        } else if (word.indexOf('.') >= 0) {
            floatStyle = FloatStyle.SHORTEST;
        }
    }

    private static double parseReal(String word) {
        String plain = word.startsWith("+") ? word.substring(1) : word;
        if (plain.equals("Inf")) {
            return Double.POSITIVE_INFINITY;
        }
        if (plain.equals("-Inf")) {
            return Double.NEGATIVE_INFINITY;
        }
        boolean wellFormed = plain.length() <= 40 && plain.matches("-?\\d+(\\.\\d+)?(e[+-]?\\d{1,4})?");
        return wellFormed ? Double.parseDouble(plain) : Double.NaN;
    }

    private static boolean isPartOfReal(char c, char before) {
        return switch (c) {
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', 'e', 'N', 'a', 'I', 'n', 'f' -> true;
            case '+', '-' -> before == ' ' || before == 'e';
            default -> false;
        };
    }

    private Interval decimal(String field, double unit) {
        if (failure != null) {
            return Interval.ZERO;
        }
        int start = position;
        long whole = integer(field);
        if (failure != null || !continuesNumber(position) || position + 1 >= text.length()) {
            return truncated(whole).times(unit);
        }
        int fractionEnd = digitsFrom(position + 1);
        int decimals = fractionEnd - position - 1;
        if (decimals == 0 || decimals > 9) {
            fail("decimals of " + field);
            return Interval.ZERO;
        }
        position = fractionEnd;
        double scale = StrictMath.pow(10, decimals);
        double digits = Double.parseDouble(text.substring(start, fractionEnd).replace(".", ""));
        return new Interval(digits / scale * unit, (digits + 1) / scale * unit);
    }

    private boolean continuesNumber(int at) {
        return at < text.length() && text.charAt(at) == '.';
    }

    private int digitsFrom(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static Interval truncated(long value) {
        return new Interval((double) value, value + 1.0);
    }

    private void fail(String wanted) {
        String rest = text.substring(position);
        failure = rest.isBlank()
                ? "the line ends where " + wanted + " should follow"
                : "expected " + wanted + ", found \"" + shorten(rest) + "\"";
    }

    /** A short, printable quotation of the text. */
    static String shorten(String text) {
        String plain = text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text;
        return plain.replaceAll("\\p{Cntrl}", "?");
    }
}
