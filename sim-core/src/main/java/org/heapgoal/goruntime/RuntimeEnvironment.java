package org.heapgoal.goruntime;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a Go process makes of its environment variables at start: the values, and the rule that gave them.
 *
 * <p>Every text has an answer, as in the runtime, which replaces what it cannot read by a default without a word; a
 * variable that is not set reads like an empty one. Users' mistakes are {@link SettingReader}'s business. Follows
 * {@code mgcpacer.go: readGOGC, readGOMEMLIMIT}, {@code string.go: parseByteCount}, {@code proc.go: schedinit} and
 * {@code runtime1.go: parsegodebug}.
 */
public final class RuntimeEnvironment {
    private static final int DEFAULT_GC_PERCENT = 100;
    private static final String OFF = "off";

    private final GoVersion version;

    /** The environment of a process built with the given Go. */
    public RuntimeEnvironment(GoVersion version) {
        this.version = version;
    }

    /** Why a variable has the value it has. */
    public enum Rule {
        /** The text is a number in range. */
        NUMBER("the number is taken"),
        /** The text is the word off. */
        OFF("off is taken"),
        /** The variable is not set, or empty. */
        EMPTY("an empty value counts as not set"),
        /** A negative GOGC. */
        NEGATIVE("a negative number counts as off"),
        /** There are no digits, which the parser up to Go 1.25 takes for zero. */
        NO_DIGITS("a number without digits counts as zero"),
        /** The runtime cannot read the text and goes on with the default. */
        IGNORED("what cannot be read is ignored"),
        /** The runtime cannot read the text and ends the process. */
        FATAL("the process ends at its start");

        private final String sentence;

        Rule(String sentence) {
            this.sentence = sentence;
        }

        /** The rule as a clause, without a full stop. */
        public String sentence() {
            return sentence;
        }
    }

    /**
     * GOGC.
     *
     * @param gcPercent in percent, {@link GcSettings#GC_PERCENT_OFF} for off
     * @param rule where it comes from
     */
    public record Gogc(int gcPercent, Rule rule) {}

    /**
     * GOMEMLIMIT.
     *
     * @param bytes the limit, {@link GcSettings#NO_MEMORY_LIMIT} for off; nothing where the process dies
     * @param rule where it comes from
     */
    public record MemoryLimit(OptionalLong bytes, Rule rule) {}

    /**
     * GOMAXPROCS.
     *
     * @param procs the number of Ps; nothing where the default is used
     * @param rule where it comes from
     */
    public record MaxProcs(OptionalInt procs, Rule rule) {}

    /** What became of one element of GODEBUG's list. */
    public enum EntryRule {
        /** The value is taken. */
        SET,
        /** There is no equals sign. */
        NO_EQUALS,
        /** The runtime does not know the name; a library might. */
        UNKNOWN_NAME,
        /** The value is not a number of the right size. */
        NOT_A_NUMBER
    }

    /** One element of GODEBUG's list: its name, its value's text and what became of it. */
    public record GodebugEntry(String name, String value, EntryRule rule) {}

    /**
     * GODEBUG.
     *
     * @param settings the values in force
     * @param entries the elements of the list, left to right
     */
    public record GodebugReading(Godebug settings, List<GodebugEntry> entries) {}

    /** Reads GOGC: {@code off} or a 32-bit number; anything else is 100. */
    public Gogc gogc(String text) {
        if (text.equals(OFF)) {
            return new Gogc(GcSettings.GC_PERCENT_OFF, Rule.OFF);
        }
        OptionalInt number = GoIntegers.parse32(version, text);
        if (number.isEmpty()) {
            return new Gogc(DEFAULT_GC_PERCENT, text.isEmpty() ? Rule.EMPTY : Rule.IGNORED);
        }
        if (number.getAsInt() < 0) {
            return new Gogc(GcSettings.GC_PERCENT_OFF, Rule.NEGATIVE);
        }
        return new Gogc(number.getAsInt(), numberRule(text));
    }

