package org.heapgoal.lesson;

import org.heapgoal.recording.SummaryMetric;

/** Lesson 3: the smallest goal is 4 MiB times GOGC / 100, and a memory limit with GOGC=off makes a generous one. */
final class TinyHeap implements LessonModel {
    private static final double MIB = 1 << 20;

    @Override
    public void declare(Figures figures, Variant variant, Bench bench) {
        double live = figures.put("live", Quantity.SIZE, MIB);
        double rate = figures.put("rate", Quantity.RATE, variant.pick(40, 60, 30, 50, 80) * MIB);
        double nonHeap = figures.put("nonHeap", Quantity.SIZE, 12 * MIB);
        double limit = figures.put("limit", Quantity.SIZE, variant.pick(64, 96, 80) * MIB);
        String off = "GOMEMLIMIT=" + figures.get("limit").raw();
        declareRuns(figures, bench, "100", "GOGC=100");
        declareRuns(figures, bench, "400", "GOGC=400");
        declareRuns(figures, bench, "Limit", "GOGC=off", off);
        figures.put("fromLive", Quantity.PER_SECOND, rate / live);
        figures.put("fromLive400", Quantity.PER_SECOND, rate / (4 * live));
        figures.put("wholeLimit", Quantity.PER_SECOND, rate / (limit - live));
        figures.put("withoutLive", Quantity.PER_SECOND, rate / (4 * MIB));
        figures.put("nonHeapOnly", Quantity.SIZE, limit - nonHeap);
    }

    private static void declareRuns(Figures figures, Bench bench, String suffix, String... settings) {
        figures.put(
                "rate" + suffix, Quantity.PER_SECOND, () -> bench.run(settings).figure(SummaryMetric.GC_PER_SECOND));
        figures.put("goal" + suffix, Quantity.SIZE, () -> bench.run(settings).figure(SummaryMetric.MEAN_HEAP_GOAL));
        figures.put(
                "start" + suffix,
                Quantity.SIZE,
                () -> bench.run(settings).figure(SummaryMetric.MEAN_HEAP_LIVE_AT_START));
        figures.put("cpu" + suffix, Quantity.SHARE, () -> bench.run(settings).figure(SummaryMetric.GC_CPU_FRACTION));
    }
}
