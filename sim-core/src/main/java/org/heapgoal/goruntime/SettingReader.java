package org.heapgoal.goruntime;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.heapgoal.goruntime.RuntimeEnvironment.GodebugEntry;
import org.heapgoal.goruntime.RuntimeEnvironment.Rule;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.sim.units.ByteSize;
import org.heapgoal.sim.units.NearMiss;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of a simulated process from {@code NAME=VALUE} arguments, and what-if lists from
 * {@code NAME=V1,V2}.
 *
 * <p>Values are read as the runtime reads them ({@link RuntimeEnvironment}). Where the runtime would replace a value by
 * a default in silence, or die, the argument is refused; where it reads a value in a way that its author may not expect,
 * the value is taken with a warning.
 */
public final class SettingReader {
    /** The largest GOMAXPROCS that is simulated. */
    public static final int MAX_PROCS = 4096;

    /** The longest list of values for one setting. */
    public static final int MAX_VALUES = 1_000;

    /** The largest number of combinations of a what-if. */
    public static final int MAX_COMBINATIONS = 10_000;

    private static final int LONGEST_QUOTE = 60;

    private final GoVersion version;
    private final RuntimeEnvironment environment;
    private final Set<GodebugSetting> honoured;

    /**
     * A reader of settings for one run.
     *
     * @param version the Go version simulated
     * @param honoured the GODEBUG settings that the run's level of detail acts on; others are warned about
     */
    public SettingReader(GoVersion version, Set<GodebugSetting> honoured) {
        this.version = version;
        this.environment = new RuntimeEnvironment(version);
        this.honoured = EnumSet.noneOf(GodebugSetting.class);
        this.honoured.addAll(honoured);
    }

    /** Whether a command-line argument has the form of a setting: a name before an equals sign. */
    public static boolean looksLikeSetting(String argument) {
        return argument.matches("[A-Za-z_][A-Za-z0-9_]*=.*");
    }

    /**
     * Reads single values.
     *
     * @param arguments {@code NAME=VALUE} each
     * @throws BadInput for an unknown name, a name given twice, or a value that Go would not take as written
     */
    public ProcessSettings read(List<String> arguments) {
        List<String> warnings = new ArrayList<>();
        Map<SettingName, String> texts = split(arguments);
        String percent = texts.get(SettingName.GOGC);
        String limit = texts.get(SettingName.GOMEMLIMIT);
        String procs = texts.get(SettingName.GOMAXPROCS);
        return new ProcessSettings(
                percent == null ? OptionalInt.empty() : OptionalInt.of(gogc(percent, warnings)),
                limit == null ? OptionalLong.empty() : OptionalLong.of(memoryLimit(limit, warnings)),
                procs == null ? OptionalInt.empty() : maxProcs(procs, warnings),
                godebug(texts.get(SettingName.GODEBUG), warnings),
                warnings);
    }

    /**
     * Reads the settings that a log was recorded under, separated by commas: {@code GOGC=100,GOMEMLIMIT=1GiB}. GODEBUG
     * has commas of its own and does not belong here.
     *
     * @throws BadInput as {@link #read} does
     */
    public ProcessSettings readRecorded(String text) {
        List<String> arguments = List.of(text.split(",", -1));
        if (arguments.stream().anyMatch(argument -> argument.startsWith(SettingName.GODEBUG + "="))) {
            throw new BadInput("GODEBUG does not change what a log means: allowed are GOGC, GOMEMLIMIT and GOMAXPROCS");
        }
        return read(arguments);
    }