    /** Reads GOMEMLIMIT: empty, {@code off} or a byte count; anything else ends the process. */
    public MemoryLimit memoryLimit(String text) {
        if (text.isEmpty() || text.equals(OFF)) {
            return new MemoryLimit(OptionalLong.of(GcSettings.NO_MEMORY_LIMIT), text.isEmpty() ? Rule.EMPTY : Rule.OFF);
        }
        OptionalLong bytes = parseByteCount(text);
        return new MemoryLimit(bytes, bytes.isPresent() ? numberRule(text) : Rule.FATAL);
    }

    /** Reads GOMAXPROCS: a 32-bit number above zero; anything else leaves the default. */
    public MaxProcs maxProcs(String text) {
        OptionalInt number = GoIntegers.parse32(version, text);
        if (number.isPresent() && number.getAsInt() > 0) {
            return new MaxProcs(number, Rule.NUMBER);
        }
        return new MaxProcs(OptionalInt.empty(), text.isEmpty() ? Rule.EMPTY : Rule.IGNORED);
    }

    /**
     * Reads a number of bytes: a whole number alone or with {@code B}, {@code KiB}, {@code MiB}, {@code GiB} or
     * {@code TiB}.
     *
     * @return 0 to 2^63 − 1, or nothing where the text is malformed or the number too large
     */
    public OptionalLong parseByteCount(String text) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        int shift = 0;
        String number = text;
        if (!endsWithDigit(text)) {
            if (!text.endsWith("B") || text.length() < 2) {
                return OptionalLong.empty();
            }
            number = text.substring(0, text.length() - 1);
            if (!endsWithDigit(number)) {
                shift = unitShift(number);
                if (shift == 0 || number.length() < 3) {
                    return OptionalLong.empty();
                }
                number = number.substring(0, number.length() - 2);
            }
        }
        OptionalLong count = GoIntegers.parse64(version, number);
        if (count.isEmpty() || count.getAsLong() < 0 || count.getAsLong() > (Long.MAX_VALUE >> shift)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(count.getAsLong() << shift);
    }

    /** Reads GODEBUG: {@code name=value} elements separated by commas; a later element overrides an earlier one. */
    public GodebugReading godebug(String text) {
        Map<GodebugSetting, Integer> values = new EnumMap<>(GodebugSetting.class);
        List<GodebugEntry> entries = new ArrayList<>();
        for (String field : text.split(",", -1)) {
            if (!field.isEmpty()) {
                entries.add(entry(field, values));
            }
        }
        return new GodebugReading(new Godebug(values), List.copyOf(entries));
    }

    private GodebugEntry entry(String field, Map<GodebugSetting, Integer> values) {
        int equals = field.indexOf('=');
        if (equals < 0) {
            return new GodebugEntry(field, "", EntryRule.NO_EQUALS);
        }
        String name = field.substring(0, equals);
        String value = field.substring(equals + 1);
        Optional<GodebugSetting> setting = GodebugSetting.named(name).filter(found -> found.knownTo(version));
        if (setting.isEmpty()) {
            return new GodebugEntry(name, value, EntryRule.UNKNOWN_NAME);
        }
        // The profiling rate is the one setting of 64 bits; nothing here depends on it, so an int may hold its bounds.
        OptionalLong number = setting.get() == GodebugSetting.MEMPROFILERATE
                ? GoIntegers.parse64(version, value)
                : widen(GoIntegers.parse32(version, value));
        if (number.isEmpty()) {
            return new GodebugEntry(name, value, EntryRule.NOT_A_NUMBER);
        }
        values.put(setting.get(), (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number.getAsLong())));
        return new GodebugEntry(name, value, EntryRule.SET);
    }

    private static OptionalLong widen(OptionalInt number) {
        return number.isPresent() ? OptionalLong.of(number.getAsInt()) : OptionalLong.empty();
    }

    private static Rule numberRule(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9') ? Rule.NUMBER : Rule.NO_DIGITS;
    }

    private static boolean endsWithDigit(String text) {
        char last = text.charAt(text.length() - 1);
        return last >= '0' && last <= '9';
    }

    /** The power of two of a text that ends in Ki, Mi, Gi or Ti; 0 for any other. */
    private static int unitShift(String text) {
        int length = text.length();
        if (length < 2 || text.charAt(length - 1) != 'i') {
            return 0;
        }
        return ("KMGT".indexOf(text.charAt(length - 2)) + 1) * 10;
    }
}
