package org.heapgoal.workload.calibrate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What a run of a twin says about its figures, beside the log's own: each is corrected by the one sum over the log that shows
 * it best. Corrections get smaller after the first few, so that they settle.
 *
 * <table>
 * <caption>Which figure goes by what</caption>
 * <tr><td>reachable heap</td><td>live heap less allocation while marking</td></tr>
 * <tr><td>cost of marking</td><td>CPU time of marking</td></tr>
 * <tr><td>length of stops</td><td>length of stops</td></tr>
 * <tr><td>CPU time of a busy program's work</td><td>allocation between the cycles</td></tr>
 * <tr><td>its speed while marking goes on</td><td>allocation for each CPU that marking leaves</td></tr>
 * <tr><td>the share of it that only one goroutine at a time can do</td><td>idle workers' marking</td></tr>
 * <tr><td>a paced program's CPU time, and how late threads wake</td><td>idle workers' marking</td></tr>
 * <tr><td>how long goroutines keep a P</td><td>fractional workers' marking</td></tr>
 * <tr><td>number of goroutines</td><td>assists</td></tr>
 * </table>
 */
final class TwinCorrections {
    /** Corrections before they get smaller. */
    private static final int FIRST_ROUNDS = 3;

    private static final double LARGEST_STEP = 2;
    private static final double LEAST_SPEED = 0.2;

    /** A paced program's demand is known from what it allocates while marking; idle-time marking corrects it within these. */
    private static final double LEAST_DEMAND = 0.3;

    private static final double MOST_DEMAND = 1;
    private static final double FASTEST_WAKE = 3_100;
    private static final double SLOWEST_WAKE = 3e5;

    private static final double TELLING_WORKERS = 0.05;
    private static final double SHORTEST_TURN = 100_000;
    private static final double LONGEST_TURN = 20_000_000;

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
    private final double usualDemand;
    private final boolean saturated;
    private int round;

    /**
     * Figures to begin with.
     *
     * @param start the figures
     * @param stated those that the user states, which stay as they are
     * @param observed what the log shows
     * @param assisting goroutines that would do all of the marking with one assist each
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
        this.usualDemand = value(TwinParameter.CPU_FACTOR);
        this.saturated = value(TwinParameter.LOAD) > 0;
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

    /** How far a run is from the log. */
    double distance(Moments simulated) {
        double mark = StrictMath.log(step(observed.markCpuNanos(), simulated.markCpuNanos()));
        double live = StrictMath.log(step(observed.reachableBytes(), simulated.reachableBytes()));
        double marked = Math.max(1, observed.reachableBytes() + observed.blackBytes());
        double black = (observed.blackBytes() - simulated.blackBytes()) / marked;
        double time = saturated ? StrictMath.log(step(observed.nanosPerByte(), simulated.nanosPerByte())) : 0;
        double assists = observed.assistShare() - simulated.assistShare();
        double workers = observed.workerShare() - simulated.workerShare();
        double idle = observed.idleShare() - simulated.idleShare();
        double cycle = Math.max(1, observed.markCpuNanos() + 2 * observed.stopNanos());
        double stops = 2 * (observed.stopNanos() - simulated.stopNanos()) / cycle;
        return 4 * live * live
                + mark * mark
                + 4 * black * black
                + time * time
                + assists * assists / 4
                + workers * workers
                + idle * idle
                + stops * stops;
    }

    /** Corrects the figures by a run. */
    void correct(Moments simulated) {
        double live = step(observed.reachableBytes(), simulated.reachableBytes());
        scale(TwinParameter.LIVE_HEAP_FACTOR, live);
        double cost = damped(step(observed.markCpuNanos(), simulated.markCpuNanos())) / live;
        scale(TwinParameter.NANOS_PER_LIVE_BYTE, cost);
        scale(TwinParameter.MARK_FIXED, cost);
        scale(TwinParameter.NANOS_PER_SCANNED_BYTE, cost);
        scale(TwinParameter.STOP_WAIT, damped(step(observed.stopNanos(), simulated.stopNanos())));
        if (saturated) {
            work(simulated);
            locks(simulated);
        } else {
            spareCpu(simulated);
        }
        turn(simulated);
        goroutines(simulated);
        round++;
    }

    private void work(Moments simulated) {
        double speed = damped(step(observed.speedWhileMarking(), simulated.speedWhileMarking()));
        set(TwinParameter.MUTATOR_SPEED, Math.max(LEAST_SPEED, speed * value(TwinParameter.MUTATOR_SPEED)));
        scale(TwinParameter.CPU_FACTOR, damped(step(observed.nanosPerByte(), simulated.nanosPerByte())));
    }

    /** A program that takes all it can get leaves idle time where its goroutines wait for one that assists. */
    private void locks(Moments simulated) {
        double serial = value(TwinParameter.SERIAL_SHARE);
        if (observed.idleShare() > TELLING_IDLE || serial > 0) {
            set(TwinParameter.SERIAL_SHARE, serial + gain(0.5) * (observed.idleShare() - simulated.idleShare()));
        }
    }

    /** Idle workers begin late where threads wake late; and they take whatever CPU a paced program leaves. */
    private void spareCpu(Moments simulated) {
        double missing = observed.idleShare() - simulated.idleShare();
        double wake = Math.max(1, value(TwinParameter.WAKE));
        double demand = value(TwinParameter.CPU_FACTOR);
        if (missing < 0 ? wake < SLOWEST_WAKE : wake > FASTEST_WAKE && demand <= usualDemand) {
            double later = wake * StrictMath.pow(10, -gain(2) * missing);
            set(TwinParameter.WAKE, Math.min(SLOWEST_WAKE, Math.max(FASTEST_WAKE, later)));
        } else {
            double factor = demand * (1 - missing);
            set(TwinParameter.CPU_FACTOR, Math.min(MOST_DEMAND, Math.max(LEAST_DEMAND, factor)));
        }
    }

    /** Fractional workers get their time when goroutines leave their Ps. */
    private void turn(Moments simulated) {
        double missing = simulated.workerShare() > 0 ? observed.workerShare() / simulated.workerShare() : 1;
        if (Math.abs(missing - 1) > TELLING_WORKERS) {
            double turn = value(TwinParameter.TURN) / step(StrictMath.pow(missing, gain(2)), 1);
            set(TwinParameter.TURN, Math.min(LONGEST_TURN, Math.max(SHORTEST_TURN, turn)));
        }
    }

    /** Each goroutine assists before anything else when it first allocates in a cycle. */
    private void goroutines(Moments simulated) {
        double missing = observed.assistShare() - simulated.assistShare();
        boolean waiting = saturated && observed.idleShare() > TELLING_IDLE;
        if (Math.abs(missing) > (waiting ? MANY_ASSISTS : TELLING_ASSISTS)) {
            double now = value(TwinParameter.GOROUTINES);
            double count = now + gain(1) * missing * assisting;
            // Of a paced program's goroutines only those count that get work while a mark goes on.
            double most = saturated ? Double.MAX_VALUE : ENOUGH_TURNS * observed.assistShare() * assisting;
            double least = Math.max(fewest, now / LARGEST_STEP);
            set(TwinParameter.GOROUTINES, Math.max(least, Math.min(most, count)));
        }
    }

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
        set(parameter, value(parameter) * factor);
    }

    private void set(TwinParameter parameter, double value) {
        if (!stated.contains(parameter)) {
            values.put(parameter, parameter.bounded(value));
        }
    }
}
