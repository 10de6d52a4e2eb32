package org.heapgoal.lesson;

/** Lesson 1: stacks and globals count as work that GOGC multiplies, not as heap. */
final class GoalFormula implements LessonModel {
    private static final double MIB = 1 << 20;
    private static final int[] PERCENTS = {50, 100, 200};

    @Override
    public void declare(Figures figures, Variant variant, Bench bench) {
        double live = figures.put("live", Quantity.SIZE, variant.pick(8, 12, 20, 16, 24) * MIB);
        double stacks = figures.put("stacks", Quantity.SIZE, variant.pick(1, 2, 3) * MIB);
        double globals = figures.put("globals", Quantity.SIZE, variant.pick(1, 2) * MIB);
        figures.put("roots", Quantity.SIZE, stacks + globals);
        for (int percent : PERCENTS) {
            double factor = 1 + percent / 100.0;
            figures.put("goal" + percent, Quantity.SIZE, () -> goal(bench, percent));
            figures.put("heapOnly" + percent, Quantity.SIZE, live * factor);
            figures.put("rootsAsHeap" + percent, Quantity.SIZE, (live + stacks + globals) * factor);
            figures.put("added" + percent, Quantity.SIZE, (live + stacks + globals) * percent / 100.0);
        }
    }

    private static double goal(Bench bench, int percent) {
        return (double) bench.run("GOGC=" + percent).cycle(0).pacing().goalAtStart();
    }
}
