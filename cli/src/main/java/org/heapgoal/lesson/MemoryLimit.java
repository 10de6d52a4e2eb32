package org.heapgoal.lesson;

import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalRule;

/** Lesson 6: under a memory limit the goal is the smaller of two rules, and the limit's rule keeps 3 % of headroom. */
final class MemoryLimit implements LessonModel {
    private static final double MIB = 1 << 20;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int HIGHEST_GOGC = 2_000;

    @Override
    public void declare(Figures figures, Variant variant, Bench bench) {
        int pair = variant.index(5);
        double limit = figures.put("limit", Quantity.SIZE, new double[] {900, 700, 1200, 600, 1500}[pair] * MIB);
        double live = figures.put("live", Quantity.SIZE, new double[] {500, 400, 750, 320, 800}[pair] * MIB);
        double nonHeap = figures.put("nonHeap", Quantity.SIZE, variant.pick(40, 60, 25) * MIB);
        double rate = figures.put("rate", Quantity.RATE, variant.pick(200, 150) * MIB);
        figures.put("room", Quantity.SIZE, limit - nonHeap);
        figures.put("goal", Quantity.SIZE, () ->
                (double) bench.run().cycle(0).pacing().goalAtStart());
        figures.put("headroom", Quantity.SIZE, () -> figures.value("room") - figures.value("goal"));
        figures.put("highest", Quantity.COUNT, () -> highest(bench));
        figures.put("next", Quantity.COUNT, () -> figures.value("highest") + 1);
        figures.put("nextGoal", Quantity.SIZE, () -> live * (1 + figures.value("next") / 100));
        figures.put("trigger", Quantity.SIZE, () ->
                (double) bench.run().cycle(-1).pacing().trigger());
        figures.put("interval", Quantity.TIME, () -> interval(bench.run()));
        figures.put("toGoal", Quantity.TIME, () -> (figures.value("goal") - live) / rate);
        figures.put("gogcGoal", Quantity.SIZE, 2 * live);
        figures.put("highestNoHeadroom", Quantity.COUNT, StrictMath.floor((limit - nonHeap - live) / live * 100));
        figures.put("intervalNoHeadroom", Quantity.TIME, (limit - nonHeap - live) / rate);
        figures.put("intervalGogc", Quantity.TIME, live / rate);
        figures.put("rss", Quantity.SIZE, () -> (double) bench.run().totals().peakMappedBytes());
    }

    /** The highest GOGC that sets the goal itself; found by halving. */
    private static double highest(Bench bench) {
        int own = 1;
        int overridden = HIGHEST_GOGC;
        while (overridden - own > 1) {
            int middle = (own + overridden) / 2;
            CycleRecord first = bench.run("GOGC=" + middle).cycle(0);
            if (first.pacing().goalRule() == GoalRule.GOGC) {
                own = middle;
            } else {
                overridden = middle;
            }
        }
        return own;
    }

    private static double interval(Recorded run) {
        long first = run.cycle(0).timing().startNanos();
        long last = run.cycle(-1).timing().startNanos();
        return (double) (last - first) / (run.cycles().size() - 1) / NANOS_PER_SECOND;
    }
}
