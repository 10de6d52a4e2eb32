package org.heapgoal.lesson;

import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.Level;

/** Lesson 11: what the cycle every two minutes costs a process that does nothing. */
final class IdleGc implements LessonModel {
    private static final double MIB = 1 << 20;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public void declare(Figures figures, Variant variant, Bench bench) {
        double live = figures.put("live", Quantity.SIZE, variant.pick(2, 3, 4) * 1024 * MIB);
        double procs = figures.put("procs", Quantity.COUNT, variant.pick(8, 12, 16));
        double scan = figures.put("scan", Quantity.RATE, variant.pick(400, 320) * MIB);
        figures.put("nanosPerByte", Quantity.COUNT, NANOS_PER_SECOND / scan);
        figures.put("cost", Quantity.CPU_TIME, () -> seconds(last(bench).cpu().totalNanos()));
        figures.put("mark", Quantity.TIME, () -> seconds(last(bench).timing().markNanos()));
        figures.put(
                "workers",
                Quantity.CPUS,
                () -> (double) last(bench).cpu().totalNanos()
                        / (double) last(bench).timing().markNanos());
        figures.put("interval", Quantity.TIME, () -> interval(bench));
        figures.put("mean", Quantity.SHARE, () -> figures.value("cost") / (procs * figures.value("interval")));
        figures.put("peak", Quantity.SHARE, () -> figures.value("workers") / procs);
        figures.put("allProcs", Quantity.TIME, live / scan / procs);
        figures.put("oneProc", Quantity.TIME, live / scan);
        figures.put("ofOneCpu", Quantity.SHARE, () -> figures.value("cost") / figures.value("interval"));
        figures.put("whole", Quantity.SHARE, 1);
        figures.put("periodicMark", Quantity.TIME, () -> markOf(bench, CycleCause.PERIODIC));
        figures.put("forcedMark", Quantity.TIME, () -> markOf(bench, CycleCause.FORCED));
        figures.put("faster", Quantity.COUNT, () -> figures.value("periodicMark") / figures.value("forcedMark"));
    }

    private static CycleRecord last(Bench bench) {
        return bench.run().cycle(-1);
    }

    private static double interval(Bench bench) {
        return seconds(last(bench).timing().startNanos()
                - bench.run().cycle(-2).timing().startNanos());
    }

    /** The length of the last mark with a cause in the whole process of the scenario. */
    private static double markOf(Bench bench, CycleCause cause) {
        return bench.run(Level.FULL).cycles().stream()
                .filter(cycle -> cycle.cause() == cause)
                .reduce((earlier, later) -> later)
                .map(cycle -> seconds(cycle.timing().markNanos()))
                .orElseThrow();
    }

    private static double seconds(long nanos) {
        return nanos / NANOS_PER_SECOND;
    }
}
