package org.heapgoal.lesson;

import org.heapgoal.recording.SummaryMetric;

/** Lesson 2: doubling GOGC about halves the CPU of the collector and costs one more live heap of memory. */
final class CpuForMemory implements LessonModel {
    private static final double MIB = 1 << 20;
    private static final double FIXED_SECONDS = 0.04;
    private static final double SCAN_RATE = 1024 * MIB;

    @Override
    public void declare(Figures figures, Variant variant, Bench bench) {
        double rate = figures.put("rate", Quantity.RATE, variant.pick(20, 30, 16, 40, 24) * MIB);
        double live = figures.put("live", Quantity.SIZE, rate);
        double fixed = figures.put("fixedCost", Quantity.TIME, FIXED_SECONDS * variant.pick(1, 2));
        for (int percent : new int[] {100, 200}) {
            String setting = "GOGC=" + percent;
            figures.put("cpu" + percent, Quantity.SHARE, () -> share(bench, setting));
            figures.put("peak" + percent, Quantity.SIZE, () -> metric(bench, setting, SummaryMetric.PEAK_MAPPED));
            figures.put("cycles" + percent, Quantity.COUNT, () -> metric(bench, setting, SummaryMetric.NUM_GC));
        }
        figures.put("oneCycle", Quantity.TIME, fixed + live / SCAN_RATE);
        figures.put("half", Quantity.SHARE, () -> figures.value("cpu100") / 2);
        figures.put("twicePeak", Quantity.SIZE, () -> figures.value("peak100") * 2);
        figures.put("noStart", Quantity.SHARE, () -> {
            double steady = 10 * rate / live * (fixed + live / SCAN_RATE);
            return steady / (10 + steady);
        });
        figures.put("liveOnly", Quantity.SIZE, live);
    }

    private static double share(Bench bench, String setting) {
        return metric(bench, setting, SummaryMetric.GC_CPU_FRACTION);
    }

    private static double metric(Bench bench, String setting, SummaryMetric metric) {
        return bench.run(setting).figure(metric);
    }
}
