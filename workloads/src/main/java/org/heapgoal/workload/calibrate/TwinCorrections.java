package org.heapgoal.workload.calibrate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What runs of a twin say about its figures, beside the log's own: each is corrected by the one sum over the log that shows it
 * best. A run is a draw of chance, so a correction goes all of the way at first, and half of it, a third and so on the more
 * often it has turned round: what is still on its way keeps its steps, and what has arrived becomes the mean of what the runs
 * ask for.
 *
 * <table>
 * <caption>Which figure goes by what</caption>
 * <tr><td>reachable heap</td><td>live heap less allocation while marking; later on live heap</td></tr>
 * <tr><td>cost of marking</td><td>CPU time of marking</td></tr>
 * <tr><td>length of stops, or how often threads gather on a core</td><td>length of stops</td></tr>
 * <tr><td>CPU time of a busy program's work</td><td>allocation between the cycles</td></tr>
 * <tr><td>its speed while marking goes on</td><td>allocation for each CPU that marking leaves</td></tr>
 * <tr><td>the share of it that only one goroutine at a time can do</td><td>idle workers' marking</td></tr>
 * <tr><td>how long goroutines keep a P</td><td>fractional workers' marking</td></tr>
 * <tr><td>number of goroutines</td><td>assists, as far as marking as a whole lacks them</td></tr>
 * </table>
 */
final class TwinCorrections {
    private static final double LARGEST_STEP = 2;

    /** Turning round does not count while other figures are still far off. */
    private static final int ROUGH_ROUNDS = 2;

    /** From then on what is allocated while marking is as near to the log as the twin can get. */
    private static final int SETTLED_ROUNDS = 8;

    private static final double LEAST_SPEED = 0.2;

    private static final double MOST_GATHERING = 0.9;

    private static final double SHORTEST_TURN = 100_000;
    private static final double LONGEST_TURN = 20_000_000;
    private static final double LONGEST_PIECE = 4_000_000;

    /** Some pieces of work come while a mark goes on. */
    private static final double PIECES_OF_A_MARK = 3;

    /** Where few stops of a run wait for anybody, those that do are not made to wait for all of them. */
    private static final double MOST_STOP_WAIT = 2;

    /** Assists differ by chance; less than this says nothing about goroutines. */
    private static final double TELLING_ASSISTS = 0.04;

    /** Where goroutines wait for locks, idle workers take from what would be assists; then it takes more. */
    private static final double MANY_ASSISTS = 0.15;

    /** So many goroutines for each that assists: others find credit when their turn comes. */
    private static final double ENOUGH_TURNS = 4;

    private static final double TELLING_IDLE = 0.02;

    private final Map<TwinParameter, Double> values = new EnumMap<>(TwinParameter.class);
    private final Set<TwinParameter> stated;
    private final Moments observed;
    private final double assisting;
    private final double fewest;
    private final boolean saturated;
    private final double longestStop;
    private int round;
    private final Map<TwinParameter, Double> errors = new EnumMap<>(TwinParameter.class);
    private final Map<TwinParameter, Integer> turns = new EnumMap<>(TwinParameter.class);

    /**
     * Figures to begin with.
     *
     * @param start the figures
     * @param stated those that the user states, which stay as they are
     * @param observed what the log shows
     * @param assisting goroutines that would do all of the marking with one assist each; 0 where goroutines keep their Ps so
     *     long that few of them come to assist
     */
    TwinCorrections(
            ToDoubleFunction<TwinParameter> start, Set<TwinParameter> stated, Moments observed, double assisting) {
        for (TwinParameter parameter : TwinParameter.values()) {
            values.put(parameter, start.applyAsDouble(parameter));
        }
        this.stated = EnumSet.noneOf(TwinParameter.class);
        this.stated.addAll(stated);
        this.observed = observed;
        this.assisting = assisting;
        this.fewest = value(TwinParameter.GOROUTINES);
        this.saturated = value(TwinParameter.LOAD) > 0;
        this.longestStop = MOST_STOP_WAIT * value(TwinParameter.STOP_WAIT);
        if (!saturated) {
            set(TwinParameter.GOROUTINES, Math.max(fewest, observed.assistShare() * assisting));
        }
    }

    /** The figures as they are now. */
    Map<TwinParameter, Double> values() {
        return Collections.unmodifiableMap(values);
    }

    double value(TwinParameter parameter) {
        return Objects.requireNonNull(values.get(parameter));
    }

    /** Corrects the figures by a run. */
    void correct(Moments simulated) {
        round++;
        double live = toward(TwinParameter.LIVE_HEAP_FACTOR, reachable(simulated), simulated.reachableBytes());
        scale(TwinParameter.LIVE_HEAP_FACTOR, live);
        double cost =
                toward(TwinParameter.NANOS_PER_LIVE_BYTE, observed.markCpuNanos(), simulated.markCpuNanos()) / live;
        scale(TwinParameter.NANOS_PER_LIVE_BYTE, cost);
        scale(TwinParameter.MARK_FIXED, cost);
        scale(TwinParameter.NANOS_PER_SCANNED_BYTE, cost);
        stops(simulated);
        if (saturated) {
            work(simulated);
            locks(simulated);
        }
        turn(simulated);
        goroutines(simulated);
    }

