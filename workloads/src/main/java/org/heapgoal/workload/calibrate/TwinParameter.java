package org.heapgoal.workload.calibrate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.sim.units.ByteSize;
import org.heapgoal.sim.units.GoDuration;
import org.heapgoal.sim.units.NearMiss;

/** The figures of a twin that a user can state instead, with {@code --set KEY=VALUE}. */
public enum TwinParameter {
    LOAD("load", Unit.KIND, 0, 1, "saturated: a fixed amount of work; paced: work that arrives at a fixed pace"),
    DEMAND_PROCS("demandProcs", Unit.NUMBER, 1e-6, 4096, "CPUs that the program uses while nothing holds it back"),
    PEAK_PROCS("peakProcs", Unit.NUMBER, 1e-6, 4096, "CPUs that a paced program can use to work off a backlog"),
    ALLOCATION_FACTOR("allocationFactor", Unit.NUMBER, 1e-6, 1e6, "factor on the allocation rate of the log"),
    LIVE_HEAP_FACTOR("liveHeapFactor", Unit.NUMBER, 0, 1e6, "factor on the reachable heap of the log"),
    STACK_BYTES("stackBytes", Unit.BYTES, 0, 1L << 46, "goroutine stacks in use: what a mark scans of them"),
    STACK_ROOM("stackRoom", Unit.NUMBER, 1, 4, "memory of goroutine stacks for each byte of them in use"),
    GLOBALS_BYTES("globalsBytes", Unit.BYTES, 0, 1L << 46, "global variables that may hold pointers"),
    SCANNABLE_FRACTION("scannableFraction", Unit.NUMBER, 0, 1, "share of heap bytes that must be scanned for pointers"),
    MARK_FIXED("markFixed", Unit.NANOS, 0, 3.6e12, "CPU time of a mark phase whatever the heap"),
    NANOS_PER_LIVE_BYTE("nanosPerLiveByte", Unit.NUMBER, 0, 1e6, "CPU nanoseconds to mark a reachable heap byte"),
    NANOS_PER_SCANNED_BYTE(
            "nanosPerScannedByte", Unit.NUMBER, 0, 1e6, "CPU nanoseconds for each byte of scan work, beside that"),
    MARK_SHARING(
            "markSharing", Unit.NUMBER, 0, 10, "how much longer marking takes CPU while another marker is at work"),
    SWEEP_TERMINATION("sweepTermination", Unit.NANOS, 1e3, 6e10, "length of the stop that begins a cycle"),
    MARK_TERMINATION("markTermination", Unit.NANOS, 1e3, 6e10, "length of the stop that ends a cycle"),
    WORKER_EFFICIENCY("workerEfficiency", Unit.NUMBER, 0.01, 1, "share of their time in which mark workers mark"),
    IDLE_MARK_SHARE("idleMarkShare", Unit.NUMBER, 0, 1, "share of idle Ps' time in which idle workers mark"),
    MIN_ASSIST_SHARE("minAssistShare", Unit.NUMBER, 0, 0.99, "least share of the marking that assists do"),
    MUTATOR_SPEED(
            "mutatorSpeed", Unit.NUMBER, 0.01, 1, "speed of the program while marking goes on, 1 for undisturbed"),
    NON_HEAP_BYTES("nonHeapBytes", Unit.BYTES, 0, 1L << 46, "memory of the runtime beside heap and stacks"),
    METADATA_PER_HEAP_BYTE("metadataPerHeapByte", Unit.NUMBER, 0, 1, "runtime metadata for each mapped heap byte"),
    FRAGMENTATION_RATIO("fragmentationRatio", Unit.NUMBER, 1, 100, "heap in use for each byte of live heap"),
    OUTSIDE_GO_BYTES("outsideGoBytes", Unit.BYTES, 0, 1L << 46, "resident memory that the Go runtime does not know of"),
    GOROUTINES("goroutines", Unit.NUMBER, 1, 10_000, "goroutines that allocate"),
    SWEEP_SPAN("sweepSpan", Unit.NANOS, 0, 1e6, "CPU time of sweeping a span of 8 KiB, and as much for freeing one"),
    OBJECT_BYTES("objectBytes", Unit.BYTES, 16, 1L << 30, "size of an object"),
    TURN(
            "turn",
            Unit.NANOS,
            1e4,
            1e9,
            "CPU time after which a goroutine lets others run of its own accord; of a paced program, that of a piece of work"),
    STOP_WAIT("stopWait", Unit.NANOS, 0, 6e10, "what a stop takes longer when another P runs"),
    WAKE("wake", Unit.NANOS, 0, 1e9, "from waking a parked thread until it runs"),
    SERIAL_SHARE(
            "serialShare",
            Unit.NUMBER,
            0,
            0.95,
            "share of the program's work that only one goroutine at a time can do"),
    CPU_FACTOR("cpuFactor", Unit.NUMBER, 1e-6, 1e6, "factor on the CPU time that the work of the log takes"),
    PROC_SHARING(
            "procSharing",
            Unit.NUMBER,
            0,
            10,
            "how much longer the program's work takes with more than one P than with one"),
    GATHERING(
            "gathering",
            Unit.NUMBER,
            0,
            1,
            "share of threads woken from another core that are put on it although theirs is idle; 0: threads find idle cores"),
    OTHER_LOAD("otherLoad", Unit.NUMBER, 0, 1024, "CPUs that other programs on the machine take"),
    CORES("cores", Unit.NUMBER, 1, 1024, "cores of the machine");

