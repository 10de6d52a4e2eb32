package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a log leaves open, figure by figure: standard errors of means over its cycles where it determines them, the stated
 * range where it does not. What the user gave is not open.
 */
final class Uncertainties {
    /** Of means of which a range holds eight cycles of ten: 90 % over 80 % of a normal distribution. */
    private static final double NINETY_OVER_EIGHTY = 1.645 / 1.282;

    /** The same for the range that holds six of ten. */
    private static final double NINETY_OVER_SIXTY = 1.645 / 0.842;

    /** Part of the mean cycle's marking that may not depend on the live heap, where the log cannot tell. */
    private static final double MOST_FIXED_SHARE = 0.2;

    private final Function<TwinParameter, Estimate> figures;
    private final CycleNoise noise;
    private final MarkCostFit cost;
    private final double meanReachable;
    private final List<Uncertainty> out = new ArrayList<>();

    private Uncertainties(
            Function<TwinParameter, Estimate> figures, CycleNoise noise, MarkCostFit cost, double meanReachable) {
        this.figures = figures;
        this.noise = noise;
        this.cost = cost;
        this.meanReachable = meanReachable;
    }

    /**
     * All that are open.
     *
     * @param figures the twin's
     * @param meanReachable bytes reachable in the mean cycle
     * @param oneStack whether stacks are the same throughout, so that one figure stands for them
     */
    static List<Uncertainty> of(
            Function<TwinParameter, Estimate> figures,
            CycleNoise noise,
            MarkCostFit cost,
            double meanReachable,
            boolean oneStack) {
        Uncertainties all = new Uncertainties(figures, noise, cost, meanReachable);
        all.means();
        all.ranges(oneStack);
        return all.out.stream().filter(open -> !open.none()).toList();
    }

    private void means() {
        String cycles = String.format(Locale.ROOT, "standard error over %,d cycles", noise.cycles());
        relative(TwinParameter.ALLOCATION_FACTOR, noise.allocation(), cycles);
        relative(TwinParameter.LIVE_HEAP_FACTOR, noise.reachable(), cycles + ", and rounding");
        relative(TwinParameter.NANOS_PER_LIVE_BYTE, noise.marking(), cycles + "; moves the fixed part too");
        fixedPart(cycles);
        ofMean(TwinParameter.SWEEP_TERMINATION, cycles);
        ofMean(TwinParameter.MARK_TERMINATION, cycles);
        ofMean(TwinParameter.MIN_ASSIST_SHARE, cycles);
    }

    private void relative(TwinParameter parameter, double standardError, String origin) {
        Estimate own = figure(parameter);
        if (open(own) && own.value() > 0) {
            out.add(Uncertainty.relative(parameter, own.value(), standardError, origin));
        }
    }

    /** What of the marking is fixed; the cost of a byte moves against it, because the log does give their sum. */
    private void fixedPart(String cycles) {
        Estimate own = figure(TwinParameter.MARK_FIXED);
        if (!open(own) || !open(figure(TwinParameter.NANOS_PER_LIVE_BYTE))) {
            return;
        }
        if (cost.separable()) {
            double scale = NINETY_OVER_SIXTY / StrictMath.sqrt(Math.max(4, noise.cycles()));
            out.add(around(own, TwinParameter.MARK_FIXED, scale, cycles + "; its sum with the rest stays"));
            return;
        }
        double mean = own.value() + figure(TwinParameter.NANOS_PER_LIVE_BYTE).value() * meanReachable;
        out.add(new Uncertainty(
                TwinParameter.MARK_FIXED,
                own.value(),
                0,
                Math.max(own.value(), MOST_FIXED_SHARE * mean),
                "assumed to be at most a fifth of a mean cycle's marking; its sum with the rest stays"));
    }

    private void ofMean(TwinParameter parameter, String cycles) {
        Estimate own = figure(parameter);
        if (open(own)) {
            double scale = NINETY_OVER_EIGHTY / StrictMath.sqrt(Math.max(1, noise.cycles()));
            out.add(around(own, parameter, Math.min(1, scale), cycles));
        }
    }

    private static Uncertainty around(Estimate own, TwinParameter parameter, double scale, String origin) {
        return new Uncertainty(
                parameter,
                own.value(),
                own.value() - scale * (own.value() - own.low()),
                own.value() + scale * (own.high() - own.value()),
                origin);
    }

    private void ranges(boolean oneStack) {
        if (oneStack) {
            range(TwinParameter.STACK_BYTES);
        }
        range(TwinParameter.STACK_ROOM);
        range(TwinParameter.GLOBALS_BYTES);
        range(TwinParameter.SCANNABLE_FRACTION);
        range(TwinParameter.MUTATOR_SPEED);
        range(TwinParameter.NON_HEAP_BYTES);
        range(TwinParameter.METADATA_PER_HEAP_BYTE);
        range(TwinParameter.FRAGMENTATION_RATIO);
        range(TwinParameter.OUTSIDE_GO_BYTES);
        if (figure(TwinParameter.LOAD).value() <= 0) {
            range(TwinParameter.DEMAND_PROCS);
        }
        range(TwinParameter.WORKER_EFFICIENCY);
        range(TwinParameter.IDLE_MARK_SHARE);
    }

    private void range(TwinParameter parameter) {
        Estimate own = figure(parameter);
        if (open(own)) {
            String origin = own.source() == Estimate.Source.ASSUMED ? "assumed range" : "what the log allows";
            out.add(new Uncertainty(parameter, own.value(), own.low(), own.high(), origin));
        }
    }

    private static boolean open(Estimate estimate) {
        return estimate.source() != Estimate.Source.GIVEN;
    }

    private Estimate figure(TwinParameter parameter) {
        return figures.apply(parameter);
    }
}
