package org.heapgoal.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.heapgoal.recording.metric.Metric;

/**
 * Numbers for people: three significant digits, more only where the integer part has more, and a unit. The same on every
 * JVM and in every locale. NaN prints as {@value #MISSING}.
 */
public final class Figures {
    /** What stands for a figure that is not known. */
    public static final String MISSING = "–";

    /** From here on a size means "no limit" or "no goal". */
    private static final double UNLIMITED = 0x1p60;

    private static final int DIGITS = 3;
    private static final List<String> BYTE_UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
    private static final double KIBI = 1024;

    private Figures() {}

    /** A size: {@code 64.0 MiB}; sizes that mean "without limit" print as {@code unlimited}. */
    public static String bytes(double value) {
        if (Double.isNaN(value)) {
            return MISSING;
        }
        if (value >= UNLIMITED) {
            return "unlimited";
        }
        double scaled = Math.abs(value);
        int unit = 0;
        while (unit < BYTE_UNITS.size() - 1 && significant(scaled).compareTo(BigDecimal.valueOf(1024)) >= 0) {
            scaled /= KIBI;
            unit++;
        }
        String number = unit == 0 ? fixed(scaled, 0) : significant(scaled).toPlainString();
        return (value < 0 ? "−" : "") + number + " " + BYTE_UNITS.get(unit);
    }

    /** A length of time: {@code 310 µs}, {@code 1.23 ms}, {@code 12.3 s}, {@code 5 min 12 s}, {@code 24 h 0 min}. */
    public static String seconds(double value) {
        if (Double.isNaN(value)) {
            return MISSING;
        }
        double size = Math.abs(value);
        String sign = value < 0 ? "−" : "";
        if (size == 0) {
            return "0 s";
        }
        if (size < 1e-6) {
            return sign + significant(size * 1e9).toPlainString() + " ns";
        }
        if (size < 1e-3) {
            return sign + significant(size * 1e6).toPlainString() + " µs";
        }
        if (size < 1) {
            return sign + significant(size * 1e3).toPlainString() + " ms";
        }
        if (size < 120) {
            return sign + significant(size).toPlainString() + " s";
        }
        long whole = new BigDecimal(size).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
        return sign
                + (whole < 7_200
                        ? whole / 60 + " min " + whole % 60 + " s"
                        : whole / 3_600 + " h " + whole % 3_600 / 60 + " min");
    }

    /** A share as a percentage: {@code 12.3 %}; at most two decimals, so tiny shares print as {@code 0.00 %}. */
    public static String percent(double share) {
        if (Double.isNaN(share)) {
            return MISSING;
        }
        return number(share * 100) + " %";
    }

    /** A difference of two shares in percentage points, with its sign: {@code +3.10 pp}. */
    public static String points(double difference) {
        if (Double.isNaN(difference)) {
            return MISSING;
        }
        return signed(difference * 100) + " pp";
    }

    /** A relative difference with its sign, {@code +72 %}: how far {@code value} is from {@code base}. */
    public static String change(double value, double base) {
        if (Double.isNaN(value) || Double.isNaN(base) || base == 0) {
            return MISSING;
        }
        double percent = (value / base - 1) * 100;
        String size = fixed(Math.abs(percent), Math.abs(percent) < 9.95 ? 1 : 0);
        return new BigDecimal(size).signum() == 0 ? "0 %" : (percent < 0 ? "−" : "+") + size + " %";
    }

    /** A whole number with commas between thousands. */
    public static String count(double value) {
        if (Double.isNaN(value)) {
            return MISSING;
        }
        StringBuilder digits = new StringBuilder(fixed(Math.abs(value), 0));
        for (int i = digits.length() - 3; i > 0; i -= 3) {
            digits.insert(i, ',');
        }
        return (value < 0 ? "−" : "") + digits;
    }

    /** A plain number: three significant digits and at most two decimals. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return MISSING;
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = significant(Math.abs(value));
        BigDecimal cut = rounded.scale() > 2 ? new BigDecimal(fixed(Math.abs(value), 2)) : rounded;
        return (value < 0 && cut.signum() != 0 ? "−" : "") + cut.toPlainString();
    }

    /** A figure that is a number, in its own unit. */
    public static String figure(Metric metric, double value) {
        return switch (metric.unit()) {
            case SECONDS -> seconds(value);
            case COUNT -> count(value);
            case PER_SECOND -> Double.isNaN(value) ? MISSING : number(value) + " /s";
            case FRACTION -> percent(value);
            case BYTES -> bytes(value);
            case BYTES_PER_SECOND -> Double.isNaN(value) ? MISSING : bytes(value) + "/s";
            case RATIO -> number(value);
            case TEXT, FLAG -> throw new IllegalArgumentException(metric.fieldName() + " is no number");
        };
    }

    private static String signed(double value) {
        String text = number(value);
        return value > 0 && new BigDecimal(text).signum() > 0 ? "+" + text : text;
    }

    /** Exactly this many decimals; the decimal expansion of the double is rounded, halves to even. */
    static String fixed(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** Three significant digits, but no digit of the integer part is lost. */
    private static BigDecimal significant(double value) {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = exact.round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
        if (rounded.compareTo(BigDecimal.valueOf(1_000)) >= 0) {
            return exact.setScale(0, RoundingMode.HALF_EVEN);
        }
        int integerDigits = rounded.precision() - rounded.scale();
        return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.setScale(Math.max(0, DIGITS - integerDigits));
    }
}
