package org.heapgoal.workload.calibrate;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.random.StreamFactory;

/**
 * Twins that a log does not tell from the calibrated one: its figures moved within what the log leaves open.
 *
 * <p>Member 0 is the calibrated twin. Members 2i − 1 and 2i are a pair that is moved by the same amounts in opposite
 * directions, so that the mean of an odd number of members stays where the twin is. Each figure of each pair draws from a
 * stream of its own: neither more members nor other figures change a draw.
 */
public final class Ensemble {
    private final TwinDraft rates;
    private final SegmentFit segments;
    private final double meanReachable;
    private final List<Uncertainty> ofRates;

    /**
     * An ensemble.
     *
     * @param rates the figures of the twin at level pacer
     * @param segments the program's work
     */
    Ensemble(TwinDraft rates, SegmentFit segments, CycleNoise noise, MarkCostFit cost, double meanReachable) {
        this.rates = rates;
        this.segments = segments;
        this.meanReachable = meanReachable;
        boolean oneStack = segments.segments().stream()
                        .map(TimedLoad.Segment::stackBytes)
                        .distinct()
                        .count()
                == 1;
        this.ofRates = Uncertainties.of(rates::estimate, noise, cost, meanReachable, oneStack);
    }

    /** What is open of the twin at level pacer, in the order in which reports show figures. */
    public List<Uncertainty> uncertainties() {
        return ofRates;
    }

    /**
     * The load of a member at level pacer.
     *
     * @param seed of the draws
     * @param number from 0; 0 is the calibrated twin
     */
    public TimedLoad member(long seed, int number) {
        return moved(rates, ofRates, draws(seed, number)).load(segments);
    }

    /**
     * The twin at level pacer with one figure moved.
     *
     * @param figure one of {@link #uncertainties}
     * @param deviations by how many standard deviations of what is open, with its sign
     */
    public TimedLoad moved(Uncertainty figure, double deviations) {
        return moved(rates, List.of(figure), open -> deviations).load(segments);
    }

    private static ToDoubleFunction<Uncertainty> draws(long seed, int number) {
        if (number == 0) {
            return open -> 0;
        }
        int pair = (number + 1) / 2;
        double sign = number % 2 == 1 ? 1 : -1;
        StreamFactory streams = new StreamFactory(seed, pair);
        Distribution normal = new Distribution.LogNormal(0, 1);
        return open -> sign
                * StrictMath.log(normal.draw(
                        streams.stream("twin.member." + open.parameter().key())));
    }

    private TwinDraft moved(TwinDraft from, List<Uncertainty> open, ToDoubleFunction<Uncertainty> deviations) {
        TwinDraft draft = from.copy();
        for (Uncertainty figure : open) {
            double by = deviations.applyAsDouble(figure);
            if (by != 0) {
                move(draft, figure, by);
            }
        }
        return draft;
    }

    private void move(TwinDraft draft, Uncertainty figure, double deviations) {
        double value = figure.at(deviations);
        double now = valueOf(draft, figure.parameter());
        switch (figure.parameter()) {
            case NANOS_PER_LIVE_BYTE -> {
                // The sum of both parts is what the cycles give.
                double factor = value / figure.value();
                scale(draft, TwinParameter.NANOS_PER_LIVE_BYTE, factor);
                scale(draft, TwinParameter.MARK_FIXED, factor);
            }
            case MARK_FIXED -> {
                double perByte = valueOf(draft, TwinParameter.NANOS_PER_LIVE_BYTE);
                double least = perByte / 2;
                draft.set(
                        TwinParameter.NANOS_PER_LIVE_BYTE,
                        Math.max(least, perByte - (value - now) / Math.max(1, meanReachable)));
                draft.set(TwinParameter.MARK_FIXED, value);
            }
            case DEMAND_PROCS -> {
                draft.set(TwinParameter.DEMAND_PROCS, value);
                draft.set(TwinParameter.PEAK_PROCS, Math.max(value, valueOf(draft, TwinParameter.PEAK_PROCS)));
            }
            default -> draft.set(figure.parameter(), value);
        }
    }

    private static void scale(TwinDraft draft, TwinParameter parameter, double factor) {
        draft.set(parameter, valueOf(draft, parameter) * factor);
    }

    private static double valueOf(TwinDraft draft, TwinParameter parameter) {
        return Objects.requireNonNull(draft.estimate(parameter)).value();
    }
}
