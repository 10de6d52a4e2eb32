package org.heapgoal.lesson;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.sim.units.NearMiss;

/** What a figure measures, and with it how it is written and how an answer is read. */
public enum Quantity {
    /** Bytes. */
    SIZE(
            "64MiB",
            new Unit("MiB", 1 << 20),
            new Unit("GiB", 1 << 30),
            new Unit("KiB", 1 << 10),
            new Unit("TiB", 1L << 40),
            new Unit("B", 1)),
    /** Seconds. */
    TIME("1.5s or 20ms", new Unit("s", 1), new Unit("ms", 1e-3), new Unit("us", 1e-6), new Unit("min", 60)),
    /** A share of 1. */
    SHARE("12%", new Unit("%", 0.01)),
    /** A number of things. */
    COUNT("3", new Unit("", 1)),
    /** CPU time in seconds. */
    CPU_TIME("3s", new Unit("s", 1), new Unit("ms", 1e-3)),
    /** CPUs in use at a time. */
    CPUS("1.5", new Unit("", 1)),
    /** Events per second. */
    PER_SECOND("2.5", new Unit("/s", 1)),
    /** Bytes per second. */
    RATE("120MiB/s", new Unit("MiB/s", 1 << 20), new Unit("GiB/s", 1 << 30), new Unit("KiB/s", 1 << 10));

    private static final int DIGITS = 4;
    private static final int RAW_DIGITS = 12;
    private static final double GIB = 1 << 30;
    private static final double MIB = 1 << 20;
    private static final double KIB = 1 << 10;

    private final String example;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Unit> units;

    /** The first unit is the one of a plain number. */
    Quantity(String example, Unit... units) {
        this.example = example;
        this.units = List.of(units);
    }

    private record Unit(String label, double factor) {}

    /** How an answer may be written, for people. */
    public String example() {
        return example;
    }

    /** The value as a text for people: four significant digits at most. */
    public String print(double value) {
        return switch (this) {
            case SIZE -> size(value);
            case RATE -> size(value) + "/s";
            case TIME -> time(value);
            case CPU_TIME -> time(value) + " of CPU";
            case SHARE -> digits(value * 100) + " %";
            case PER_SECOND -> digits(value) + "/s";
            case COUNT, CPUS -> digits(value);
        };
    }

    /**
     * The value as commands and scenarios take it: a size or rate in whole bytes with the largest unit that fits, a time as a
     * Go duration, other figures as plain numbers.
     */
    public String raw(double value) {
        return switch (this) {
            case SIZE, RATE -> rawSize(value);
            case TIME, CPU_TIME -> plain(value * 1e6) + "us";
            case SHARE, COUNT, CPUS, PER_SECOND -> plain(value);
        };
    }

    /**
     * Reads an answer. A number without a unit is taken in the usual unit of the quantity: MiB, seconds, percent.
     *
     * @throws BadInput if it is not of this quantity, with what is allowed
     */
    public double parse(String text) {
        String stripped = text.strip().replace(" ", "");
        int end = 0;
        while (end < stripped.length() && isNumeric(stripped, end)) {
            end++;
        }
        String unit = stripped.substring(end);
        double number = number(stripped.substring(0, end), text);
        if (unit.isEmpty()) {
            return number * units.get(0).factor;
        }
        for (Unit known : units) {
            if (known.label.equals(unit)) {
                return number * known.factor;
            }
        }
        List<String> labels = units.stream()
                .map(Unit::label)
                .filter(label -> !label.isEmpty())
                .toList();
        String allowed = labels.isEmpty() ? "a plain number" : "a number, or one with " + String.join(", ", labels);
        throw new BadInput(
                "answer \"" + text + "\" has the unit \"" + unit + "\"; allowed is " + allowed + meant(unit, labels));
    }

    /** A number may have a sign and a point. */
    private static boolean isNumeric(String text, int at) {
        char c = text.charAt(at);
        return (c >= '0' && c <= '9') || c == '.' || ((c == '-' || c == '+') && at == 0);
    }

    private double number(String digits, String text) {
        try {
            return new BigDecimal(digits).doubleValue();
        } catch (NumberFormatException e) {
            throw new BadInput("answer \"" + text + "\" is no number; write it like " + example, e);
        }
    }

    /** gctrace and many people write MB for MiB, which is close but not the same. */
    private static String meant(String unit, List<String> labels) {
        String binary = unit.replaceFirst("(?i)^([kmgt])i?b?", "$1iB");
        String upper = binary.isEmpty() ? "" : binary.substring(0, 1).toUpperCase(Locale.ROOT) + binary.substring(1);
        return labels.contains(upper) ? "; did you mean \"" + upper + "\"?" : NearMiss.hint(unit, labels);
    }

    /** The units that answers may have, for help. */
    public String unitsAllowed() {
        return units.stream().map(Unit::label).filter(label -> !label.isEmpty()).collect(Collectors.joining(", "));
    }

    private static String size(double bytes) {
        double magnitude = Math.abs(bytes);
        if (magnitude >= 10 * GIB || (magnitude >= GIB && bytes % GIB == 0)) {
            return digits(bytes / GIB) + " GiB";
        }
        return magnitude >= MIB / 10 || bytes == 0 ? digits(bytes / MIB) + " MiB" : digits(bytes / KIB) + " KiB";
    }

    private static String time(double seconds) {
        double magnitude = Math.abs(seconds);
        if (magnitude >= 1 || seconds == 0) {
            return digits(seconds) + " s";
        }
        return magnitude >= 1e-3 ? digits(seconds * 1e3) + " ms" : digits(seconds * 1e6) + " µs";
    }

    /** Four significant digits, without zeros behind the point; whole numbers in full. */
    private static String digits(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(DIGITS));
        if (Math.abs(value) >= 1000) {
            rounded = BigDecimal.valueOf(StrictMath.rint(value));
        }
        String text = rounded.stripTrailingZeros().toPlainString();
        return text.equals("-0") ? "0" : text;
    }

    private static String rawSize(double bytes) {
        List<String> names = new ArrayList<>(List.of("GiB", "MiB", "KiB"));
        double factor = GIB;
        for (String name : names) {
            if (bytes >= factor && bytes % factor == 0) {
                return plain(bytes / factor) + name;
            }
            factor /= KIB;
        }
        return plain(StrictMath.rint(bytes));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(RAW_DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }
}
