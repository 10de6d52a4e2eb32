package org.heapgoal.workload.scenario;

import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.guide.GuideLoad;
import org.heapgoal.process.load.CycleLoad;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.recording.Level;
import org.heapgoal.workload.stream.NoiseSource;
import org.heapgoal.workload.stream.ValueStream;

/**
 * What a simulated process does, and the settings it does it under unless a run overrides them.
 *
 * @param name short name: letters, digits, and {@code . _ / -} after the first
 * @param title one line for headings; may be empty
 * @param description one sentence for lists; may be empty
 * @param go the runtime version simulated
 * @param settings GOGC, GOMEMLIMIT and GOMAXPROCS
 * @param body the load, in one of the forms there are
 */
public record Scenario(String name, String title, String description, GoVersion go, GcSettings settings, Body body) {
    /** What a name looks like. */
    static final String NAME_PATTERN = "[A-Za-z0-9][A-Za-z0-9._/-]{0,79}";

    /** The longest title or description. */
    static final int MAX_TEXT = 2_000;

    /** The settings of a scenario that states none: GOGC=100, no memory limit, 4 Ps on every machine. */
    public static final GcSettings DEFAULT_SETTINGS = new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 4);

    /** Checks name and texts; white space around the texts is dropped. */
    public Scenario {
        title = title.strip();
        description = description.strip();
        if (!name.matches(NAME_PATTERN)) {
            throw new IllegalArgumentException("bad scenario name \"" + name + "\"");
        }
        if (title.length() > MAX_TEXT || description.length() > MAX_TEXT) {
            throw new IllegalArgumentException("title and description have at most " + MAX_TEXT + " characters");
        }
    }

    /** The level of detail the load is made for. */
    public Level level() {
        return body instanceof GuideBody ? Level.GUIDE : Level.PACER;
    }

    /** The same scenario under other settings. */
    public Scenario withSettings(GcSettings other) {
        return new Scenario(name, title, description, go, other, body);
    }

    /** The same scenario for another runtime version. */
    public Scenario withGo(GoVersion other) {
        return new Scenario(name, title, description, other, settings, body);
    }

    /** The load of a scenario. */
    public sealed interface Body {}

    /** A program on a time axis: key {@code load}. */
    public record TimedBody(TimedLoad load) implements Body {}

    /** A program of the guide's graphs: key {@code guide}. */
    public record GuideBody(GuideLoad load) implements Body {}

    /**
     * The mutator of the runtime's pacer test: key {@code cycles}.
     *
     * @param count number of GC cycles
     * @param globalsBytes global variables to scan
     * @param allocRate KiB allocated per CPU-millisecond
     * @param scanRate KiB scanned per CPU-millisecond
     * @param growthRate growth of the live heap per cycle
     * @param scannableFraction share of the heap that is scanned
     * @param stackBytes goroutine stacks
     */
    public record CyclesBody(
            int count,
            long globalsBytes,
            ValueStream allocRate,
            ValueStream scanRate,
            ValueStream growthRate,
            ValueStream scannableFraction,
            ValueStream stackBytes)
            implements Body {
        /**
         * The load with its streams not yet opened.
         *
         * @param noise gives each quantity its random numbers, by the quantity's key
         */
        public CycleLoad load(NoiseSources noise) {
            return new CycleLoad(globalsBytes, count, () -> open(noise));
        }

        private CycleLoad.Inputs open(NoiseSources noise) {
            ValueStream.Cursor alloc = allocRate.open(noise.of("allocRate"));
            ValueStream.Cursor scan = scanRate.open(noise.of("scanRate"));
            ValueStream.Cursor growth = growthRate.open(noise.of("growthRate"));
            ValueStream.Cursor scannable = scannableFraction.open(noise.of("scannableFraction"));
            ValueStream.Cursor stack = stackBytes.open(noise.of("stackBytes"));
            return () -> new CycleLoad.Input(alloc.next(), scan.next(), growth.next(), scannable.next(), stack.next());
        }
    }

    /** Random numbers for the quantities of a {@link CyclesBody}. */
    @FunctionalInterface
    public interface NoiseSources {
        /** The source of a quantity's noise; the same each time for one run. */
        NoiseSource of(String quantity);
    }
}
