package org.heapgoal.workload.calibrate;

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
    /** Assists missing in a run with few goroutines from which on there must be many. */
    private static final double MANY_ASSISTS = 0.12;

    private static final long SEED = 1;
    private static final double LEAST_SPEED = 0.2;
    private static final double LARGEST_STEP = 2;
    private static final double TELLING_WORKERS = 0.05;
    private static final double SHORTEST_TURN = 100_000;
    private static final double LONGEST_TURN = 20_000_000;
    /** Assists differ by chance; less than this says nothing about goroutines. */
    private static final double TELLING_ASSISTS = 0.04;

    private final Map<TwinParameter, Double> values = new EnumMap<>(TwinParameter.class);
    private final boolean saturated;
    private boolean many;

    private TwinTuning(ToDoubleFunction<TwinParameter> start) {
        for (TwinParameter parameter : TwinParameter.values()) {
            values.put(parameter, start.applyAsDouble(parameter));
        }
        this.saturated = value(TwinParameter.LOAD) > 0;
    }

    /** What a log and a run of its twin are compared in, for each cycle. */
    record Moments(
            double reachableBytes,
            double blackBytes,
            double markCpuNanos,
            double assistShare,
            double nanosPerCycle,
            double workerShare) {}

    /** The log's own. */
    static Moments observed(List<CycleFacts> facts) {
        double reachable = 0;
        double black = 0;
        double mark = 0;
        double assist = 0;
        double workers = 0;
        double capacity = 0;
        for (CycleFacts fact : facts) {
            reachable += fact.reachable().mid();
            black += Math.max(0, fact.black().mid());
            mark += fact.markCpuNanos();
            assist += fact.assistNanos();
            workers += fact.backgroundNanos();
            capacity += fact.markNanos() * fact.maxProcs();
        }
        double from = facts.get(0).startNanos();
        double to = facts.get(facts.size() - 1).startNanos();
        int count = facts.size();
        return new Moments(
                reachable / count,
                black / count,
                mark / count,
                mark > 0 ? assist / mark : 0,
                (to - from) / Math.max(1, count - 1),
                capacity > 0 ? workers / capacity : 0);
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
        Map<TwinParameter, Double> best = tuning.values;
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
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
            if (probe.cycles < 2) {
                break;
            }
            Moments simulated = probe.moments();
            double distance = distance(simulated, observed);
            if (distance < least) {
                least = distance;
                best = new EnumMap<>(tuning.values);
            }
            tuning.correct(simulated, observed);
            tuning.turn(simulated, observed);
            tuning.count(round, simulated, observed, assisting);
        }
        return best;
    }

    private double value(TwinParameter parameter) {
        return Objects.requireNonNull(values.get(parameter));
    }

    private void correct(Moments simulated, Moments observed) {
        double live = step(observed.reachableBytes, simulated.reachableBytes);
        scale(TwinParameter.LIVE_HEAP_FACTOR, live);
        double cost = step(observed.markCpuNanos, simulated.markCpuNanos) / live;
        scale(TwinParameter.NANOS_PER_LIVE_BYTE, cost);
        scale(TwinParameter.MARK_FIXED, cost);
        scale(TwinParameter.NANOS_PER_SCANNED_BYTE, cost);
        if (saturated) {
            double speed = value(TwinParameter.MUTATOR_SPEED) * step(observed.blackBytes, simulated.blackBytes) / cost;
            values.put(TwinParameter.MUTATOR_SPEED, Math.min(1, Math.max(LEAST_SPEED, speed)));
            scale(TwinParameter.CPU_FACTOR, step(observed.nanosPerCycle, simulated.nanosPerCycle));
        }
    }

    /** Fractional workers get their time when goroutines leave their Ps. */
    private void turn(Moments simulated, Moments observed) {
        double missing = observed.workerShare / simulated.workerShare;
        if (simulated.workerShare > 0 && (missing > 1 + TELLING_WORKERS || missing < 1 - TELLING_WORKERS)) {
            double turn = Math.min(
                    LONGEST_TURN,
                    Math.max(SHORTEST_TURN, value(TwinParameter.TURN) / step(missing * missing * missing, 1)));
            values.put(TwinParameter.TURN, turn);
        }
    }

    /** The number of goroutines, once it shows. */
    private void count(int round, Moments simulated, Moments observed, double assisting) {
        double missing = observed.assistShare - simulated.assistShare;
        if (round == FIRST_ROUNDS - 1 && missing > MANY_ASSISTS) {
            many = true;
            double count = Math.max(value(TwinParameter.GOROUTINES), missing * assisting);
            values.put(TwinParameter.GOROUTINES, TwinParameter.GOROUTINES.bounded(count));
        } else if (many && Math.abs(missing) > TELLING_ASSISTS) {
            scale(TwinParameter.GOROUTINES, step(observed.assistShare, simulated.assistShare));
        }
    }

    /** How far a run is from the log. */
    private static double distance(Moments simulated, Moments observed) {
        double mark = StrictMath.log(step(observed.markCpuNanos, simulated.markCpuNanos));
        double black = StrictMath.log(step(observed.blackBytes, simulated.blackBytes));
        double time = StrictMath.log(step(observed.nanosPerCycle, simulated.nanosPerCycle));
        double assists = observed.assistShare - simulated.assistShare;
        double workers = StrictMath.log(step(observed.workerShare, simulated.workerShare));
        double live = StrictMath.log(step(observed.reachableBytes, simulated.reachableBytes));
        return 4 * live * live
                + mark * mark
                + workers * workers / 4
                + black * black
                + 4 * time * time
                + assists * assists;
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
        private int cycles;
        private double reachable;
        private double black;
        private double mark;
        private double assist;
        private double first;
        private double workers;
        private double capacity;
        private double last;

        @Override
        public void onCycle(CycleRecord cycle) {
            first = cycles == 0 ? (double) cycle.timing().startNanos() : first;
            last = (double) cycle.timing().startNanos();
            cycles++;
            double allocated = (double) (cycle.heap().liveAtEnd() - cycle.heap().liveAtStart());
            black += allocated;
            reachable += (double) cycle.heap().marked() - allocated;
            mark += cycle.cpu().totalNanos();
            assist += cycle.cpu().assistNanos();
            workers += cycle.cpu().dedicatedNanos() + cycle.cpu().fractionalNanos();
            capacity += (double) cycle.timing().markNanos() * cycle.maxProcs();
        }

        Moments moments() {
            return new Moments(
                    reachable / cycles,
                    black / cycles,
                    mark / cycles,
                    mark > 0 ? assist / mark : 0,
                    (last - first) / Math.max(1, cycles - 1),
                    capacity > 0 ? workers / capacity : 0);
        }
    }
}
