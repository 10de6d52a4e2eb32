package org.heapgoal.sim.units;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Durations as Go programs write and print them: {@code 1.5s}, {@code 1h2m}, {@code 300ms}, {@code 10µs}.
 *
 * <p>Reads what {@code time.ParseDuration} reads and prints what {@code Duration.String} prints ({@code time/format.go},
 * {@code time/time.go}), to the nanosecond. Values are signed 64-bit nanoseconds.
 */
public final class GoDuration {
    private static final long MICRO = 1_000L;
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private static final String ALLOWED =
            "allowed are numbers with units ns, us (µs), ms, s, m or h, for example 1.5s, 300ms, 1h2m";

    /** Largest magnitude, reached only by the most negative duration. */
    private static final long LIMIT = Long.MIN_VALUE;

    private static final Map<String, Long> UNITS = units();

    private GoDuration() {}

    private static Map<String, Long> units() {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("ns", 1L);
        units.put("us", MICRO);
        units.put("\u00b5s", MICRO);
        units.put("\u03bcs", MICRO);
        units.put("ms", MILLI);
        units.put("s", SECOND);
        units.put("m", MINUTE);
        units.put("h", HOUR);
        return units;
    }

    /**
     * Reads a duration: an optional sign, then one or more decimal numbers, each with a unit; or {@code 0}.
     *
     * @return nanoseconds
     * @throws BadInput for anything else, or where 64 bits do not suffice
     */
    public static long parse(String text) {
        boolean negative = text.startsWith("-");
        String body = negative || text.startsWith("+") ? text.substring(1) : text;
        if (body.equals("0")) {
            return 0;
        }
        if (body.isEmpty()) {
            throw bad(text);
        }
        long magnitude = 0;
        Cursor cursor = new Cursor(text, body);
        while (cursor.more()) {
            magnitude += cursor.next();
            if (Long.compareUnsigned(magnitude, LIMIT) > 0) {
                throw tooLong(text);
            }
        }
        if (negative) {
            return -magnitude;
        }
        if (magnitude < 0) {
            throw tooLong(text);
        }
        return magnitude;
    }

    /**
     * The duration as Go prints it: {@code 1h2m3.5s}, {@code 1.5ms}, {@code 0s}.
     *
     * @param nanos signed
     */
    public static String print(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        String sign = nanos < 0 ? "-" : "";
        // The magnitude of the most negative duration is right as an unsigned number.
        long magnitude = nanos < 0 ? -nanos : nanos;
        if (Long.compareUnsigned(magnitude, SECOND) >= 0) {
            return sign + printLong(magnitude);
        }
        if (magnitude >= MILLI) {
            return sign + decimal(magnitude, MILLI) + "ms";
        }
        if (magnitude >= MICRO) {
            return sign + decimal(magnitude, MICRO) + "\u00b5s";
        }
        return sign + magnitude + "ns";
    }

    private static String printLong(long magnitude) {
        long minutes = Long.divideUnsigned(magnitude, MINUTE);
        String seconds = decimal(Long.remainderUnsigned(magnitude, MINUTE), SECOND) + "s";
        if (minutes == 0) {
            return seconds;
        }
        String tail = minutes % 60 + "m" + seconds;
        return minutes < 60 ? tail : minutes / 60 + "h" + tail;
    }

    /** The quotient with as many decimals as it needs; the unit is a power of ten. */
    private static String decimal(long value, long unit) {
        long rest = value % unit;
        String whole = Long.toString(value / unit);
        if (rest == 0) {
            return whole;
        }
        String digits = Long.toString(unit + rest).substring(1);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return whole + "." + digits.substring(0, end);
    }

    private static BadInput bad(String text) {
        return new BadInput("bad duration \"" + text + "\": " + ALLOWED);
    }

    private static BadInput tooLong(String text) {
        return new BadInput("duration \"" + text + "\" is too long: the longest is " + print(Long.MAX_VALUE));
    }

    /** Walks over the number-and-unit pairs of one duration. */
    private static final class Cursor {
        private final String text;
        private final String body;
        private int at;

        Cursor(String text, String body) {
            this.text = text;
            this.body = body;
        }

        boolean more() {
            return at < body.length();
        }

        /** The nanoseconds, unsigned and at most 2^63, of the next pair. */
        long next() {
            String whole = digits();
            String fraction = "";
            boolean point = at < body.length() && body.charAt(at) == '.';
            if (point) {
                at++;
                fraction = digits();
            }
            if (whole.isEmpty() && fraction.isEmpty()) {
                throw bad(text);
            }
            Long unit = UNITS.get(unitName());
            if (unit == null) {
                throw bad(text);
            }
            long nanos = wholeNanos(whole, unit) + fractionNanos(fraction, unit);
            if (Long.compareUnsigned(nanos, LIMIT) > 0) {
                throw tooLong(text);
            }
            return nanos;
        }

        private String digits() {
            int start = at;
            while (at < body.length() && isDigit(body.charAt(at))) {
                at++;
            }
            return body.substring(start, at);
        }

        private String unitName() {
            int start = at;
            while (at < body.length() && body.charAt(at) != '.' && !isDigit(body.charAt(at))) {
                at++;
            }
            return body.substring(start, at);
        }

        private long wholeNanos(String digits, long unit) {
            long most = Long.divideUnsigned(LIMIT, unit);
            long value = 0;
            for (int i = 0; i < digits.length(); i++) {
                // A number below 2^63/10 times ten plus a digit cannot pass 2^64.
                if (Long.compareUnsigned(value, Long.divideUnsigned(LIMIT, 10)) > 0) {
                    throw tooLong(text);
                }
                value = value * 10 + (digits.charAt(i) - '0');
                if (Long.compareUnsigned(value, most) > 0) {
                    throw tooLong(text);
                }
            }
            return value * unit;
        }

        /**
         * The part after the point. Go multiplies in floating point, so 0.3333333333333333333h is 20 minutes; digits
         * beyond the 63rd bit are left out.
         */
        private static long fractionNanos(String digits, long unit) {
            long value = 0;
            double scale = 1;
            for (int i = 0; i < digits.length(); i++) {
                int digit = digits.charAt(i) - '0';
                if (value > Long.MAX_VALUE / 10 || value * 10 + digit < 0) {
                    break;
                }
                value = value * 10 + digit;
                scale *= 10;
            }
            return Amd64.toUint64((double) value * ((double) unit / scale));
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }
    }
}
