package org.heapgoal.workload.score;

import java.util.EnumMap;
import java.util.Map;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.workload.log.GcCycleLine;
import org.heapgoal.workload.log.LogCycle;
import org.heapgoal.workload.log.RecordedLog;

/**
 * What one would work out on paper from the means of a log: goal = live + (live + stacks) · GOGC / 100, a cycle whenever
 * the goal is reached, and a cost of each cycle that depends on the live heap alone. The baseline that a simulation has to
 * beat; it knows no controller, no allocation while marking and no limiter.
 *
 * @param liveBytes mean marked heap of the log
 * @param rootBytes mean stacks and globals, as printed
 * @param bytesPerSecond allocation over the log's time
 * @param cycleNanos CPU time of a mean cycle: its fixed part and what goes with the live heap, which other settings leave
 *     alike
 * @param mode whether more CPUs make the program allocate faster
 * @param maxProcs GOMAXPROCS of the log
 */
public record MeanModel(
        double liveBytes, double rootBytes, double bytesPerSecond, double cycleNanos, LoadMode mode, int maxProcs) {
    private static final double GIB = 1L << 30;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MINIMUM_HEAP_BYTES = 4 << 20;
    private static final double PERCENT = 100;

    /** Reads the means out of a log. */
    public static MeanModel of(CorpusRun run, RecordedLog log) {
        FigureSum sum = new FigureSum(run.report().setUpBytes());
        double roots = 0;
        for (LogCycle cycle : log.chosen().cycles()) {
            sum.add(CycleNumbers.of(cycle));
            GcCycleLine line = cycle.line();
            roots += line.rootBytes().low();
        }
        Map<ScoreFigure, Double> means = sum.figures();
        return new MeanModel(
                means.getOrDefault(ScoreFigure.MEAN_MARKED, Double.NaN),
                roots / log.chosen().cycles().size(),
                sum.bytesPerSecond(),
                sum.meanCostNanos(),
                run.mode(),
                run.settings().maxProcs());
    }

    /** The figures it gives for other settings; none where the limit leaves no room above the live heap. */
    public Map<ScoreFigure, Double> predict(GcSettings settings) {
        double goal = goal(settings);
        Map<ScoreFigure, Double> out = new EnumMap<>(ScoreFigure.class);
        if (!(goal > liveBytes)) {
            return out;
        }
        double procs = settings.maxProcs();
        double rate = mode == LoadMode.SATURATED ? bytesPerSecond * procs / maxProcs : bytesPerSecond;
        double cycleSeconds = (goal - liveBytes) / rate;
        out.put(ScoreFigure.GC_PER_GIB, GIB / (goal - liveBytes));
        out.put(ScoreFigure.MEAN_GOAL, goal);
        out.put(ScoreFigure.PEAK_GOAL, goal);
        out.put(ScoreFigure.GC_CPU, cycleNanos / NANOS_PER_SECOND / cycleSeconds / procs);
        if (mode == LoadMode.SATURATED) {
            out.put(ScoreFigure.THROUGHPUT, rate);
        }
        return out;
    }

    private double goal(GcSettings settings) {
        double goal = Double.POSITIVE_INFINITY;
        if (!settings.gcPercentOff()) {
            double share = settings.gcPercent() / PERCENT;
            goal = Math.max(liveBytes + (liveBytes + rootBytes) * share, MINIMUM_HEAP_BYTES * share);
        }
        return settings.hasMemoryLimit() ? Math.min(goal, settings.memoryLimitBytes() - rootBytes) : goal;
    }
}
