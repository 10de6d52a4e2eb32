package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;

/**
 * Runs a twin under its log's own settings and corrects the figures that a log shows only through what the collector made of
 * them, until the run repeats the log: what marking costs, how much a mark slows the program down, how many goroutines
 * assist, and how much CPU the work takes.
 */
final class TwinTuning {
    private static final int ROUNDS = 7;
    /** Rounds in which the other figures settle before goroutines are counted. */
    private static final int FIRST_ROUNDS = 3;
    private static final double CLOSE_ENOUGH = 1e-3;
    /** So many runs in a row that are no better end the search. */
    private static final int ENOUGH_WORSE = 4;
    private static final double TELLING_IDLE = 0.02;
    /** Idle workers take from what would be assists; then fewer say nothing of goroutines. */
    /** So many goroutines for each that assists: others find credit when their turn comes. */
    private static final double ENOUGH_TURNS = 4;

    private static final double MANY_ASSISTS = 0.15;
    private static final long SEED = 1;
    private static final double LEAST_SPEED = 0.2;
    /** A paced program's demand is known from what it allocates while marking; idle-time marking corrects it within these. */
    private static final double LEAST_DEMAND = 0.6;

    private static final double MOST_DEMAND = 1.2;
    private static final double FASTEST_WAKE = 3_100;
    private static final double SLOWEST_WAKE = 2e6;

    private static final double LARGEST_STEP = 2;
    private static final double TELLING_WORKERS = 0.05;
    private static final double SHORTEST_TURN = 100_000;
    private static final double LONGEST_TURN = 20_000_000;
    /** Assists differ by chance; less than this says nothing about goroutines. */
    private static final double TELLING_ASSISTS = 0.04;

    private final Map<TwinParameter, Double> values = new EnumMap<>(TwinParameter.class);
    private final boolean saturated;
    private final double fewest;
    private int round;

    private TwinTuning(ToDoubleFunction<TwinParameter> start) {
        this.fewest = start.applyAsDouble(TwinParameter.GOROUTINES);
        for (TwinParameter parameter : TwinParameter.values()) {
            values.put(parameter, start.applyAsDouble(parameter));
        }
        this.saturated = value(TwinParameter.LOAD) > 0;
    }

    /**
     * The corrected figures.
     *
     * @param start the figures to begin with
     * @param observed what the log shows
     * @param assisting goroutines that would do all of the marking with one assist each
     * @param twin makes the process of some figures
     */
    static Map<TwinParameter, Double> tuned(
            ToDoubleFunction<TwinParameter> start,
            Moments observed,
            double assisting,
            Function<ToDoubleFunction<TwinParameter>, ProcessLoad> twin,
            GcSettings settings,
            GoVersion version) {
        TwinTuning tuning = new TwinTuning(start);
        if (!tuning.saturated) {
            double count = observed.assistShare() * assisting;
            tuning.values.put(
                    TwinParameter.GOROUTINES,
                    TwinParameter.GOROUTINES.bounded(Math.max(tuning.value(TwinParameter.GOROUTINES), count)));
        }
        Map<TwinParameter, Double> best = tuning.values;
        double least = Double.POSITIVE_INFINITY;
        int worse = 0;
        for (int round = 0; round < ROUNDS; round++) {
            tuning.round = round;
            Probe probe = new Probe();
            ProcessLoad load = twin.apply(tuning::value);
            FullRun.Setup setup = new FullRun.Setup(
                    load,
                    settings,
                    true,
                    version,
                    Godebug.DEFAULT,
                    MachineProfiles.select(load.machine(), version),
                    ModelSwitches.ALL_ON,
                    new StreamFactory(SEED, 0));
            FullRun.run(setup, probe, RunLimits.DEFAULT);
            if (probe.cycles.size() < 3) {
                break;
            }
            Moments simulated = Moments.of(probe.cycles);
            double distance = tuning.distance(simulated, observed);
            if (TRACE) System.err.printf("  round %d dist %.4f obs %s%n      sim %s%n      N %.0f turn %.2fms speed %.2f cpu %.2f serial %.2f wake %.3f%n", round, distance, show(observed), show(simulated), tuning.value(TwinParameter.GOROUTINES), tuning.value(TwinParameter.TURN)/1e6, tuning.value(TwinParameter.MUTATOR_SPEED), tuning.value(TwinParameter.CPU_FACTOR), tuning.value(TwinParameter.SERIAL_SHARE), tuning.value(TwinParameter.WAKE)/1e6);
            worse++;
            if (distance < least) {
                least = distance;
                best = new EnumMap<>(tuning.values);
                worse = 0;
            }
            if (distance < CLOSE_ENOUGH || worse >= ENOUGH_WORSE) {
                break;
            }
            tuning.correct(simulated, observed);
            tuning.turn(simulated, observed);
            tuning.count(simulated, observed, assisting);
            tuning.wait(simulated, observed);
        }
        return best;
    }

    private double value(TwinParameter parameter) {
        return Objects.requireNonNull(values.get(parameter));
    }

