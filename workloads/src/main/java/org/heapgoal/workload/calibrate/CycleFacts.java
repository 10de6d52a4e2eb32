package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.heapgoal.workload.log.GcCycleLine;
import org.heapgoal.workload.log.Interval;
import org.heapgoal.workload.log.LogCycle;
import org.jspecify.annotations.Nullable;

/**
 * One cycle in numbers, with what passed since the cycle before it.
 *
 * @param startNanos when it began
 * @param endNanos when it ended
 * @param sweepTerminationNanos length of its first stop
 * @param markNanos length of its mark phase
 * @param markTerminationNanos length of its second stop
 * @param assistNanos CPU time of assists
 * @param backgroundNanos CPU time of dedicated and fractional workers
 * @param idleNanos CPU time of idle workers
 * @param atStart heap at its start
 * @param black allocated while it marked; as a difference of rounded sizes its low end may be negative
 * @param marked found live, with {@code black}
 * @param reachable {@code marked} less {@code black}
 * @param goal its goal
 * @param roots stacks and globals
 * @param stacks stacks alone
 * @param maxProcs GOMAXPROCS
 * @param follows whether the cycle before it is in the log
 * @param idleBefore time since the cycle before it ended; 0 unless it follows
 * @param allocatedBefore bytes allocated in that time; zero unless it follows
 * @param slackNanos how far truncated times leave open the work done since the cycle before it, either way
 * @param triggerShare how far from live heap to goal it began; NaN where that cannot be told
 */
record CycleFacts(
        double startNanos,
        double endNanos,
        double sweepTerminationNanos,
        double markNanos,
        double markTerminationNanos,
        double assistNanos,
        double backgroundNanos,
        double idleNanos,
        Interval atStart,
        Interval black,
        Interval marked,
        Interval reachable,
        Interval goal,
        Interval roots,
        Interval stacks,
        int maxProcs,
        boolean follows,
        double idleBefore,
        Interval allocatedBefore,
        double slackNanos,
        double triggerShare) {

    /** Heaps smaller than this are too coarsely printed to tell a trigger's place. */
    private static final double TELLING_RUNWAY_BYTES = 16 << 20;

    /** All CPU time of marking. */
    double markCpuNanos() {
        return assistNanos + backgroundNanos + idleNanos;
    }

    /** Marked by assists, of all marking. */
    double assistShare() {
        return markCpuNanos() > 0 ? assistNanos / markCpuNanos() : 0;
    }

    /**
     * The cycles of a process in numbers.
     *
     * @param cycles as logged
     * @param gogc the GOGC that set the goals, where known: with gcpacertrace it gives the live heap to the byte
     */
    static List<CycleFacts> of(List<LogCycle> cycles, OptionalInt gogc) {
        List<CycleFacts> facts = new ArrayList<>(cycles.size());
        CycleFacts before = null;
        for (int i = 0; i < cycles.size(); i++) {
            LogCycle cycle = cycles.get(i);
            boolean follows =
                    i > 0 && cycle.line().number() == cycles.get(i - 1).line().number() + 1;
            LogCycle next = i + 1 < cycles.size() ? cycles.get(i + 1) : null;
            boolean refined = next != null
                    && gogc.isPresent()
                    && next.line().number() == cycle.line().number() + 1;
            Interval marked = next != null && refined
                    ? refinedMarked(cycle, next, gogc.getAsInt())
                    : cycle.line().heap().marked();
            CycleFacts fact = of(cycle, marked, follows ? before : null);
            facts.add(fact);
            before = fact;
        }
        return facts;
    }

    private static CycleFacts of(LogCycle cycle, Interval marked, @Nullable CycleFacts before) {
        GcCycleLine line = cycle.line();
        Interval black = cycle.endBytes().minus(cycle.triggeredBytes());
        Interval atStart = cycle.triggeredBytes();
        Interval allocated = before == null ? Interval.ZERO : atStart.minus(before.marked);
        double start = line.startNanos().mid();
        return new CycleFacts(
                start,
                line.endNanos().mid(),
                line.clock().sweepTermination().mid(),
                line.clock().mark().mid(),
                line.clock().markTermination().mid(),
                line.cpu().assist().mid(),
                line.cpu().background().mid(),
                line.cpu().idle().mid(),
                atStart,
                black,
                marked,
                marked.minus(black).atLeastZero(),
                cycle.goalBytes(),
                cycle.rootBytes(),
                line.stackBytes() == null ? Interval.ZERO : line.stackBytes(),
                line.maxProcs(),
                before != null,
                before == null ? 0 : Math.max(0, start - before.endNanos),
                allocated,
                slack(line),
                before == null ? Double.NaN : triggerShare(atStart, before.marked, cycle.goalBytes()));
    }

    private static double slack(GcCycleLine line) {
        double clock = line.clock().total().width();
        double cpu = line.cpu().totalMark().width() / line.maxProcs();
        return (clock + cpu) / 2;
    }

    /** The live heap from the goal that followed it, if that goal was printed to the byte and agrees with GOGC's rule. */
    private static Interval refinedMarked(LogCycle cycle, LogCycle next, int gogc) {
        Interval printed = cycle.line().heap().marked();
        if (next.pacerEnd() == null || cycle.pacerEnd() == null || gogc < 0) {
            return printed;
        }
        double share = gogc / 100.0;
        double exact = (next.goalBytes().low() - share * cycle.rootBytes().mid()) / (1 + share);
        return printed.contains(exact) ? Interval.exactly(exact) : printed;
    }

    private static double triggerShare(Interval atStart, Interval marked, Interval goal) {
        double room = goal.mid() - marked.mid();
        return room < TELLING_RUNWAY_BYTES ? Double.NaN : (atStart.mid() - marked.mid()) / room;
    }
}