    /**
     * Reads lists of values; GODEBUG, which is a list itself, is read as one value for all.
     *
     * @param arguments {@code NAME=V1,V2} each
     * @throws BadInput as {@link #read} does, and where there are too many values or combinations
     */
    public SettingLists readLists(List<String> arguments) {
        List<String> warnings = new ArrayList<>();
        Map<SettingName, String> texts = split(arguments);
        Set<Integer> percents = new LinkedHashSet<>();
        for (String value : values(SettingName.GOGC, texts)) {
            addOnce(percents, gogc(value, warnings), SettingName.GOGC, value, warnings);
        }
        Set<Long> limits = new LinkedHashSet<>();
        for (String value : values(SettingName.GOMEMLIMIT, texts)) {
            addOnce(limits, memoryLimit(value, warnings), SettingName.GOMEMLIMIT, value, warnings);
        }
        Set<Integer> procs = new LinkedHashSet<>();
        for (String value : values(SettingName.GOMAXPROCS, texts)) {
            OptionalInt number = maxProcs(value, warnings);
            if (number.isPresent()) {
                addOnce(procs, number.getAsInt(), SettingName.GOMAXPROCS, value, warnings);
            }
        }
        Godebug godebug = godebug(texts.get(SettingName.GODEBUG), warnings);
        SettingLists lists =
                new SettingLists(List.copyOf(percents), List.copyOf(limits), List.copyOf(procs), godebug, warnings);
        if (lists.size() > MAX_COMBINATIONS) {
            throw new BadInput(
                    "the lists make " + lists.size() + " combinations: at most " + MAX_COMBINATIONS + " are allowed");
        }
        return lists;
    }