    private void correct(Moments simulated, Moments observed) {
        double live = step(observed.reachableBytes(), simulated.reachableBytes());
        scale(TwinParameter.LIVE_HEAP_FACTOR, live);
        double cost = damped(step(observed.markCpuNanos(), simulated.markCpuNanos())) / live;
        scale(TwinParameter.NANOS_PER_LIVE_BYTE, cost);
        scale(TwinParameter.MARK_FIXED, cost);
        scale(TwinParameter.NANOS_PER_SCANNED_BYTE, cost);
        scale(TwinParameter.STOP_WAIT, damped(step(observed.stopNanos(), simulated.stopNanos())));
        if (saturated) {
            double speed = value(TwinParameter.MUTATOR_SPEED)
                    * damped(step(observed.speedWhileMarking(), simulated.speedWhileMarking()));
            values.put(TwinParameter.MUTATOR_SPEED, Math.min(1, Math.max(LEAST_SPEED, speed)));
            scale(TwinParameter.CPU_FACTOR, damped(step(observed.nanosPerByte(), simulated.nanosPerByte())));
        } else {
            // Idle workers begin late where threads wake late; and they take whatever CPU a paced program leaves.
            double missing = observed.idleShare() - simulated.idleShare();
            double wake = Math.max(1, value(TwinParameter.WAKE));
            if (missing < 0 || wake > FASTEST_WAKE) {
                double factor = StrictMath.pow(10, -gain(2) * missing);
                values.put(TwinParameter.WAKE, Math.min(SLOWEST_WAKE, Math.max(FASTEST_WAKE, wake * factor)));
            } else {
                double factor = value(TwinParameter.CPU_FACTOR) * (1 - missing);
                values.put(TwinParameter.CPU_FACTOR, Math.min(MOST_DEMAND, Math.max(LEAST_DEMAND, factor)));
            }
        }
    }

    /** Fractional workers get their time when goroutines leave their Ps. */
    private void turn(Moments simulated, Moments observed) {
        double missing = observed.workerShare() / simulated.workerShare();
        if (simulated.workerShare() > 0 && (missing > 1 + TELLING_WORKERS || missing < 1 - TELLING_WORKERS)) {
            double turn = Math.min(
                    LONGEST_TURN,
                    Math.max(SHORTEST_TURN, value(TwinParameter.TURN) / step(StrictMath.pow(missing, gain(2)), 1)));
            values.put(TwinParameter.TURN, turn);
        }
    }

    /** The number of goroutines: each assists before anything else when it first allocates in a cycle. */
    private void count(Moments simulated, Moments observed, double assisting) {
        double missing = observed.assistShare() - simulated.assistShare();
        boolean waiting = saturated && observed.idleShare() > TELLING_IDLE;
        if (Math.abs(missing) > (waiting ? MANY_ASSISTS : TELLING_ASSISTS)) {
            double count = value(TwinParameter.GOROUTINES) + gain(1) * missing * assisting;
            double least = Math.max(fewest, value(TwinParameter.GOROUTINES) / LARGEST_STEP);
            // Of a paced program's goroutines only those count that get work while a mark goes on.
            double most = saturated ? Double.MAX_VALUE : ENOUGH_TURNS * observed.assistShare() * assisting;
            double bounded = Math.max(least, Math.min(most, count));
            values.put(TwinParameter.GOROUTINES, TwinParameter.GOROUTINES.bounded(bounded));
        }
    }

    /** Waiting on locks, where a program that takes all it can get leaves idle time for marking. */
    private void wait(Moments simulated, Moments observed) {
        double missing = observed.idleShare() - simulated.idleShare();
        boolean waits = observed.idleShare() > TELLING_IDLE || value(TwinParameter.SERIAL_SHARE) > 0;
        if (saturated && waits) {
            double share = value(TwinParameter.SERIAL_SHARE) + gain(0.5) * missing;
            values.put(TwinParameter.SERIAL_SHARE, TwinParameter.SERIAL_SHARE.bounded(share));
        }
    }

    /** How far a run is from the log. */
    private double distance(Moments simulated, Moments observed) {
        double mark = StrictMath.log(step(observed.markCpuNanos(), simulated.markCpuNanos()));
        double live = StrictMath.log(step(observed.reachableBytes(), simulated.reachableBytes()));
        double black = (observed.blackBytes() - simulated.blackBytes()) / (observed.reachableBytes() + observed.blackBytes());
        double time = saturated ? StrictMath.log(step(observed.nanosPerByte(), simulated.nanosPerByte())) : 0;
        double assists = observed.assistShare() - simulated.assistShare();
        double workers = observed.workerShare() - simulated.workerShare();
        double idle = observed.idleShare() - simulated.idleShare();
        double stops = (observed.stopNanos() - simulated.stopNanos()) * 2 / (observed.markCpuNanos() + 2 * observed.stopNanos());
        return 4 * live * live
                + mark * mark
                + 4 * black * black
                + time * time
                + assists * assists / 4
                + workers * workers
                + idle * idle
                + stops * stops;
    }

    /** Smaller corrections later on, so that they settle. */
    private double gain(double first) {
        return round < FIRST_ROUNDS ? first : first / 2;
    }

    private double damped(double step) {
        return round < FIRST_ROUNDS ? step : StrictMath.sqrt(step);
    }

    private static double step(double observed, double simulated) {
        if (observed <= 0 || simulated <= 0) {
            return 1;
        }
        return Math.min(LARGEST_STEP, Math.max(1 / LARGEST_STEP, observed / simulated));
    }

    private void scale(TwinParameter parameter, double factor) {
        values.put(parameter, parameter.bounded(value(parameter) * factor));
    }

    private static final class Probe implements RunProbe {
        private final List<SeenCycle> cycles = new ArrayList<>();

        @Override
        public void onCycle(CycleRecord cycle) {
            cycles.add(SeenCycle.of(cycle));
        }
    }
    static final boolean TRACE = Boolean.getBoolean("tt");
    static String show(Moments m) { return String.format("reach %.2f black %.2f cpu %.2f mark %.2f stop %.2f as %.1f w %.1f idle %.1f ns/B %.3f r %.2f", m.reachableBytes()/1048576, m.blackBytes()/1048576, m.markCpuNanos()/1e6, m.markNanos()/1e6, m.stopNanos()/1e6, 100*m.assistShare(), 100*m.workerShare(), 100*m.idleShare(), m.nanosPerByte(), m.speedWhileMarking()); }
}
