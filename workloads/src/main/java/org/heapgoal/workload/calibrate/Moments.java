package org.heapgoal.workload.calibrate;

import java.util.List;

/**
 * What a log and a run of its twin are compared in. The first tenth of what was allocated is left out of both: while a heap
 * grows, a cycle more or less would count like any other.
 *
 * @param reachableBytes live heap less what was allocated while marking, mean over what was allocated
 * @param markedBytes live heap, mean of a cycle
 * @param blackBytes allocated while marking, mean of a cycle
 * @param markCpuNanos CPU time of marking, mean of a cycle
 * @param markNanos length of the mark phase, mean of a cycle
 * @param stopNanos both stops, mean of a cycle without the longest tenth
 * @param assistShare assists' share of marking
 * @param workerShare dedicated and fractional workers' share of the Ps while marking
 * @param idleShare idle workers' share of the Ps while marking
 * @param markShare all marking's share of the Ps while marking
 * @param nanosPerByte time outside of cycles for each byte allocated in it
 * @param speedWhileMarking bytes allocated for each CPU that marking left, over those of each P otherwise
 */
record Moments(
        double reachableBytes,
        double markedBytes,
        double blackBytes,
        double markCpuNanos,
        double markNanos,
        double stopNanos,
        double assistShare,
        double workerShare,
        double idleShare,
        double markShare,
        double nanosPerByte,
        double speedWhileMarking) {
    private static final double SKIPPED = 0.1;

    /** The figures of at least two cycles. */
    static Moments of(List<SeenCycle> cycles) {
        double total = 0;
        for (int i = 1; i < cycles.size(); i++) {
            total += allocated(cycles, i);
        }
        double passed = 0;
        int first = 1;
        while (first < cycles.size() - 1 && passed + allocated(cycles, first) < SKIPPED * total) {
            passed += allocated(cycles, first);
            first++;
        }
        return of(cycles, first);
    }

    private static double allocated(List<SeenCycle> cycles, int i) {
        return Math.max(0, cycles.get(i).atEnd() - cycles.get(i - 1).marked());
    }

    private static Moments of(List<SeenCycle> cycles, int first) {
        double weighted = 0;
        double weights = 0;
        double marked = 0;
        double black = 0;
        double assist = 0;
        double workers = 0;
        double idle = 0;
        double mark = 0;
        double capacity = 0;
        double outside = 0;
        double outsideNanos = 0;
        double outsideCapacity = 0;
        int count = cycles.size() - first;
        double[] stops = new double[count];
        for (int i = first; i < cycles.size(); i++) {
            SeenCycle cycle = cycles.get(i);
            SeenCycle before = cycles.get(i - 1);
            double allocated = allocated(cycles, i);
            weighted += allocated * Math.max(0, cycle.marked() - cycle.black());
            weights += allocated;
            marked += cycle.marked();
            black += cycle.black();
            assist += cycle.assistNanos();
            workers += cycle.workerNanos();
            idle += cycle.idleNanos();
            mark += cycle.markNanos();
            capacity += cycle.markNanos() * cycle.procs();
            stops[i - first] = cycle.stopNanos();
            double between = Math.max(0, cycle.startNanos() - before.endNanos());
            outside += cycle.atStart() - before.marked();
            outsideNanos += between;
            outsideCapacity += between * cycle.procs();
        }
        double markCpu = assist + workers + idle;
        double left = Math.max(0, capacity - markCpu);
        return new Moments(
                weights > 0 ? weighted / weights : 0,
                marked / count,
                Math.max(0, black) / count,
                markCpu / count,
                mark / count,
                Stats.meanWithoutTail(stops),
                share(assist, markCpu),
                share(workers, capacity),
                share(idle, capacity),
                share(markCpu, capacity),
                share(outsideNanos, outside),
                share(share(black, left), share(outside, outsideCapacity)));
    }

    private static double share(double part, double whole) {
        return whole > 0 ? Math.max(0, part) / whole : 0;
    }
}
