package org.heapgoal.lesson;

import java.util.Comparator;
import org.heapgoal.pacer.WorkerPlan;
import org.heapgoal.recording.RequestRecord;

/** Lesson 9: the number of mark workers follows GOMAXPROCS, and the kernel follows the CPU quota. */
final class QuotaTrap implements LessonModel {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double PERIOD = 0.1;
    private static final int[][] PROCS_AND_QUOTA = {{32, 2}, {64, 3}, {16, 2}, {64, 4}, {32, 3}};

    @Override
    public void declare(Figures figures, Variant variant, Bench bench) {
        int[] pair = PROCS_AND_QUOTA[variant.index(PROCS_AND_QUOTA.length)];
        WorkerPlan plan = WorkerPlan.concurrent(pair[0]);
        WorkerPlan small = WorkerPlan.concurrent(pair[1]);
        double procs = figures.put("procs", Quantity.COUNT, pair[0]);
        double quota = figures.put("quota", Quantity.CPUS, pair[1]);
        double workers = figures.put("workers", Quantity.COUNT, plan.dedicatedWorkers());
        figures.put("budget", Quantity.CPU_TIME, quota * PERIOD);
        figures.put("period", Quantity.TIME, PERIOD);
        // Longer than a period's budget lasts, so that each goroutine meets its end.
        figures.put("work", Quantity.TIME, 2 * PERIOD);
        figures.put("goneWorkers", Quantity.TIME, () -> gone(bench, "worker"));
        figures.put("goneAll", Quantity.TIME, () -> gone(bench, "everything"));
        figures.put("stillWorkers", Quantity.TIME, () -> PERIOD - figures.value("goneWorkers"));
        figures.put("stillAll", Quantity.TIME, () -> PERIOD - figures.value("goneAll"));
        figures.put("smallNeed", Quantity.CPUS, small.dedicatedWorkers() + small.fractionalUtilizationGoal() * pair[1]);
        figures.put("oneCpuWorkers", Quantity.TIME, PERIOD / workers);
        figures.put("oneCpuAll", Quantity.TIME, PERIOD / procs);
        figures.put("allOfQuota", Quantity.CPUS, quota);
        figures.put("asBefore", Quantity.CPUS, procs / 4);
    }

    /** How long a budget lasts, from how long a goroutine of the program stood still in each period that it met the end of. */
    private static double gone(Bench bench, String program) {
        RequestRecord request = bench.run().requests().stream()
                .filter(record -> record.program().equals(program))
                .max(Comparator.comparingLong(RequestRecord::latencyNanos))
                .orElseThrow();
        double latency = request.latencyNanos() / NANOS_PER_SECOND;
        double still = request.blame().throttled() / NANOS_PER_SECOND;
        // A goroutine that is created some time after a period's begin meets one more end than it has lived whole
        // periods.
        return PERIOD - still / StrictMath.rint(latency / PERIOD);
    }
}
