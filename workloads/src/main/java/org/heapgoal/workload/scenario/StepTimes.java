package org.heapgoal.workload.scenario;

import java.util.List;
import org.heapgoal.process.program.Step;
import org.heapgoal.sim.random.Distribution;

/** How long steps take at least in the usual case, machine and runtime left out. */
final class StepTimes {
    /** A loop whose usual pass is shorter than this takes no time. */
    static final double MIN_PASS_NANOS = 1_000;

    private StepTimes() {}

    /** The steps that a step holds. */
    static List<Step> inner(Step step) {
        if (step instanceof Step.Repeat repeat) {
            return repeat.steps();
        }
        return step instanceof Step.Locked locked ? locked.steps() : List.of();
    }

    /** The most steps that loops among these do without time passing. */
    static double stepsAtOnce(List<Step> steps, double times) {
        double most = 0;
        double size = 0;
        for (Step step : steps) {
            double inner = inner(step).isEmpty()
                    ? 1
                    : stepsAtOnce(inner(step), step instanceof Step.Repeat repeat ? (double) repeat.times() : 1);
            most = Math.max(most, inner);
            size += inner;
        }
        return Math.max(most, passNanos(steps) < MIN_PASS_NANOS ? size * times : size);
    }

    /** The usual length of a pass; infinite where a step waits for others or for the runtime. */
    static double passNanos(List<Step> steps) {
        double sum = 0;
        for (Step step : steps) {
            sum += nanos(step);
        }
        return sum;
    }

    private static double nanos(Step step) {
        if (step instanceof Step.Compute compute) {
            return usual(compute.nanos());
        }
        if (step instanceof Step.Allocate allocate) {
            return usual(allocate.nanos()) + usual(allocate.bytes());
        }
        if (step instanceof Step.Network network) {
            return usual(network.nanos());
        }
        if (step instanceof Step.Sleep sleep) {
            return usual(sleep.nanos());
        }
        if (step instanceof Step.Every every) {
            return usual(every.nanos());
        }
        if (step instanceof Step.Syscall syscall) {
            return usual(syscall.nanos());
        }
        if (step instanceof Step.Repeat repeat) {
            return (double) repeat.times() * passNanos(repeat.steps());
        }
        if (step instanceof Step.Locked locked) {
            return passNanos(locked.steps());
        }
        boolean waits = step instanceof Step.Send || step instanceof Step.Receive || step instanceof Step.Call;
        return waits ? Double.POSITIVE_INFINITY : 0;
    }

    static double usual(Distribution distribution) {
        return distribution.quantile(0.5);
    }
}
