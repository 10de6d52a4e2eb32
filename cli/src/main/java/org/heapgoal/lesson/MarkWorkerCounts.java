package org.heapgoal.lesson;

import org.heapgoal.pacer.WorkerPlan;
import org.heapgoal.recording.CycleRecord;

/** Lesson 5: dedicated workers are a quarter of the Ps, rounded, unless rounding misses the quarter by over 30 %. */
final class MarkWorkerCounts implements LessonModel {
    private static final double BACKGROUND = 0.25;

    @Override
    public void declare(Figures figures, Variant variant, Bench bench) {
        double third = variant.pick(6, 3, 2);
        double first = third == 2 ? 1 : variant.pick(2, 1);
        double second = variant.pick(4, 5, 8, 9, 12);
        double fourth = variant.pick(7, 10, 14);
        declare(figures, bench, "1", first);
        declare(figures, bench, "2", second);
        declare(figures, bench, "3", third);
        declare(figures, bench, "4", fourth);
        figures.put("rest3", Quantity.SHARE, () -> third * BACKGROUND - figures.value("dedicated3"));
        figures.put("rounded3", Quantity.COUNT, StrictMath.floor(third * BACKGROUND + 0.5));
        figures.put("floor4", Quantity.COUNT, StrictMath.floor(fourth * BACKGROUND));
    }

    private static void declare(Figures figures, Bench bench, String suffix, double procs) {
        int whole = (int) procs;
        String setting = "GOMAXPROCS=" + whole;
        WorkerPlan plan = WorkerPlan.concurrent(whole);
        figures.put("procs" + suffix, Quantity.COUNT, procs);
        figures.put("dedicated" + suffix, Quantity.COUNT, () -> plan.dedicatedWorkers());
        figures.put("fractional" + suffix, Quantity.SHARE, plan::fractionalUtilizationGoal);
        figures.put("quarter" + suffix, Quantity.COUNT, procs * BACKGROUND);
        figures.put("measured" + suffix, Quantity.CPUS, () -> dedicatedCpus(bench.run(setting)));
        figures.put("share" + suffix, Quantity.SHARE, () -> backgroundShare(bench.run(setting)));
    }

    /** CPUs that dedicated workers used while marking went on, over all cycles of a run. */
    private static double dedicatedCpus(Recorded run) {
        long cpu = 0;
        long clock = 0;
        for (CycleRecord cycle : run.cycles()) {
            cpu += cycle.cpu().dedicatedNanos();
            clock += cycle.timing().markNanos();
        }
        return (double) cpu / (double) clock;
    }

    /** The share of all Ps that dedicated and fractional workers used while marking went on. */
    private static double backgroundShare(Recorded run) {
        long cpu = 0;
        long clock = 0;
        for (CycleRecord cycle : run.cycles()) {
            cpu += cycle.cpu().backgroundNanos();
            clock += cycle.timing().markNanos() * cycle.maxProcs();
        }
        return (double) cpu / (double) clock;
    }
}
