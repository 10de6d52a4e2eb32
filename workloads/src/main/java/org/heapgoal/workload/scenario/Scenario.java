package org.heapgoal.workload.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.heapgoal.goruntime.DefaultMaxProcs;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.process.guide.GuideLoad;
import org.heapgoal.process.load.CycleLoad;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.Level;
import org.heapgoal.sim.units.Amd64;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.stream.NoiseSource;
import org.heapgoal.workload.stream.ValueStream;

/**
 * What a simulated process does, and the settings it does it under unless a run overrides them.
 *
 * <p>One program may be described for several levels of detail. The first body is the one that runs unless a run asks for
 * another level; the others follow, the most detailed first.
 *
 * @param name short name: letters, digits, and {@code . _ / -} after the first
 * @param title one line for headings; may be empty
 * @param description one sentence for lists; may be empty
 * @param go the runtime version simulated
 * @param settings GOGC, GOMEMLIMIT and GOMAXPROCS
 * @param defaultMaxProcs whether GOMAXPROCS is not set but chosen by the runtime at its start; the settings then hold what
 *     it chooses. Always false without a {@link ProcessBody}, since only that has a machine
 * @param question the question of users that it answers, if it was made for one
 * @param bodies the program, at most once for each level; at least one
 */
public record Scenario(
        String name,
        String title,
        String description,
        GoVersion go,
        GcSettings settings,
        boolean defaultMaxProcs,
        Optional<UsersQuestion> question,
        List<Body> bodies) {
    /** What a name looks like. */
    static final String NAME_PATTERN = "[A-Za-z0-9][A-Za-z0-9._/-]{0,79}";

    /** The longest title or description. */
    static final int MAX_TEXT = 2_000;

    /** The settings of a scenario that states none: GOGC=100, no memory limit, 4 Ps on every machine. */
    public static final GcSettings DEFAULT_SETTINGS = new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 4);

    /** Checks name, texts and bodies; white space around the texts is dropped. */
    public Scenario {
        title = title.strip();
        description = description.strip();
        bodies = ordered(bodies);
        if (!name.matches(NAME_PATTERN)) {
            throw new IllegalArgumentException("bad scenario name \"" + name + "\"");
        }
        if (title.length() > MAX_TEXT || description.length() > MAX_TEXT) {
            throw new IllegalArgumentException("title and description have at most " + MAX_TEXT + " characters");
        }
        if (bodies.isEmpty() || bodies.stream().map(Body::level).distinct().count() < bodies.size()) {
            throw new IllegalArgumentException("a scenario has one body for each of its levels, not " + bodies);
        }
        if (defaultMaxProcs) {
            settings = withMaxProcs(settings, go, Godebug.DEFAULT, bodies);
        }
        defaultMaxProcs &= processOf(bodies).isPresent();
    }

    /** A scenario that answers no particular question. */
    public Scenario(
            String name,
            String title,
            String description,
            GoVersion go,
            GcSettings settings,
            boolean defaultMaxProcs,
            List<Body> bodies) {
        this(name, title, description, go, settings, defaultMaxProcs, Optional.empty(), bodies);
    }

    /** A scenario with one body, whose GOMAXPROCS is set. */
    public Scenario(String name, String title, String description, GoVersion go, GcSettings settings, Body body) {
        this(name, title, description, go, settings, false, List.of(body));
    }

    /** The level at which it runs unless a run asks for another. */
    public Level level() {
        return body().level();
    }

    /** The levels at which it can run, the one of {@link #level} first. */
    public List<Level> levels() {
        return bodies.stream().map(Body::level).toList();
    }

    /** The load at {@link #level}. */
    public Body body() {
        return bodies.get(0);
    }

    /**
     * The same scenario at one level alone.
     *
     * @throws BadInput if it has no load for the level
     */
    public Scenario at(Level level) {
        for (Body body : bodies) {
            if (body.level() == level) {
                return new Scenario(name, title, description, go, settings, defaultMaxProcs, question, List.of(body));
            }
        }
        throw new BadInput("scenario " + name + " cannot be run at level " + level.label() + "; allowed is "
                + levels().stream().map(Level::label).collect(Collectors.joining(", ")));
    }

    /** The same scenario under other settings, GOMAXPROCS among them. */
    public Scenario withSettings(GcSettings other) {
        return new Scenario(name, title, description, go, other, false, question, bodies);
    }

    /** The same scenario for another runtime version, which may choose another GOMAXPROCS where none is set. */
    public Scenario withGo(GoVersion other) {
        return new Scenario(name, title, description, other, settings, defaultMaxProcs, question, bodies);
    }

    /**
     * The settings under a GODEBUG, which may keep the runtime from looking at the container when it chooses GOMAXPROCS.
     */
    public GcSettings settings(Godebug godebug) {
        return defaultMaxProcs ? withMaxProcs(settings, go, godebug, bodies) : settings;
    }

    /** The first, then the others, the most detailed first. */
    private static List<Body> ordered(List<Body> bodies) {
        List<Body> ordered = new ArrayList<>(bodies);
        if (ordered.size() > 2) {
            ordered.subList(1, ordered.size())
                    .sort(Comparator.comparing(Body::level).reversed());
        }
        return List.copyOf(ordered);
    }

    private static GcSettings withMaxProcs(GcSettings settings, GoVersion go, Godebug godebug, List<Body> bodies) {
        return processOf(bodies)
                .map(load -> new GcSettings(
                        settings.gcPercent(), settings.memoryLimitBytes(), maxProcs(load.machine(), go, godebug)))
                .orElse(settings);
    }

    private static int maxProcs(MachineSpec machine, GoVersion go, Godebug godebug) {
        long periodMicros = Math.max(1, machine.cpuPeriodNanos() / 1_000);
        long quotaMicros = machine.cpuQuota() == 0
                ? DefaultMaxProcs.NO_QUOTA
                : Amd64.toInt64(StrictMath.rint(machine.cpuQuota() * (double) periodMicros));
        return DefaultMaxProcs.of(go, machine.cores(), quotaMicros, periodMicros, godebug);
    }

    private static Optional<ProcessLoad> processOf(List<Body> bodies) {
        return bodies.stream()
                .filter(ProcessBody.class::isInstance)
                .map(body -> ((ProcessBody) body).load())
                .findFirst();
    }

    /** The load of a scenario at one level. */
    public sealed interface Body {
        /** The level of detail that it is made for. */
        Level level();
    }

    /** A whole process of goroutines: key {@code process}. */
    public record ProcessBody(ProcessLoad load) implements Body {
        @Override
        public Level level() {
            return Level.FULL;
        }
    }

    /** A program on a time axis: key {@code load}. */
    public record TimedBody(TimedLoad load) implements Body {
        @Override
        public Level level() {
            return Level.PACER;
        }
    }

    /** A program of the guide's graphs: key {@code guide}. */
    public record GuideBody(GuideLoad load) implements Body {
        @Override
        public Level level() {
            return Level.GUIDE;
        }
    }

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
        @Override
        public Level level() {
            return Level.PACER;
        }

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
