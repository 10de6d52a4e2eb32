package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.workload.log.Interval;

/**
 * The program as stretches of work, each with its allocation rate and the reachable heap at its end. A stretch covers as
 * many cycles as it takes for sizes printed in whole MiB to give a rate to about ten percent.
 *
 * @param segments the stretches, in order
 * @param initialLiveBytes the live heap where the log begins; zero when it begins with the process
 * @param workNanos all work
 * @param allocated all bytes allocated, as far as printed numbers tell
 * @param cyclesPerSegment cycles that one stretch covers on average
 */
record SegmentFit(
        List<TimedLoad.Segment> segments,
        double initialLiveBytes,
        double workNanos,
        Interval allocated,
        double cyclesPerSegment) {

    /** Most segments; with more cycles each covers more of them. */
    static final int MAX_SEGMENTS = 2_000;

    /** Standard deviation of the difference of two sizes rounded down to MiB, over the size of a MiB: sqrt(1/6). */
    private static final double ROUNDING_MIB = 0.41;

    private static final double RATE_ERROR = 0.1;
    private static final double MIB = 1 << 20;

    /**
     * Cuts a log into stretches.
     *
     * @param cycles at least one
     * @param fromStart whether the first cycle is the process's first
     * @param shape how the program competes with the collector
     * @param stackBytes stacks where the log says nothing
     */
    static SegmentFit of(List<CycleFacts> cycles, boolean fromStart, LoadShape shape, double stackBytes) {
        List<Stretch> periods = periods(cycles, fromStart, shape);
        double initial = fromStart ? 0 : cycles.get(0).marked().mid();
        Interval allocated = Interval.ZERO;
        double work = 0;
        for (Stretch period : periods) {
            allocated = allocated.plus(period.allocated);
            work += period.workNanos;
        }
        int atLeast = 1 + (periods.size() - 1) / MAX_SEGMENTS;
        List<TimedLoad.Segment> segments = merged(periods, atLeast, stackBytes);
        return new SegmentFit(
                segments, initial, work, allocated, (double) periods.size() / Math.max(1, segments.size()));
    }

    /** One period for each cycle: from the end of the cycle before it to its own end. */
    private static List<Stretch> periods(List<CycleFacts> cycles, boolean fromStart, LoadShape shape) {
        List<Stretch> periods = new ArrayList<>();
        CycleFacts before = null;
        for (CycleFacts cycle : cycles) {
            if (before == null && fromStart) {
                periods.add(new Stretch(
                        shape.workOtherwise(cycle.startNanos()) + shape.workWhileMarking(cycle),
                        cycle.atStart().plus(cycle.black()),
                        cycle.reachable().mid(),
                        cycle.stacks().mid()));
            } else if (cycle.follows()) {
                periods.add(new Stretch(
                        shape.workOtherwise(cycle.idleBefore()) + shape.workWhileMarking(cycle),
                        cycle.allocatedBefore().plus(cycle.black()),
                        cycle.reachable().mid(),
                        cycle.stacks().mid()));
            } else if (before != null) {
                periods.add(gap(before, cycle, shape));
            }
            before = cycle;
        }
        return periods;
    }

    /** Cycles are missing here: the time counts, and what was allocated in it is taken from the cycle that follows. */
    private static Stretch gap(CycleFacts before, CycleFacts cycle, LoadShape shape) {
        double work = shape.workOtherwise(Math.max(0, cycle.startNanos() - before.endNanos()))
                + shape.workWhileMarking(cycle);
        double markWork = Math.max(1, shape.workWhileMarking(cycle));
        return new Stretch(
                work,
                cycle.black().atLeastZero().times(work / markWork),
                cycle.reachable().mid(),
                cycle.stacks().mid());
    }

    private static List<TimedLoad.Segment> merged(List<Stretch> periods, int atLeast, double stackBytes) {
        List<TimedLoad.Segment> segments = new ArrayList<>();
        List<Stretch> group = new ArrayList<>();
        for (Stretch period : periods) {
            group.add(period);
            if (group.size() >= atLeast && precise(group)) {
                segments.add(segment(group, stackBytes));
                group.clear();
            }
        }
        if (!group.isEmpty() && (segments.isEmpty() || work(group) > 0)) {
            segments.add(segment(group, stackBytes));
        }
        return segments;
    }

    private static boolean precise(List<Stretch> group) {
        double allocated = 0;
        double exactness = 0;
        for (Stretch period : group) {
            allocated += period.allocated.mid();
            exactness += period.allocated.width() > 0 ? 1 : 0;
        }
        double error = ROUNDING_MIB * MIB * StrictMath.sqrt(exactness);
        return work(group) > 0 && (error == 0 || allocated * RATE_ERROR >= error);
    }

    private static double work(List<Stretch> group) {
        return group.stream().mapToDouble(Stretch::workNanos).sum();
    }

    private static TimedLoad.Segment segment(List<Stretch> group, double stackBytes) {
        double seconds = Math.max(TimedLoad.Segment.MIN_WORK_SECONDS, work(group) / 1e9);
        double allocated =
                group.stream().mapToDouble(period -> period.allocated.mid()).sum();
        int half = group.size() / 2;
        List<Stretch> later = group.subList(half, group.size());
        double live = later.stream().mapToDouble(Stretch::reachable).sum() / later.size();
        double printed = group.get(group.size() - 1).stacks;
        double stacks = printed < MIB ? stackBytes : printed;
        double rate = Math.min(Math.max(0, allocated) / seconds, (double) TimedLoad.MAX_BYTES);
        return new TimedLoad.Segment(seconds, rate, Math.round(live), Math.round(stacks));
    }

    private record Stretch(double workNanos, Interval allocated, double reachable, double stacks) {}
}
