package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.heapgoal.workload.log.Interval;
import org.heapgoal.workload.log.LogCycle;

/**
 * Which GOGC the goals of a log follow. A goal is the live heap plus GOGC percent of live heap, stacks and globals, and at
 * least 4 MiB · GOGC / 100 ({@code mgcpacer.go: commit}); each printed goal therefore allows a range of GOGC, and the GOGC
 * that most cycles allow is taken.
 *
 * @param found whether the goals follow one GOGC
 * @param percent that GOGC; of several that fit equally well the roundest
 * @param low the smallest that fits as many cycles
 * @param high the largest that fits as many cycles
 * @param agreeing cycles whose goal it explains
 * @param tested cycles whose goal could be tested, because the cycle before them is in the log
 * @param sentence the outcome in words, without a full stop
 */
public record GogcInference(
        boolean found, int percent, double low, double high, long agreeing, long tested, String sentence) {
    private static final double MINIMUM_HEAP_BYTES = 4 << 20;
    /** Share of the cycles that one GOGC must explain. */
    private static final double ENOUGH = 0.8;
    /** Live heaps must differ by this much before the goals' dependence on them says anything. */
    private static final double TELLING_SPREAD_BYTES = 4 << 20;

    /** Share of the best number's goals that a rounder number must explain. */
    private static final double NEARLY = 0.9;

    private static final int NEARBY_SHARE = 20;
    private static final int[] ROUNDNESS = {100, 50, 25, 10, 5, 1};

    /** The GOGC that the cycles' goals follow, if they follow one. */
    public static GogcInference infer(List<LogCycle> cycles) {
        List<Interval> allowed = new ArrayList<>();
        List<double[]> goals = new ArrayList<>();
        for (int i = 1; i < cycles.size(); i++) {
            LogCycle before = cycles.get(i - 1);
            LogCycle cycle = cycles.get(i);
            if (follows(cycle, before)) {
                allowed.add(percentOf(before, cycle.goalBytes()));
                goals.add(new double[] {
                    before.line().heap().marked().mid(), cycle.goalBytes().mid()
                });
            }
        }
        if (allowed.isEmpty()) {
            return new GogcInference(
                    false, 100, 0, 0, 0, 0, "GOGC cannot be inferred: no two consecutive cycles are in the log");
        }
        Interval best = mostAllowed(allowed);
        long agreeing = allowed.stream().filter(range -> range.overlaps(best)).count();
        int percent = rounder(roundest(best), allowed, agreeing);
        if (agreeing < ENOUGH * allowed.size()) {
            return refused(best, percent, agreeing, allowed.size(), "the goals do not follow one GOGC");
        }
        if (constantGoals(goals)) {
            return refused(
                    best,
                    percent,
                    agreeing,
                    allowed.size(),
                    "the goals do not grow with the live heap, as under a limit");
        }
        return new GogcInference(
                true,
                percent,
                Math.min(best.low(), percent),
                Math.max(best.high(), percent),
                agreeing,
                allowed.size(),
                String.format(
                        Locale.ROOT,
                        "GOGC=%d inferred from the goals of %d of %d cycles",
                        percent,
                        agreeing,
                        allowed.size()));
    }

    private static GogcInference refused(Interval best, int percent, long agreeing, long tested, String why) {
        return new GogcInference(
                false,
                percent,
                best.low(),
                best.high(),
                agreeing,
                tested,
                "GOGC cannot be inferred: " + why
                        + "; a memory limit or debug.SetGCPercent may have set them: state --recorded GOGC=…,GOMEMLIMIT=…");
    }

    /** Cycles whose goal lies below what a GOGC asks for, so that something else must have set it. */
    static long countBelow(List<LogCycle> cycles, int percent) {
        return count(cycles, percent, (goal, asked) -> goal.high() < asked.low());
    }

    /** Cycles whose goal lies above what a GOGC allows. */
    static long countAbove(List<LogCycle> cycles, int percent) {
        return count(cycles, percent, (goal, asked) -> goal.low() > asked.high());
    }

    private static long count(List<LogCycle> cycles, int percent, BiPredicate<Interval, Interval> telling) {
        long count = 0;
        for (int i = 1; i < cycles.size(); i++) {
            LogCycle before = cycles.get(i - 1);
            LogCycle cycle = cycles.get(i);
            if (follows(cycle, before) && telling.test(cycle.goalBytes(), goalOf(before, percent))) {
                count++;
            }
        }
        return count;
    }

    private static boolean follows(LogCycle cycle, LogCycle before) {
        return cycle.line().number() == before.line().number() + 1;
    }

    /** The goal that GOGC sets after a cycle. */
    static Interval goalOf(LogCycle before, int percent) {
        double share = percent / 100.0;
        Interval marked = before.line().heap().marked();
        Interval goal = marked.plus(marked.plus(before.rootBytes()).times(share));
        double minimum = MINIMUM_HEAP_BYTES * share;
        return new Interval(Math.max(goal.low(), minimum), Math.max(goal.high(), minimum));
    }

    /** All GOGC for which the goal can be what is printed. The goal grows with GOGC, so the range has one end each. */
    private static Interval percentOf(LogCycle before, Interval goal) {
        Interval marked = before.line().heap().marked();
        Interval counted = marked.plus(before.rootBytes());
        double low = Math.min(
                100 * (goal.low() - marked.high()) / Math.max(1, counted.high()),
                100 * goal.low() / MINIMUM_HEAP_BYTES);
        double high = Math.min(
                100 * (goal.high() - marked.low()) / Math.max(1, counted.low()),
                100 * goal.high() / MINIMUM_HEAP_BYTES);
        return Interval.between(Math.max(0, Math.min(low, high)), Math.max(0, high));
    }

    /** The range that lies within the most ranges. */
    private static Interval mostAllowed(List<Interval> ranges) {
        double[] lows = ranges.stream().mapToDouble(Interval::low).sorted().toArray();
        double[] highs = ranges.stream().mapToDouble(Interval::high).sorted().toArray();
        int open = 0;
        int most = 0;
        int closed = 0;
        Interval best = ranges.get(0);
        for (int i = 0; i < lows.length; i++) {
            while (highs[closed] < lows[i]) {
                closed++;
                open--;
            }
            open++;
            if (open > most) {
                most = open;
                best = new Interval(lows[i], highs[closed]);
            }
        }
        return best;
    }

    /** A rounder number than the best one if it explains nearly as many goals: goals can be raised by a late start. */
    private static int rounder(int best, List<Interval> allowed, long agreeing) {
        for (int step : ROUNDNESS) {
            int candidate = (int) Math.max(step, StrictMath.rint((double) best / step) * step);
            boolean near = Math.abs(candidate - best) <= Math.max(1, best / NEARBY_SHARE);
            long explained = allowed.stream()
                    .filter(range -> range.overlaps(Interval.exactly(candidate)))
                    .count();
            if (near && explained >= NEARLY * agreeing) {
                return candidate;
            }
        }
        return best;
    }

    /** The roundest whole number in the range, the nearest to its middle among equally round ones; 100 before all. */
    static int roundest(Interval range) {
        if (range.low() <= 100 && range.high() >= 100) {
            return 100;
        }
        for (int step : ROUNDNESS) {
            double nearest = StrictMath.rint(range.mid() / step) * step;
            double inside = nearest < range.low() ? nearest + step : nearest > range.high() ? nearest - step : nearest;
            if (inside >= range.low() && inside <= range.high() && inside < Integer.MAX_VALUE) {
                return (int) inside;
            }
        }
        return (int) Math.min(Integer.MAX_VALUE, StrictMath.rint(range.mid()));
    }

    /** Whether goals stay where they are although live heaps differ; under GOGC they move at least as much. */
    private static boolean constantGoals(List<double[]> goals) {
        double[] live = goals.stream().mapToDouble(pair -> pair[0]).toArray();
        double[] goal = goals.stream().mapToDouble(pair -> pair[1]).toArray();
        double spread = Stats.quantile(live, 0.9) - Stats.quantile(live, 0.1);
        if (spread < TELLING_SPREAD_BYTES) {
            return false;
        }
        double[] slopes = Stats.pairSlopes(live, goal, spread / 2);
        return slopes.length > 0 && slopes[slopes.length / 2] < 0.5;
    }
}
