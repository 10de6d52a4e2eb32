package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.recording.ActivityRequest;
import org.heapgoal.recording.Level;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.sim.units.GoDuration;
import org.heapgoal.sim.units.NearMiss;
import org.heapgoal.workload.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say how to simulate; shared by every command that does. */
final class ModelOptions {
    private static final long DEFAULT_SEED = 1;
    private static final int MAX_REPLICATIONS = 1_000;
    private static final long LONGEST_GANTT_NANOS = 3_600_000_000_000L;
    private static final List<Level> LEVELS = List.of(Level.GUIDE, Level.PACER, Level.FULL);

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description =
                    "level of detail: guide, pacer or full; the most detailed that the input is made for unless given, and"
                            + " for the twin of a log full if all runs together simulate at most "
                            + TwinLevel.QUICK_MINUTES + " minutes, else pacer")
    private @Nullable String level;

    @Mixin
    private final TwinOptions twin = new TwinOptions();

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description =
                    "simulated time, such as 60s or 24h: at level full how long the process runs, at other levels after"
                            + " which time a run is cut; the scenario's own length otherwise")
    private @Nullable String duration;

    @Option(names = "--seed", paramLabel = "N", description = "seed of the run's random streams (default 1)")
    private @Nullable Long seed;

    @Option(
            names = "--replications",
            paramLabel = "N",
            description = "repeats every run with other random streams and reports means with their spread, and paired"
                    + " differences where runs are compared (default 1; what-if of a log at level full: 3); of a"
                    + " log's twin at level pacer moves its figures within what the log leaves open instead (what-if: default"
                    + " 41, which give intervals and leave the figures alone)")
    private @Nullable Integer replications;

    @Option(
            names = "--model",
            paramLabel = "NAME=off",
            description = "switches a mechanism off to see what it does: assists=off, limiter=off")
    private @Nullable String model;

    @Option(
            names = "--gantt",
            paramLabel = "FROM+LENGTH",
            description =
                    "the window of simulated time, such as 2s+20ms, for which a report at level full shows what each P does;"
                            + " around a GC cycle otherwise")
    private @Nullable String gantt;

    /**
     * Which window of the Ps' activity a report shows.
     *
     * @param reported whether there will be a report; without one nothing is recorded
     */
    ActivityRequest activity(boolean reported) {
        if (gantt == null) {
            return reported ? ActivityRequest.AROUND_A_CYCLE : ActivityRequest.NONE;
        }
        if (!reported) {
            throw new BadInput("--gantt " + gantt + ": only a report has that chart; name its directory with --out");
        }
        int plus = gantt.indexOf('+');
        if (plus <= 0 || plus == gantt.length() - 1) {
            throw new BadInput("--gantt is \"" + gantt + "\"; FROM+LENGTH is expected, such as 2s+20ms");
        }
        long from = GoDuration.parse(gantt.substring(0, plus));
        long length = GoDuration.parse(gantt.substring(plus + 1));
        if (from < 0 || length <= 0 || length > LONGEST_GANTT_NANOS) {
            throw new BadInput("--gantt is \"" + gantt
                    + "\"; the window begins at 0s or later and is at least 1ns and at most 1h long");
        }
        return new ActivityRequest.Chosen(from, length);
    }

    /** The level asked for, or null. */
    @Nullable
    Level level() {
        if (level == null) {
            return null;
        }
        List<String> labels = LEVELS.stream().map(Level::label).toList();
        int index = labels.indexOf(level);
        if (index < 0) {
            throw new BadInput("--level is \"" + level + "\"; allowed are " + String.join(", ", labels)
                    + NearMiss.hint(level, labels));
        }
        return LEVELS.get(index);
    }

    /** Options that say what the input stands for. */
    TwinOptions twin() {
        return twin;
    }

    /** The simulated time asked for in nanoseconds; the largest number where none was. */
    long durationNanos() {
        if (duration == null) {
            return Long.MAX_VALUE;
        }
        long nanos = GoDuration.parse(duration);
        if (nanos <= 0) {
            throw new BadInput("--duration is " + duration + "; a duration above zero is expected, such as 60s");
        }
        return nanos;
    }

    /** The seed. */
    long seed() {
        return seed == null ? DEFAULT_SEED : seed;
    }

    /** How many times every run is repeated. */
    int replications() {
        return replications(1);
    }

    /**
     * How many times every run is repeated.
     *
     * @param otherwise where the user does not say
     */
    int replications(int otherwise) {
        if (replications == null) {
            return otherwise;
        }
        if (replications < 1 || replications > MAX_REPLICATIONS) {
            throw new BadInput("--replications is " + replications + "; allowed is 1 to " + MAX_REPLICATIONS);
        }
        return replications;
    }

    /**
     * Says of options that were given which of them change nothing in a run of this scenario.
     *
     * @param twinOfLog whether it is the twin of a log, whose ensemble is drawn at random
     */
    List<String> ineffective(Scenario scenario, boolean twinOfLog) {
        List<String> sentences = new ArrayList<>();
        boolean random = twinOfLog
                || scenario.body() instanceof Scenario.CyclesBody
                || scenario.body() instanceof Scenario.ProcessBody;
        if (seed != null && !random) {
            sentences.add("--seed changes nothing here: " + scenario.name() + " draws no random numbers");
        }
        if (gantt != null && !(scenario.body() instanceof Scenario.ProcessBody)) {
            sentences.add("--gantt changes nothing here: which P does what is known at level full only");
        }
        if (twin.goVersion() != null && scenario.body() instanceof Scenario.GuideBody) {
            sentences.add("--go changes nothing at level guide, which models no particular version");
        }
        return sentences;
    }

    /** What is switched off. */
    ModelSwitches switches() {
        return model == null ? ModelSwitches.ALL_ON : ModelSwitches.parse(model);
    }

    /** Those options that were given, as words of a command line. */
    List<String> asTyped() {
        List<String> typed = new ArrayList<>(ofSimulations());
        typed.addAll(twin.asTyped());
        return typed;
    }

    /** Those options that were given and that only a simulated run can follow, as words of a command line. */
    List<String> ofSimulations() {
        List<String> typed = new ArrayList<>();
        add(typed, "--level", level);
        add(typed, "--duration", duration);
        add(typed, "--seed", seed);
        add(typed, "--replications", replications);
        add(typed, "--model", model);
        add(typed, "--gantt", gantt);
        return typed;
    }

    private static void add(List<String> typed, String option, @Nullable Object value) {
        if (value != null) {
            typed.add(option);
            typed.add(String.valueOf(value));
        }
    }
}
