package org.heapgoal.sim.units;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sizes in bytes as Go users write them: {@code 900MiB}, {@code 1GiB}, {@code 4096}, {@code 4096B}, and {@code off} where
 * there may be no size at all.
 *
 * <p>The accepted form is GOMEMLIMIT's without its oddities: digits, then nothing, {@code B}, {@code KiB}, {@code MiB},
 * {@code GiB} or {@code TiB} (powers of 1024, case matters). Values lie in 0 to 2^63 − 1.
 */
public final class ByteSize {
    /** The largest size, which also stands for "no limit". */
    public static final long MAX = Long.MAX_VALUE;

    private static final String OFF = "off";
    private static final String ALLOWED =
            "allowed are whole numbers from 0 to 2^63-1 followed by nothing, B, KiB, MiB, GiB or TiB";

    private ByteSize() {}

    /** The units by growing size; each is 1024 times the one before. */
    private enum Unit {
        B(0),
        KIB(10),
        MIB(20),
        GIB(30),
        TIB(40);

        private final int shift;

        Unit(int shift) {
            this.shift = shift;
        }

        String label() {
            return this == B ? "B" : name().charAt(0) + "iB";
        }
    }

    /**
     * Reads a size.
     *
     * @throws BadInput for anything else than the accepted form, with the unit that was probably meant
     */
    public static long parse(String text) {
        Unit unit = unitOf(text);
        String digits = digitsOf(text, unit);
        if (digits.isEmpty() || !isDigits(digits)) {
            throw new BadInput("bad size \"" + text + "\": " + ALLOWED + hint(text));
        }
        long bytes = exactBytes(digits, unit);
        if (bytes < 0) {
            throw new BadInput("size \"" + text + "\" is too large: " + ALLOWED);
        }
        return bytes;
    }

    /**
     * Reads a size or {@code off}.
     *
     * @return the bytes; {@link #MAX} for {@code off}
     * @throws BadInput for anything else
     */
    public static long parseOrOff(String text) {
        return text.equals(OFF) ? MAX : parse(text);
    }

    /**
     * The shortest exact text: the largest unit that divides the size.
     *
     * @param bytes at least 0
     */
    public static String print(long bytes) {
        checkNotNegative(bytes);
        if (bytes == 0) {
            return "0";
        }
        Unit unit = Unit.B;
        for (Unit candidate : Unit.values()) {
            if (Long.numberOfTrailingZeros(bytes) >= candidate.shift) {
                unit = candidate;
            }
        }
        return (bytes >> unit.shift) + unit.label();
    }

    /** Like {@link #print}, with {@code off} for {@link #MAX}. */
    public static String printOrOff(long bytes) {
        return bytes == MAX ? OFF : print(bytes);
    }

    /**
     * A text for tables: one decimal of the unit that leaves one to four digits before the point, halves rounded up;
     * whole bytes below 1 KiB.
     *
     * @param bytes at least 0
     */
    public static String human(long bytes) {
        checkNotNegative(bytes);
        int index = 0;
        while (index < Unit.values().length - 1 && tenths(bytes, Unit.values()[index]) >= 10_240) {
            index++;
        }
        Unit unit = Unit.values()[index];
        if (unit == Unit.B) {
            return bytes + "B";
        }
        long tenths = tenths(bytes, unit);
        return String.format(Locale.ROOT, "%d.%d%s", tenths / 10, tenths % 10, unit.label());
    }

    private static long tenths(long bytes, Unit unit) {
        long whole = bytes >> unit.shift;
        long rest = bytes - (whole << unit.shift);
        if (unit == Unit.B) {
            return Math.min(whole, MAX / 10) * 10;
        }
        return whole * 10 + ((rest * 10 + (1L << (unit.shift - 1))) >> unit.shift);
    }

    private static void checkNotNegative(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("size " + bytes + " is negative");
        }
    }

    private static Unit unitOf(String text) {
        for (Unit unit : Unit.values()) {
            if (unit != Unit.B && text.endsWith(unit.label())) {
                return unit;
            }
        }
        return Unit.B;
    }

    private static String digitsOf(String text, Unit unit) {
        return text.endsWith(unit.label())
                ? text.substring(0, text.length() - unit.label().length())
                : text;
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The bytes, or −1 where they do not fit. */
    private static long exactBytes(String digits, Unit unit) {
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (value > (MAX - digit) / 10) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value > (MAX >> unit.shift) ? -1 : value << unit.shift;
    }

    /** What was probably meant by a size that is not of the accepted form, or an empty string. */
    public static String hint(String text) {
        String meant = meant(text);
        return meant == null ? "" : "; did you mean \"" + meant + "\"?";
    }

    private static @Nullable String meant(String text) {
        String trimmed = text.strip();
        int end = 0;
        while (end < trimmed.length() && trimmed.charAt(end) >= '0' && trimmed.charAt(end) <= '9') {
            end++;
        }
        if (end == 0) {
            return trimmed.equalsIgnoreCase(OFF) ? OFF : null;
        }
        String letters = trimmed.substring(end).strip().toUpperCase(Locale.ROOT);
        for (Unit unit : Unit.values()) {
            String prefix = unit.label().toUpperCase(Locale.ROOT).substring(0, 1);
            boolean same = letters.equals(prefix)
                    || (unit != Unit.B && (letters.equals(prefix + "B") || letters.equals(prefix + "I")))
                    || letters.equals(unit.label().toUpperCase(Locale.ROOT));
            if (same && exactBytes(trimmed.substring(0, end), unit) >= 0) {
                return trimmed.substring(0, end) + unit.label();
            }
        }
        return null;
    }
}