    private static Map<SettingName, String> split(List<String> arguments) {
        Map<SettingName, String> texts = new EnumMap<>(SettingName.class);
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new BadInput("bad setting " + quote(argument) + ": NAME=VALUE expected, NAME one of "
                        + String.join(", ", SettingName.names())
                        + NearMiss.hint(shorten(argument), SettingName.names()));
            }
            SettingName name = name(argument.substring(0, equals));
            if (texts.put(name, argument.substring(equals + 1)) != null) {
                throw new BadInput(name + " is given twice");
            }
        }
        return texts;
    }

    private static SettingName name(String text) {
        if (!SettingName.names().contains(text)) {
            throw new BadInput("unknown setting " + quote(text) + ": allowed are "
                    + String.join(", ", SettingName.names()) + NearMiss.hint(shorten(text), SettingName.names()));
        }
        return SettingName.valueOf(text);
    }

    private static List<String> values(SettingName name, Map<SettingName, String> texts) {
        String text = texts.get(name);
        if (text == null) {
            return List.of();
        }
        List<String> values = List.of(text.split(",", MAX_VALUES + 2));
        if (values.size() > MAX_VALUES) {
            throw new BadInput(name + " has more than " + MAX_VALUES + " values");
        }
        if (values.size() > 1 && values.contains("")) {
            throw new BadInput(name + " has an empty value in its list: allowed is " + name.allowed());
        }
        return values;
    }

    private static <T> void addOnce(Set<T> values, T value, SettingName name, String text, List<String> warnings) {
        if (!values.add(value)) {
            warnings.add(name + "=" + text + " says the same as an earlier value and is left out");
        }
    }

    private int gogc(String text, List<String> warnings) {
        RuntimeEnvironment.Gogc reading = environment.gogc(text);
        String meaning = reading.gcPercent() == GcSettings.GC_PERCENT_OFF ? "off" : reading.gcPercent() + "";
        if (reading.rule() == Rule.IGNORED && !text.equals("-")) {
            throw bad(SettingName.GOGC, text, "Go " + version.label() + " would silently use 100", "");
        }
        if (reading.rule() != Rule.NUMBER && reading.rule() != Rule.OFF) {
            warnings.add(taken(SettingName.GOGC, text, meaning, reading.rule()));
        }
        return reading.gcPercent();
    }

    private long memoryLimit(String text, List<String> warnings) {
        RuntimeEnvironment.MemoryLimit reading = environment.memoryLimit(text);
        if (reading.bytes().isEmpty()) {
            throw bad(
                    SettingName.GOMEMLIMIT,
                    text,
                    "Go would not start (malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`)",
                    ByteSize.hint(text));
        }
        long bytes = reading.bytes().getAsLong();
        if (reading.rule() != Rule.NUMBER && reading.rule() != Rule.OFF) {
            warnings.add(taken(SettingName.GOMEMLIMIT, text, ByteSize.printOrOff(bytes), reading.rule()));
        }
        return bytes;
    }

    private OptionalInt maxProcs(String text, List<String> warnings) {
        RuntimeEnvironment.MaxProcs reading = environment.maxProcs(text);
        if (reading.rule() == Rule.IGNORED) {
            throw bad(SettingName.GOMAXPROCS, text, "Go would silently use its default", "");
        }
        if (reading.procs().isEmpty()) {
            warnings.add(taken(SettingName.GOMAXPROCS, text, "the default", reading.rule()));
        } else if (reading.procs().getAsInt() > MAX_PROCS) {
            throw new BadInput("GOMAXPROCS=" + reading.procs().getAsInt() + " is too large: at most " + MAX_PROCS
                    + " Ps are simulated, though Go itself has no bound");
        }
        return reading.procs();
    }

    private Godebug godebug(@Nullable String text, List<String> warnings) {
        if (text == null) {
            return Godebug.DEFAULT;
        }
        RuntimeEnvironment.GodebugReading reading = environment.godebug(text);
        reading.entries().forEach(entry -> checkEntry(entry, warnings));
        if (reading.settings().value(GodebugSetting.CGOCHECK) > 1 && version.atLeast(GoVersion.GO_1_21)) {
            throw new BadInput("GODEBUG=cgocheck=2: Go would not start (cgocheck > 1 mode is no longer supported at "
                    + "runtime); allowed are cgocheck=0 and cgocheck=1");
        }
        return reading.settings();
    }

    private void checkEntry(GodebugEntry entry, List<String> warnings) {
        String shown = "GODEBUG element " + quote(entry.name());
        switch (entry.rule()) {
            case NO_EQUALS -> warnings.add(shown + " has no value: Go ignores it");
            case NOT_A_NUMBER ->
                throw new BadInput("bad value " + quote(entry.value()) + " of GODEBUG's " + entry.name()
                        + ": Go would silently ignore it; allowed is a whole number of 32 bits");
            case UNKNOWN_NAME -> warnings.add(unknown(entry.name()));
            case SET -> warnIfNotHonoured(entry.name(), warnings);
        }
    }

    private String unknown(String name) {
        return GodebugSetting.named(name)
                .map(setting -> "GODEBUG's " + name + " is new in Go "
                        + setting.since().label() + ": Go " + version.label() + " ignores it")
                .orElseGet(() -> "GODEBUG's " + quote(name) + " is not a name that the runtime reads: ignored"
                        + NearMiss.hint(shorten(name), GodebugSetting.names(version)));
    }

    private void warnIfNotHonoured(String name, List<String> warnings) {
        GodebugSetting setting = GodebugSetting.named(name).orElseThrow();
        if (!honoured.contains(setting)) {
            warnings.add("GODEBUG's " + name + " (" + setting.sentence()
                    + ") is not modelled in this run: it changes nothing");
        }
    }

    private String taken(SettingName name, String text, String meaning, Rule rule) {
        return name + "=" + text + " is taken as Go " + version.label() + " takes it: " + meaning + " ("
                + rule.sentence() + ")";
    }

    private static BadInput bad(SettingName name, String text, String consequence, String hint) {
        return new BadInput("bad value " + quote(text) + " of " + name + ": " + consequence + "; allowed is "
                + name.allowed() + hint);
    }

    private static String quote(String text) {
        return "\"" + shorten(text) + "\"";
    }

    /** The text with control characters made visible as question marks, cut to a length that fits a line. */
    private static String shorten(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LONGEST_QUOTE ? plain : plain.substring(0, LONGEST_QUOTE) + "…";
    }
}