    /** Goals follow from all that is found live: what the twin cannot allocate while marking as the program does is made up for. */
    private double reachable(Moments simulated) {
        return round > SETTLED_ROUNDS
                ? simulated.reachableBytes() + observed.markedBytes() - simulated.markedBytes()
                : observed.reachableBytes();
    }

    /** Where threads gather, that makes stops long. */
    private void stops(Moments simulated) {
        double gathering = value(TwinParameter.GATHERING);
        TwinParameter figure = gathering > 0 ? TwinParameter.GATHERING : TwinParameter.STOP_WAIT;
        double corrected = toward(figure, observed.stopNanos(), simulated.stopNanos()) * value(figure);
        set(
                figure,
                gathering > 0
                        ? Math.min(MOST_GATHERING, Math.max(ProcessFigures.LEAST_GATHERING, corrected))
                        : Math.min(longestStop, corrected));
    }

    /** Marking slows the program down beside taking CPUs from it. */
    private void work(Moments simulated) {
        double speed = toward(TwinParameter.MUTATOR_SPEED, observed.speedWhileMarking(), simulated.speedWhileMarking());
        set(TwinParameter.MUTATOR_SPEED, Math.max(LEAST_SPEED, speed * value(TwinParameter.MUTATOR_SPEED)));
        scale(
                TwinParameter.CPU_FACTOR,
                toward(TwinParameter.CPU_FACTOR, observed.nanosPerByte(), simulated.nanosPerByte()));
    }

    /** A program that takes all it can get leaves idle time where its goroutines wait for one that assists. */
    private void locks(Moments simulated) {
        double serial = value(TwinParameter.SERIAL_SHARE);
        if (observed.idleShare() > TELLING_IDLE || serial > 0) {
            double missing = observed.idleShare() - simulated.idleShare();
            set(TwinParameter.SERIAL_SHARE, serial + 0.5 * gain(TwinParameter.SERIAL_SHARE, missing) * missing);
        }
    }

    /**
     * Fractional workers get their time when goroutines leave their Ps. Where Ps are idle between pieces of work, idle workers
     * are quicker; after a long piece they are not, as a fractional worker is due first then.
     */
    private void turn(Moments simulated) {
        if (simulated.workerShare() > 0) {
            double missing = toward(TwinParameter.TURN, observed.workerShare(), simulated.workerShare());
            double turn = value(TwinParameter.TURN);
            double corrected = saturated ? turn / (missing * missing) : turn * missing;
            double longest = saturated
                    ? LONGEST_TURN
                    : Math.max(SHORTEST_TURN, Math.min(LONGEST_PIECE, observed.markNanos() / PIECES_OF_A_MARK));
            set(TwinParameter.TURN, Math.min(longest, Math.max(SHORTEST_TURN, corrected)));
        }
    }

    /**
     * Each goroutine assists before anything else when it first allocates in a cycle. Where assists are fewer only because
     * workers mark more, or workers fewer because assists are more, the number of goroutines is not what is wrong.
     */
    private void goroutines(Moments simulated) {
        double all = withoutIdle(observed) - withoutIdle(simulated);
        double assists =
                observed.assistShare() * observed.markShare() - simulated.assistShare() * simulated.markShare();
        double least = Math.min(Math.abs(all), Math.abs(assists)) / Math.max(TELLING_IDLE, observed.markShare());
        boolean waiting = saturated && observed.idleShare() > TELLING_IDLE;
        if (all * assists > 0 && least > (waiting ? MANY_ASSISTS : TELLING_ASSISTS)) {
            double missing = Math.copySign(least, all);
            double now = value(TwinParameter.GOROUTINES);
            double count = now + gain(TwinParameter.GOROUTINES, missing) * missing * assisting;
            // Of a paced program's goroutines only those count that get work while a mark goes on.
            double most = saturated ? Double.MAX_VALUE : ENOUGH_TURNS * observed.assistShare() * assisting;
            double bounded = Math.max(now / LARGEST_STEP, Math.min(Math.min(most, LARGEST_STEP * now), count));
            set(TwinParameter.GOROUTINES, Math.max(fewest, bounded));
        }
    }

    private static double withoutIdle(Moments moments) {
        return moments.markShare() - moments.idleShare();
    }

    /** A factor that goes some of the way from what a run gave to what the log shows. */
    private double toward(TwinParameter parameter, double observed, double simulated) {
        double whole = StrictMath.log(step(observed, simulated));
        return StrictMath.exp(gain(parameter, whole) * whole);
    }

    /** How much of the way to go: all of it, a half, a third and so on, the more often it has turned round. */
    private double gain(TwinParameter parameter, double error) {
        double last = errors.getOrDefault(parameter, 0.0);
        if (last * error < 0 && round > ROUGH_ROUNDS) {
            turns.merge(parameter, 1, Integer::sum);
        }
        if (error != 0) {
            errors.put(parameter, error);
        }
        return 1.0 / (1 + turns.getOrDefault(parameter, 0));
    }

    private static double step(double observed, double simulated) {
        if (observed <= 0 || simulated <= 0) {
            return 1;
        }
        return Math.min(LARGEST_STEP, Math.max(1 / LARGEST_STEP, observed / simulated));
    }

    private void scale(TwinParameter parameter, double factor) {
        set(parameter, value(parameter) * factor);
    }

    private void set(TwinParameter parameter, double value) {
        if (!stated.contains(parameter)) {
            values.put(parameter, parameter.bounded(value));
        }
    }
}