    /** How a figure is written. */
    public enum Unit {
        /** {@code saturated} (1) or {@code paced} (0). */
        KIND,
        /** A plain number. */
        NUMBER,
        /** A size such as {@code 64MiB}. */
        BYTES,
        /** A duration such as {@code 1.5ms}. */
        NANOS
    }

    private final String key;
    private final Unit unit;
    private final double min;
    private final double max;
    private final String meaning;

    TwinParameter(String key, Unit unit, double min, double max, String meaning) {
        this.key = key;
        this.unit = unit;
        this.min = min;
        this.max = max;
        this.meaning = meaning;
    }

    /** Its name on the command line and in JSON. */
    public String key() {
        return key;
    }

    /** How its value is written. */
    public Unit unit() {
        return unit;
    }

    /** What it is, without a full stop. */
    public String meaning() {
        return meaning;
    }

    /** All keys, in order. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(TwinParameter::key).toList();
    }

    /**
     * The parameter of the given name.
     *
     * @throws BadInput for an unknown name, with a suggestion
     */
    public static TwinParameter named(String key) {
        for (TwinParameter parameter : values()) {
            if (parameter.key.equals(key)) {
                return parameter;
            }
        }
        throw new BadInput("unknown twin parameter \"" + key + "\": allowed are " + String.join(", ", keys())
                + NearMiss.hint(key, keys()));
    }

    /**
     * Reads a value.
     *
     * @throws BadInput where it is not written in the parameter's unit or out of range
     */
    public double parse(String text) {
        double value = switch (unit) {
            case KIND -> kind(text);
            case BYTES -> (double) ByteSize.parse(text);
            case NANOS -> (double) GoDuration.parse(text);
            case NUMBER -> number(text);
        };
        if (!(value >= min && value <= max)) {
            throw new BadInput(key + " is " + text + "; allowed is " + print(min) + " to " + print(max));
        }
        return value;
    }

    /** Whether a value is within the parameter's range; values out of it are pulled in by {@link #bounded}. */
    double bounded(double value) {
        return Math.min(Math.max(value, min), max);
    }

    /** The value for a person to read. */
    public String print(double value) {
        return switch (unit) {
            case KIND -> value > 0 ? "saturated" : "paced";
            case BYTES -> ByteSize.human((long) value);
            case NANOS -> String.format(Locale.ROOT, "%.3g ms", value / 1e6);
            case NUMBER -> String.format(Locale.ROOT, "%.4g", value);
        };
    }

    private double kind(String text) {
        List<String> kinds = List.of("paced", "saturated");
        if (!kinds.contains(text)) {
            throw new BadInput(
                    "load is \"" + text + "\"; allowed are saturated and paced" + NearMiss.hint(text, kinds));
        }
        return kinds.indexOf(text);
    }

    private double number(String text) {
        if (!text.matches("\\d{1,18}(\\.\\d{1,18})?([eE][+-]?\\d{1,2})?")) {
            throw new BadInput(
                    key + " is \"" + text + "\"; allowed is a number from " + print(min) + " to " + print(max));
        }
        return Double.parseDouble(text);
    }
}
