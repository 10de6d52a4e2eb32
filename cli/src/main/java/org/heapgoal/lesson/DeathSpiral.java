package org.heapgoal.lesson;

import org.heapgoal.pacer.GcCpuLimiter;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.SummaryMetric;

/** Lesson 7: the GC CPU limiter stops assists, not workers; memory then passes the limit and the container kills. */
final class DeathSpiral implements LessonModel {
    private static final double MIB = 1 << 20;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BACKGROUND = 0.25;
    private static final long STEP_NANOS = 1_000_000;
    private static final ModelSwitches NO_LIMITER = new ModelSwitches(true, false);

    @Override
    public void declare(Figures figures, Variant variant, Bench bench) {
        double procs = figures.put("procs", Quantity.COUNT, variant.pick(4, 8, 2));
        double share = figures.put("share", Quantity.SHARE, variant.pick(0.75, 0.8, 0.7, 0.9, 0.65));
        double capacity =
                figures.put("capacity", Quantity.CPU_TIME, procs * GcCpuLimiter.CAPACITY_PER_PROC / NANOS_PER_SECOND);
        figures.put("fullAll", Quantity.TIME, () -> secondsUntilFull((int) procs, 1));
        figures.put("fullShare", Quantity.TIME, () -> secondsUntilFull((int) procs, share));
        figures.put("net", Quantity.CPUS, procs * (2 * share - 1));
        figures.put("gcCpus", Quantity.CPUS, procs * share);
        figures.put("mutatorCpus", Quantity.CPUS, procs * (1 - share));
        figures.put("noDrain", Quantity.TIME, capacity / (procs * share));
        figures.put("oneCpu", Quantity.TIME, capacity);
        figures.put("overHalf", Quantity.TIME, capacity / (procs * (share - 0.5)));
        declareGuide(figures, variant, bench);
        declareLeak(figures, bench);
    }

    private static void declareGuide(Figures figures, Variant variant, Bench bench) {
        figures.put("guideLimit", Quantity.SIZE, variant.pick(31, 32, 33, 31.5) * MIB);
        figures.put("guideCpu", Quantity.SHARE, () -> guide(bench, figures).figure(SummaryMetric.GC_CPU_FRACTION));
        figures.put("guideCycles", Quantity.COUNT, () -> guide(bench, figures).figure(SummaryMetric.NUM_GC));
        figures.put("half", Quantity.SHARE, 0.5);
        figures.put(
                "guideGogc",
                Quantity.SHARE,
                () -> bench.preset("guide/4-steady-limit", "GOMEMLIMIT=100MiB").figure(SummaryMetric.GC_CPU_FRACTION));
    }

    private static Recorded guide(Bench bench, Figures figures) {
        return bench.preset(
                "guide/4-steady-limit",
                "GOGC=off",
                "GOMEMLIMIT=" + figures.get("guideLimit").raw());
    }

    private static void declareLeak(Figures figures, Bench bench) {
        figures.put("killed", Quantity.TIME, () -> seconds(bench.run().totals().durationNanos()));
        figures.put(
                "killedOff",
                Quantity.TIME,
                () -> seconds(bench.run(NO_LIMITER).totals().durationNanos()));
        figures.put("leakCpu", Quantity.SHARE, () -> bench.run().figure(SummaryMetric.GC_CPU_FRACTION));
        figures.put("leakCpuOff", Quantity.SHARE, () -> bench.run(NO_LIMITER).figure(SummaryMetric.GC_CPU_FRACTION));
        figures.put(
                "limiterOn", Quantity.TIME, () -> seconds(bench.run().totals().limiterEnabledNanos()));
        figures.put("noRoom", Quantity.TIME, () -> noRoom(bench.run()));
        figures.put("assists", Quantity.CPU_TIME, () -> bench.run().figure(SummaryMetric.ASSIST_CPU));
        figures.put("assistsOff", Quantity.CPU_TIME, () -> bench.run(NO_LIMITER).figure(SummaryMetric.ASSIST_CPU));
    }

    /** When the memory limit first leaves no room above the live heap. */
    private static double noRoom(Recorded run) {
        return run.cycles().stream()
                .filter(cycle -> cycle.pacing().goalRule() == GoalRule.CLAMPED_TO_LIVE_HEAP)
                .map(CycleRecord::timing)
                .findFirst()
                .map(timing -> seconds(timing.startNanos()))
                .orElseThrow(() -> new IllegalStateException("the leak never filled the limit"));
    }

    /** Asks the limiter: how long until it limits if GC takes a share of all CPUs? Background workers have their quarter. */
    private static double secondsUntilFull(int procs, double share) {
        GcCpuLimiter limiter = new GcCpuLimiter(0, procs);
        limiter.startGCTransition(true, 0);
        limiter.finishGCTransition(0);
        long now = 0;
        while (!limiter.limiting()) {
            now += STEP_NANOS;
            limiter.addAssistTime((long) StrictMath.rint((share - BACKGROUND) * procs * STEP_NANOS));
            limiter.update(now);
        }
        return seconds(now);
    }

    private static double seconds(long nanos) {
        return nanos / NANOS_PER_SECOND;
    }
}
